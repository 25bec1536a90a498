"""Lists that page by key: `?before=<day>,<number>` names the last row seen, and nothing counts the rest."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

PAGE = 20


@dataclass(frozen=True)
class Key:
    """The place of one row in a list: its day and its number."""

    day: datetime.date
    pk: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()},{self.pk}"


def read_key(text: str) -> Key:
    """Return the key that `text` names; 404 for one that names none."""
    day, _comma, pk = text.partition(",")
    try:
        key = Key(datetime.date.fromisoformat(day), int(pk))
    except ValueError as unreadable:
        raise Http404 from unreadable
    if not pk.isascii() or not 0 < key.pk < 2**63:
        raise Http404
    return key


def page_of(rows: QuerySet, day: str, after: str = "", *, newest_first: bool) -> tuple[list, Key | None]:
    """Return one page of `rows` in the order of the column `day`, and the key of the next page, or None.

    `after` is the key of the page before. One query, which reads one row more than it shows
    instead of counting them.
    """
    sign, beyond = ("-", "lt") if newest_first else ("", "gt")
    rows = rows.order_by(f"{sign}{day}", f"{sign}pk")
    if after:
        key = read_key(after)
        rows = rows.filter(Q(**{f"{day}__{beyond}": key.day}) | Q(**{day: key.day, f"pk__{beyond}": key.pk}))
    shown = list(rows[: PAGE + 1])
    if len(shown) <= PAGE:
        return shown, None
    last = shown[PAGE - 1]
    return shown[:PAGE], Key(getattr(last, day), last.pk)

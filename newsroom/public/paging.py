"""Lists page by key: `?before=<date>,<number>` names the last story seen, whatever came out since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from django.http import Http404

from newsroom.counted import NARROWED
from newsroom.models import Edition
from partnerships.composed import Composed

PAGE = 20
COLUMNS = ("section", "kind")


@dataclass(frozen=True)
class Key:
    """The place of one story in a list: its date and its number."""

    moment: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%dT%H:%M:%S.%fZ},{self.pk}"


def read_key(text: str) -> Key:
    """Return the key that `text` names; 404 for one that names none."""
    moment, _comma, pk = text.partition(",")
    try:
        told = datetime.fromisoformat(moment)
        key = Key(told.astimezone(UTC), int(pk))
    except (ValueError, OverflowError) as unreadable:
        raise Http404 from unreadable
    # A bare date-time would be read in whatever zone the server is in; no link of ours makes one.
    if told.tzinfo is None or not 0 < key.pk < 2**63:
        raise Http404
    return key


# By what a list of stories about one subject can be narrowed, and how an edition is asked for it.
NARROWING = {
    "partner": "editionpartners__partner",
    "pillar": "editionpillars__pillar",
    "kind": "kind",
    **NARROWED,
}


@cache
def _queries(of: str, narrowed_by: tuple[str, ...]) -> tuple[Composed, Composed]:
    """The queries for the first page of a kind of list, and for one further on."""
    names = ("at", "language", "value", *(f"narrowed_{name}" for name in narrowed_by))

    def newest(at, language, value, *narrowed):
        stories = Edition.objects.live(at).in_language(language)
        stories = stories.filter(**{of: value}) if of in COLUMNS else stories.tied_to(of, value)
        for name, wanted in zip(narrowed_by, narrowed, strict=True):
            stories = stories.filter(**{NARROWING[name]: wanted})
        return stories.for_lists().newest_first()

    def further(*asked):
        *told, moment, pk = asked
        return newest(*told).before(moment, pk)[: PAGE + 1]

    first = Composed(lambda *told: newest(*told)[: PAGE + 1], names)
    return first, Composed(further, (*names, "moment", "pk"))


def page_of(
    of: str,
    value,
    language: str,
    at: datetime,
    before: str = "",
    narrowed: Mapping[str, Any] | None = None,
    query: Mapping[str, str] | None = None,
) -> tuple[list[Edition], str]:
    """Return one page of stories, newest first, and the address of the older ones ("" when there are none).

    They are those of one section or kind (`of` "section", with its number, or "kind"), or about one subject
    (`of` "partner" or the like, with its number), and of these those that `narrowed` leaves: about a
    `partner` and a `pillar` too (by number), of a `kind`, dated `since` one moment and `before` another.
    `query` is what the address says of that. One query, which reads one story more than it shows instead of
    counting them.
    """
    narrowed = narrowed or {}
    names = tuple(name for name in NARROWING if name in narrowed)
    first, older = _queries(of, names)
    told = [at, language, value, *(narrowed[name] for name in names)]
    if before:
        key = read_key(before)
        shown = older(*told, key.moment, key.pk)
    else:
        shown = first(*told)
    if len(shown) <= PAGE:
        return shown, ""
    last = shown[PAGE - 1]
    # The key is ours and needs no escaping.
    rest = "".join(f"{name}={quote(text)}&" for name, text in (query or {}).items())
    return shown[:PAGE], f"?{rest}before={Key(last.first_public_from, last.pk)}"

"""Lists page by key: `?before=<date>,<number>` names the last story seen, whatever came out since."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404

from newsroom.models import Edition
from newsroom.models.editions import EditionQuerySet

PAGE = 20


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


def page_of(stories: EditionQuerySet, before: str = "") -> tuple[list[Edition], str]:
    """Return one page of `stories`, newest first, and the address of the older ones ("" when there are none).

    One query, which reads one story more than it shows instead of counting them.
    """
    stories = stories.for_lists().newest_first()
    if before:
        key = read_key(before)
        stories = stories.before(key.moment, key.pk)
    shown = list(stories[: PAGE + 1])
    if len(shown) <= PAGE:
        return shown, ""
    last = shown[PAGE - 1]
    return shown[:PAGE], f"?before={Key(last.first_public_from, last.pk)}"

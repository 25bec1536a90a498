"""Lists page by key: `?before=<date>,<number>` names the last story seen, whatever came out since."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.http import Http404

from newsroom.models import Edition
from partnerships.composed import Composed, composed

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


@cache
def _queries(of: str) -> tuple[Composed, Composed]:
    """The queries for the first page of a kind of list, and for one further on."""

    def newest(at, language, value):
        stories = Edition.objects.live(at).in_language(language)
        stories = stories.filter(**{of: value}) if of in COLUMNS else stories.tied_to(of, value)
        return stories.for_lists().newest_first()

    first = composed(lambda at, language, value: newest(at, language, value)[: PAGE + 1])
    older = composed(
        lambda at, language, value, moment, pk: newest(at, language, value).before(moment, pk)[: PAGE + 1]
    )
    return first, older


def page_of(of: str, value, language: str, at: datetime, before: str = "") -> tuple[list[Edition], str]:
    """Return one page of stories, newest first, and the address of the older ones ("" when there are none).

    They are those of one section or kind (`of` "section", with its number, or "kind"), or about one subject
    (`of` "partner" or the like, with its number). One query, which reads one story more than it shows
    instead of counting them.
    """
    first, older = _queries(of)
    if before:
        key = read_key(before)
        shown = older(at, language, value, key.moment, key.pk)
    else:
        shown = first(at, language, value)
    if len(shown) <= PAGE:
        return shown, ""
    last = shown[PAGE - 1]
    return shown[:PAGE], f"?before={Key(last.first_public_from, last.pk)}"

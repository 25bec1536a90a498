"""What was asked for, read from the address; whatever cannot be read is told in one sentence."""

import datetime
import re
import uuid
from dataclasses import dataclass
from http import HTTPStatus

from django.db.models import Q
from django.http import QueryDict

from partnerships.dates import FIRST_YEAR, LAST_YEAR
from partnerships.models import Partner
from partnerships.open_data.collections import Collection
from partnerships.open_data.problems import Unanswerable, one_of, wrong

PAGE, LARGEST_PAGE = 100, 500

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_NAME = re.compile(r"[^\x00-\x1f]{1,80}")


@dataclass(frozen=True)
class Asked:
    """A page of a collection: after which key, how many rows, and which of them."""

    after: str = ""
    limit: int = PAGE
    partner: str = ""
    on: datetime.date | None = None
    since: datetime.datetime | None = None


def _one(query: QueryDict, name: str) -> str:
    values = query.getlist(name)
    if len(values) > 1:
        raise wrong(name, f"“{name}” is there {len(values)} times. Give it once.")
    if not values[0]:
        raise wrong(name, f"“{name}” is empty. Give it a value, or leave it out.")
    return values[0]


def _year_can_be_meant(day: datetime.date, name: str) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise wrong(name, f"The year of “{name}” cannot be meant: give one from {FIRST_YEAR} to {LAST_YEAR}.")


def read_day(text: str, name: str = "on") -> datetime.date:
    """Return the day that `text` names in ISO 8601; raise Unanswerable for none, such as 2025-02-30."""
    try:
        day = datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise wrong(name, f"“{name}” is not a day. Write it as 2025-10-30.")
    _year_can_be_meant(day, name)
    return day


def read_moment(text: str, name: str = "since") -> datetime.datetime:
    """Return the moment that `text` names in RFC 3339, or the beginning of a day in UTC."""
    try:
        if _DAY.fullmatch(text):
            found = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
        elif _MOMENT.fullmatch(text):
            found = datetime.datetime.fromisoformat(text)
        else:
            raise ValueError
    except ValueError as unreadable:
        raise wrong(
            name, f"“{name}” is not a time. Write it as 2025-10-30T09:00:00Z, or a day as 2025-10-30."
        ) from unreadable
    _year_can_be_meant(found, name)
    return found


def _read_limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= LARGEST_PAGE):
        raise wrong("limit", f"“limit” is how many rows a page has: a number from 1 to {LARGEST_PAGE}.")
    return int(text)


def _read_after(text: str, key: str) -> str:
    form = _URN if key == "uid" else _NAME
    if not form.fullmatch(text):
        raise wrong("after", "“after” is not an identifier. Take the address of the next page from “next”.")
    return text


def read(query: QueryDict, collection: Collection) -> Asked:
    """Return what the parameters of an address ask of `collection`; raise Unanswerable for what is wrong."""
    known = ["after", "limit", *collection.filters]
    for name in query:
        if name not in known:
            raise Unanswerable(
                HTTPStatus.BAD_REQUEST,
                f"This parameter is not known here. There are {one_of(known)}.",
                parameter=name if name.isascii() and name.isidentifier() and len(name) <= 40 else None,
                known=known,
            )
    said = {name: _one(query, name) for name in query}
    readers = {
        "after": lambda text: _read_after(text, collection.key),
        "limit": _read_limit,
        "partner": lambda text: text,
        "on": read_day,
        "since": read_moment,
    }
    return Asked(**{name: readers[name](text) for name, text in said.items()})


def key_of(after: str, key: str) -> uuid.UUID | str:
    """Return the value of the column `key` that an identifier stands for."""
    return uuid.UUID(after) if key == "uid" else after


def partner_named(text: str) -> Partner:
    """Return the partner with this id or slug; raise Unanswerable for none (one query)."""
    found = None
    if _NAME.fullmatch(text):
        either = Partner.objects.filter(Q(code=text) | Q(slug=text))
        # A grouping's short name could be another's address: the id comes first.
        found = min(either, key=lambda partner: partner.code != text, default=None)
    if found is None:
        raise wrong("partner", "No partner has this id or slug. The ids are in partners.json.")
    return found

"""Calendars as iCalendar text: RFC 5545, with the properties of a published calendar of RFC 7986.

Pure: what is given is written, the same each time, so that an unchanged calendar has an unchanged ETag.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from partnerships.ics_zones import local, zone_lines
from partnerships.texts import Text

PRODUCT = "-//Communique//Register of partnerships//EN"
# Octets of a line without its end (RFC 5545 §3.1).
LINE = 75
_NOTHING = Text("")

# A text may hold no control character but the tab, and a new line is written as two characters (§3.3.11).
# Whatever else ends a line of Unicode would end one of the file for some of its readers.
_SPECIAL = re.compile(r"\r\n|[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\\;,]")
_ESCAPES = {
    **{char: f"\\{char}" for char in "\\;,"},
    **dict.fromkeys(("\r\n", *"\n\r\x0b\x0c\x85\u2028\u2029"), "\\n"),
}


class Status(StrEnum):
    """What becomes of an entry (RFC 5545 §3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Entry:
    """One VEVENT.

    `begins` and `ends` are either days, of which `ends` is the first that is free again, or hours without a
    zone, which are local in `zone` (an IANA name). `changed` (aware) is when what is told here last changed.
    `sequence` counts those changes, and `uid` stays the same through all of them.
    """

    uid: str
    summary: Text
    begins: datetime.date
    changed: datetime.datetime
    ends: datetime.date | None = None
    zone: str = ""
    sequence: int = 0
    status: Status = Status.CONFIRMED
    is_busy: bool = True
    description: Text = _NOTHING
    location: Text = _NOTHING
    url: str = ""
    categories: tuple[Text, ...] = ()
    part_of: str = ""


@dataclass(frozen=True)
class Calendar:
    """One VCALENDAR: what it is called, the `page` that shows the same, and its own address, `source`."""

    uid: str
    name: Text
    description: Text
    page: str
    source: str
    entries: tuple[Entry, ...]
    refresh: str = "PT1H"


def written(calendar: Calendar) -> bytes:
    """Return `calendar` as a file: UTF-8, folded lines that each end with CRLF."""
    return b"\r\n".join(folded(line) for line in (*_lines(calendar), ""))


def _lines(calendar: Calendar) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield f"UID:{calendar.uid}"
    yield text_line("NAME", calendar.name)
    yield text_line("DESCRIPTION", calendar.description)
    yield f"URL:{uri(calendar.page)}"
    yield f"SOURCE;VALUE=URI:{uri(calendar.source)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{calendar.refresh}"
    # What clients knew before RFC 7986 had the words for it, and look for letter by letter.
    yield f"X-WR-CALNAME:{escaped(calendar.name)}"
    yield f"X-WR-CALDESC:{escaped(calendar.description)}"
    yield f"X-PUBLISHED-TTL:{calendar.refresh}"
    if calendar.entries:
        yield f"LAST-MODIFIED:{moment(max(entry.changed for entry in calendar.entries))}"
    # There is one component at least (§3.6), also where there is no entry.
    yield from _zones(calendar.entries) if calendar.entries else zone_lines("UTC", 2000, 2000)
    for entry in calendar.entries:
        yield from _entry(entry)
    yield "END:VCALENDAR"


def _entry(entry: Entry) -> Iterator[str]:
    changed = moment(entry.changed)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    # Without a METHOD it says when this was last revised (§3.8.7.2), not when the file was written.
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"STATUS:{entry.status}"
    yield _when("DTSTART", entry.begins, entry.zone)
    if entry.ends is not None:
        yield _when("DTEND", entry.ends, entry.zone)
    yield f"TRANSP:{'OPAQUE' if entry.is_busy else 'TRANSPARENT'}"
    yield text_line("SUMMARY", entry.summary)
    if entry.description:
        yield text_line("DESCRIPTION", entry.description)
    if entry.location:
        yield text_line("LOCATION", entry.location)
    if entry.url:
        yield f"URL:{uri(entry.url)}"
    by_language: dict[str, list[str]] = {}
    for category in entry.categories:
        by_language.setdefault(category.lang, []).append(escaped(category))
    for language, words in by_language.items():
        yield f"CATEGORIES{_language(language)}:{','.join(words)}"
    if entry.part_of:
        yield f"RELATED-TO:{entry.part_of}"
    yield "END:VEVENT"


def _when(name: str, when: datetime.date, zone: str) -> str:
    if isinstance(when, datetime.datetime):
        return f"{name};TZID={zone}:{local(when)}"
    return f"{name};VALUE=DATE:{_basic(when)}"


def _basic(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def moment(when: datetime.datetime) -> str:
    """Return the aware `when` in UTC, to the second (RFC 5545 §3.3.5, form 2)."""
    return f"{local(when.astimezone(datetime.UTC))}Z"


def _language(language: str) -> str:
    return f";LANGUAGE={language}" if language else ""


def text_line(name: str, text: Text) -> str:
    """Return the property `name` that holds `text`, with its language (§3.2.10) where it is known."""
    return f"{name}{_language(text.lang)}:{escaped(text)}"


def escaped(text: str) -> str:
    """Return `text` as a value of the type TEXT (RFC 5545 §3.3.11)."""
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], ""), text)


def uri(address: str) -> str:
    """Return `address` as a value of the type URI: it is not escaped, and so may hold nothing to escape."""
    return "".join(char for char in address if char > " " and char != "\x7f")


def folded(line: str) -> bytes:
    """Return `line` in UTF-8, cut so that no part is longer than 75 octets, and never inside a character."""
    octets = line.encode("utf-8", "replace")
    parts, start, room = [], 0, LINE
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        # The space before each further part counts.
        start, room = end, LINE - 1
    parts.append(octets[start:])
    return b"\r\n ".join(parts)


def _zones(entries: Iterable[Entry]) -> Iterator[str]:
    years: dict[str, list[int]] = {}
    for entry in entries:
        if entry.zone:
            years.setdefault(entry.zone, []).extend([entry.begins.year, (entry.ends or entry.begins).year])
    for zone in sorted(years):
        yield from zone_lines(zone, min(years[zone]), max(years[zone]))

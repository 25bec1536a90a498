"""The iCalendar text, read again by parsers that are not ours."""

import datetime
import io
import zoneinfo
from dataclasses import replace

import icalendar
import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from partnerships.ics import Calendar, Entry, Status, folded, written
from partnerships.ics_zones import zone_lines
from partnerships.texts import Text

CHANGED = datetime.datetime(2026, 3, 2, 6, 30, tzinfo=datetime.UTC)

VISIT = Entry(
    uid="urn:uuid:8c7a2f0e-5d0b-4c9d-9f0b-0d8a2f1f6c11",
    summary=Text("Thăm chính thức; Tokyo, Kyoto", "vi"),
    begins=datetime.date(2026, 2, 9),
    ends=datetime.date(2026, 2, 12),
    changed=CHANGED,
    sequence=3,
    description=Text("First line\nSecond line \\ with a backslash", "en"),
    location=Text("Akasaka Palace", "en"),
    url="https://example.org/en/events/visit/",
    categories=(Text("official visit", "en"), Text("Japan, our neighbour", "en")),
)
TALKS = Entry(
    uid="urn:uuid:0d6f7f53-8a7c-4e0e-bf3d-7d1e6b0a5f22",
    summary=Text("Talks", "en"),
    begins=datetime.datetime(2026, 2, 10, 9, 30),
    ends=datetime.datetime(2026, 2, 10, 11, 0),
    zone="Asia/Tokyo",
    changed=CHANGED,
    part_of=VISIT.uid,
)


def calendar_of(*entries):
    return Calendar(
        uid="urn:uuid:2a1f2c7e-0f5b-5f0e-8b3e-3b0f6a0f9d33",
        name=Text("Communiqué · Events", "en"),
        description=Text("Events, announced and past.", "en"),
        page="https://example.org/en/events/",
        source="https://example.org/en/events/calendar.ics",
        entries=entries,
    )


def read(*entries):
    """The entries as two parsers read them: `(icalendar's events, vobject's events)`."""
    file = written(calendar_of(*entries))
    first = icalendar.Calendar.from_ical(file)
    assert [event.errors for event in first.walk("VEVENT") if event.errors] == []
    second = vobject.readOne(file.decode())
    # What it finds wrong it raises.
    second.validate(raiseException=True)
    return first.walk("VEVENT"), second.vevent_list


def test_two_parsers_read_what_was_written():
    (first, _talks), (second, _its_talks) = read(VISIT, TALKS)

    assert first["UID"] == second.uid.value == VISIT.uid
    assert first["SUMMARY"] == second.summary.value == VISIT.summary
    assert first["SUMMARY"].params["LANGUAGE"] == second.summary.language_param == "vi"
    assert first["DESCRIPTION"] == second.description.value == VISIT.description
    assert first["LOCATION"] == second.location.value == VISIT.location
    assert first["URL"] == second.url.value == VISIT.url
    assert first["DTSTART"].dt == second.dtstart.value == datetime.date(2026, 2, 9)
    assert first["DTEND"].dt == second.dtend.value == datetime.date(2026, 2, 12)
    assert first["SEQUENCE"] == int(second.sequence.value) == 3
    assert first["STATUS"] == second.status.value == "CONFIRMED"
    assert first["DTSTAMP"].dt == first["LAST-MODIFIED"].dt == second.last_modified.value == CHANGED
    assert first.categories == second.categories.value == ["official visit", "Japan, our neighbour"]


def test_hours_are_local_in_their_zone():
    (first,), (second,) = read(TALKS)

    in_hanoi = datetime.datetime(2026, 2, 10, 7, 30, tzinfo=zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh"))
    assert first["DTSTART"].dt == second.dtstart.value == in_hanoi
    assert first["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert first["RELATED-TO"] == second.related_to.value == VISIT.uid


def test_the_calendar_says_what_it_is_and_how_often_to_ask():
    read = icalendar.Calendar.from_ical(written(calendar_of(VISIT)))

    assert read["VERSION"] == "2.0"
    assert read["PRODID"] == "-//Communique//Register of partnerships//EN"
    assert read["NAME"] == read["X-WR-CALNAME"] == "Communiqué · Events"
    assert read["DESCRIPTION"] == "Events, announced and past."
    assert read["URL"] == "https://example.org/en/events/"
    assert read["SOURCE"] == "https://example.org/en/events/calendar.ics"
    assert read["REFRESH-INTERVAL"].dt == datetime.timedelta(hours=1)
    assert read["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert read["LAST-MODIFIED"].dt == CHANGED


def test_a_calendar_without_entries_can_be_read():
    assert read_nothing().walk("VEVENT") == []


def read_nothing():
    return icalendar.Calendar.from_ical(written(calendar_of()))


def test_the_same_calendar_is_written_the_same():
    assert written(calendar_of(VISIT, TALKS)) == written(calendar_of(VISIT, TALKS))


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_told(status):
    (first,), (second,) = read(replace(VISIT, status=status))

    assert first["STATUS"] == second.status.value == status.value


def test_what_blocks_no_time_says_so():
    (first,), _ = read(replace(VISIT, is_busy=False))
    assert first["TRANSP"] == "TRANSPARENT"


# Lines and texts


def lines(file):
    """The lines of a file as they lie in it, each without its end."""
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert b"\r" not in file.replace(b"\r\n", b"")
    return file.split(b"\r\n")[:-1]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
# Half of all Vietnamese letters take two or three octets, and a picture takes four.
long_lines = st.text(st.sampled_from("aàằữđĐ€🇻 ,;\\\n"), max_size=400)


def as_read(text):
    """What is left of a text in a file: line ends are one, and control characters are none."""
    for end in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return "".join(char for char in text if (char >= " " and char != "\x7f") or char in "\t\n")


@given(st.one_of(texts, long_lines))
def test_any_text_comes_out_as_it_went_in(text):
    entry = replace(
        VISIT, summary=Text(text, "en"), description=Text(text, "vi"), categories=(Text(text), Text("talks"))
    )
    file = written(calendar_of(entry))
    (event,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    by_vobject = vobject.readOne(file.decode()).vevent

    assert event["SUMMARY"] == as_read(text)
    assert by_vobject.summary.value == as_read(text)
    if "DESCRIPTION" in event:
        assert event["DESCRIPTION"] == as_read(text)
    assert event["UID"] == VISIT.uid
    assert event["CATEGORIES"].cats[-1] == "talks"


@given(st.one_of(texts, long_lines))
def test_no_line_is_longer_than_75_octets_and_none_ends_inside_a_character(text):
    for line in lines(written(calendar_of(replace(VISIT, summary=Text(text, "en"))))):
        assert len(line) <= 75
        assert line.decode()


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=300))
def test_a_folded_line_unfolds_to_itself(line):
    assert folded(line).replace(b"\r\n ", b"") == line.encode("utf-8", "replace")


def test_an_address_cannot_begin_a_line_of_its_own():
    (event,), _ = read(replace(VISIT, url="https://example.org/\r\nATTENDEE:mailto:spy@example.org"))

    assert "ATTENDEE" not in event


def test_half_a_character_does_no_harm():
    (event,), _ = read(replace(VISIT, summary=Text("Visit \ud83d", "en")))
    assert event["SUMMARY"] == "Visit ?"


# Zones


def zone_as_written(name, begins, ends):
    """What a parser makes of the VTIMEZONE of an entry, which knows nothing of the zone's name."""
    entry = replace(TALKS, begins=begins, ends=ends, zone=name)
    written_lines = written(calendar_of(entry)).decode().split("\r\n")
    first, last = written_lines.index("BEGIN:VTIMEZONE"), written_lines.index("END:VTIMEZONE")
    return tzical(io.StringIO("\n".join(written_lines[first : last + 1]))).get()


@pytest.mark.parametrize("year", [2026, 2007, 1975])
@pytest.mark.parametrize(
    "name",
    [
        "Asia/Ho_Chi_Minh",
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Pacific/Chatham",
        "UTC",
    ],
)
def test_every_half_hour_of_the_years_has_the_offset_that_the_zone_has(name, year):
    begins, ends = datetime.datetime(year - 1, 3, 1, 10), datetime.datetime(year, 11, 1, 10)
    told, known = zone_as_written(name, begins, ends), zoneinfo.ZoneInfo(name)
    local = datetime.datetime(year - 1, 1, 1)
    while local < datetime.datetime(year + 1, 1, 1):
        here = local.replace(tzinfo=known)
        # An hour that comes twice is the first of them for us and for RFC 5545; not for every reader.
        if here.utcoffset() == here.replace(fold=1).utcoffset():
            assert local.replace(tzinfo=told).utcoffset() == here.utcoffset(), local
        local += datetime.timedelta(minutes=30)


def test_a_zone_whose_clocks_change_by_a_rule_is_the_same_in_every_calendar():
    """Some programs keep the first zone of a name that they meet, whatever later calendars say."""
    one, another = (zone_lines("Europe/London", year, year) for year in (2010, 2031))

    assert one == another
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in one
    assert "DTSTART:19961027T020000" in one


@pytest.mark.parametrize("years", [(1, 1), (9999, 9999), (1800, 1800), (2200, 2200)])
def test_the_ends_of_the_calendar_break_nothing(years):
    assert zone_lines("Europe/London", *years)[-1] == "END:VTIMEZONE"


def test_a_zone_is_written_once_for_all_its_entries():
    file = written(calendar_of(TALKS, replace(TALKS, uid="urn:uuid:another"), VISIT)).decode()

    assert file.count("BEGIN:VTIMEZONE") == 1
    assert file.index("END:VTIMEZONE") < file.index("BEGIN:VEVENT")


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        # The last hour before the clocks go forward, and the first one after: 01:00 to 02:00 is not there.
        ((2026, 3, 29, 0, 59), (2026, 3, 29, 0, 59)),
        ((2026, 3, 29, 2, 0), (2026, 3, 29, 1, 0)),
        # They go back at 02:00: what comes before and after the hour that is there twice.
        ((2026, 10, 25, 0, 59), (2026, 10, 24, 23, 59)),
        ((2026, 10, 25, 2, 0), (2026, 10, 25, 2, 0)),
    ],
)
def test_the_hours_around_a_change_of_the_clocks(local, utc):
    moment = datetime.datetime(*local)
    told = zone_as_written("Europe/London", moment, moment + datetime.timedelta(minutes=30))

    there = moment.replace(tzinfo=told).astimezone(datetime.UTC)

    assert there == datetime.datetime(*utc, tzinfo=datetime.UTC)
    (first,), _ = read(replace(TALKS, begins=moment, ends=None, zone="Europe/London"))
    assert first["DTSTART"].dt == there


def test_an_evening_in_london_is_the_next_morning_in_hanoi():
    evening = replace(
        TALKS,
        begins=datetime.datetime(2025, 10, 29, 22, 30),
        ends=datetime.datetime(2025, 10, 30, 0, 15),
        zone="Europe/London",
    )
    (first,), (second,) = read(evening)

    for told in (first["DTSTART"].dt, second.dtstart.value):
        in_hanoi = told.astimezone(zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh"))
        assert (in_hanoi.date(), in_hanoi.hour) == (datetime.date(2025, 10, 30), 5)

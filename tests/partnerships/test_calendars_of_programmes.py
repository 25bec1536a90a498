"""Any programme comes out of its calendar as it went in, whoever reads it."""

import datetime
import zoneinfo

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as st

from partnerships.calendars import calendar, entry_of, item_entries
from partnerships.ics import written
from partnerships.models import Event, ProgrammeItem
from partnerships.texts import Texts

AT = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
ZONES = ["Asia/Ho_Chi_Minh", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]

days = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))
# As people write them, and the hours around which clocks change more often than by chance.
hours = st.one_of(
    st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    st.sampled_from([datetime.time(hour, minute) for hour in (0, 1, 2, 3, 23) for minute in (0, 30)]),
)
items = st.lists(
    st.tuples(st.none() | days, st.none() | hours, st.none() | hours, st.text(min_size=1, max_size=30)),
    max_size=6,
)


def entries(programme, zone, starts_on):
    event = Event(
        slug="visit",
        kind="talks",
        title=Texts(en="Visit"),
        starts_on=starts_on,
        time_zone=zone,
        public_from=AT,
    )
    rows = [
        ProgrammeItem(event=event, day=day, starts_at=begins, ends_at=ends, title=Texts(en=title))
        for day, begins, ends, title in programme
    ]
    entry = entry_of(event, [], [], AT)
    file = written(calendar("Visit", "", "/en/", "/en/visit.ics", [entry, *item_entries(event, rows, entry)]))
    timed = [row for row in rows if row.day and row.starts_at]
    one = {str(found["UID"]): found for found in icalendar.Calendar.from_ical(file).walk("VEVENT")}
    other = {found.uid.value: found for found in vobject.readOne(file.decode()).vevent_list}
    assert one.keys() == other.keys() == {str(event.uid), *(str(row.uid) for row in timed)}
    return [(row, one[str(row.uid)], other[str(row.uid)]) for row in timed]


def is_once(local):
    """Whether an hour is there once: not twice when clocks go back, and not left out when they go forward."""
    there_and_back = local.astimezone(datetime.UTC).astimezone(local.tzinfo)
    return local.utcoffset() == local.replace(fold=1).utcoffset() and there_and_back == local


@given(items, st.sampled_from(ZONES), days)
def test_every_item_with_an_hour_is_there_at_its_hour(programme, zone, starts_on):
    local = zoneinfo.ZoneInfo(zone)
    for row, one, other in entries(programme, zone, starts_on):
        begins = datetime.datetime.combine(row.day, row.starts_at, tzinfo=local)
        assert one["DTSTART"].dt == begins
        assert other.dtstart.value.replace(tzinfo=None) == begins.replace(tzinfo=None)
        # Of an hour that is there twice or not at all, the second parser has an opinion of its own.
        if is_once(begins):
            assert other.dtstart.value == begins
        if row.ends_at is None or row.ends_at == row.starts_at:
            assert "DTEND" not in one
            continue
        ends = one["DTEND"].dt
        assert ends.time() == row.ends_at
        assert ends.replace(tzinfo=None) > begins.replace(tzinfo=None)
        assert ends.replace(tzinfo=None) - begins.replace(tzinfo=None) < datetime.timedelta(days=1)
        assert other.dtend.value.replace(tzinfo=None) == ends.replace(tzinfo=None)


@given(
    days,
    st.none() | st.integers(0, 40),
    st.sampled_from(["day", "month", "year"]),
)
def test_an_event_takes_every_day_on_which_it_may_be_and_no_other(starts_on, more, precision):
    ends_on = starts_on + datetime.timedelta(days=more) if more is not None else None
    event = Event(
        slug="visit",
        kind="talks",
        title=Texts(en="Visit"),
        starts_on=starts_on,
        ends_on=ends_on,
        precision=precision,
        public_from=AT,
    )
    entry = entry_of(event, [], [], AT)
    file = written(calendar("Visit", "", "/en/", "/en/visit.ics", [entry]))
    (found,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    first, free = found["DTSTART"].dt, found["DTEND"].dt
    last = free - datetime.timedelta(days=1)

    length = {"day": 10, "month": 7, "year": 4}[precision]
    assert first.isoformat()[:length] == starts_on.isoformat()[:length]
    assert last.isoformat()[:length] == (ends_on or starts_on).isoformat()[:length]
    if precision == "day":
        assert (first, last) == (starts_on, ends_on or starts_on)
    if precision != "day":
        assert (first.day, free.day) == (1, 1)
        assert event.days in found["SUMMARY"]
        assert found["STATUS"] == "TENTATIVE"

"""The calendars that the public subscribes to, read by two parsers that are not ours."""

import datetime
import uuid
import zoneinfo

import icalendar
import pytest
import vobject
from django.test import override_settings

from newsroom import publishing
from partnerships import rescheduling
from partnerships.models import Event, Person, ProgrammeItem
from tests.register import LONG_AGO

CALENDARS = [
    "events/visit/calendar.ics",
    "partners/japan/calendar.ics",
    "pillars/health/calendar.ics",
    "events/calendar.ics",
]
TOKYO = zoneinfo.ZoneInfo("Asia/Tokyo")


def parsed(file):
    """The entries of a file by their identity, as one parser reads them; the other has read the same."""
    one = icalendar.Calendar.from_ical(file)
    assert one.errors == []
    found = {str(event["UID"]): event for event in one.walk("VEVENT")}
    other = vobject.readOne(file.decode())
    other.validate(raiseException=True)
    also = {event.uid.value: event for event in getattr(other, "vevent_list", [])}
    assert found.keys() == also.keys()
    for uid, event in found.items():
        same = also[uid]
        assert event.errors == []
        assert event["SUMMARY"] == same.summary.value
        assert event["DTSTART"].dt == same.dtstart.value
        assert ("DTEND" in event) == hasattr(same, "dtend")
        assert "DTEND" not in event or event["DTEND"].dt == same.dtend.value
        assert event["STATUS"] == same.status.value
        assert event["SEQUENCE"] == int(same.sequence.value)
        assert event["LAST-MODIFIED"].dt == same.last_modified.value
        assert event.get("DESCRIPTION", "") == (
            same.description.value if hasattr(same, "description") else ""
        )
    return found


@pytest.fixture
def read(client):
    """Reads a calendar of the English site: its entries by their identity."""

    def read(path="events/visit/calendar.ics", language="en"):
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200
        return parsed(response.content)

    return read


@pytest.fixture
def entry(read, register):
    """The entry of the visit."""

    def entry(path="events/visit/calendar.ics", language="en"):
        return read(path, language)[str(register.visit.uid)]

    return entry


@pytest.mark.parametrize("path", CALENDARS)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_each_calendar_holds_the_visit_on_its_days(entry, path, language):
    visit = entry(path, language)

    assert visit["SUMMARY"] == {"en": "Visit to Tokyo", "vi": "Thăm Tokyo"}[language]
    assert visit["SUMMARY"].params["LANGUAGE"] == language
    assert visit["DTSTART"].dt == datetime.date(2026, 2, 9)
    assert visit["DTEND"].dt == datetime.date(2026, 2, 12)
    assert visit["STATUS"] == "CONFIRMED"
    assert visit["SEQUENCE"] == 0
    assert visit["LOCATION"] == "Akasaka Palace"
    assert visit["URL"] == f"http://127.0.0.1:8000/{language}/events/visit/"
    assert {"en": "Japan", "vi": "Nhật Bản"}[language] in visit.categories
    assert visit["DTSTAMP"].dt == LONG_AGO


@pytest.mark.parametrize("path", CALENDARS)
def test_a_calendar_is_kept_by_caches_and_asked_about(client, register, path, django_assert_num_queries):
    first = client.get(f"/en/{path}")

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "public, no-cache"
    assert first["Content-Disposition"].startswith('inline; filename="')
    assert first["Last-Modified"] == "Mon, 02 Mar 2026 06:00:00 GMT"
    assert not first.cookies
    with django_assert_num_queries(1):
        again = client.get(f"/en/{path}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(f"/en/{path}", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.head(f"/en/{path}").status_code == 200
    assert client.post(f"/en/{path}").status_code == 405


@pytest.mark.parametrize("path", CALENDARS)
def test_an_unchanged_calendar_is_the_same_to_the_octet_on_another_day(client, clock, register, path):
    first = client.get(f"/en/{path}")
    clock.shift(datetime.timedelta(days=3))
    assert client.get(f"/en/{path}").content == first.content
    assert client.get(f"/en/{path}")["ETag"] == first["ETag"]


@pytest.mark.parametrize("path", CALENDARS)
def test_a_subscriber_hears_of_a_change_to_the_register(client, clock, register, path):
    first = client.get(f"/en/{path}")
    clock.shift(60)
    register.visit.title = {"en": "Visit to Kyoto"}
    register.visit.save()

    again = client.get(f"/en/{path}", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert "Visit to Kyoto" in again.content.decode()


def test_there_is_a_link_to_subscribe_on_each_page(client, register):
    for path in ("events/", "events/visit/", "partners/japan/", "pillars/health/"):
        page = client.get(f"/en/{path}").content.decode()
        calendar = f"{path}calendar.ics"
        assert f'href="webcal://127.0.0.1:8000/en/{calendar}"' in page
        assert f'href="/en/{calendar}" type="text/calendar"' in page
        assert f"<code>http://127.0.0.1:8000/en/{calendar}</code>" in page


# The programme


def test_each_hour_of_the_public_programme_is_an_entry_of_its_own(read, register):
    dinner = ProgrammeItem.objects.create(
        event=register.visit,
        day=datetime.date(2026, 2, 10),
        starts_at=datetime.time(22, 30),
        ends_at=datetime.time(0, 15),
        title={"en": "Dinner; with music, late"},
        venue={"en": "Hotel Okura"},
        is_public=True,
    )
    found = read()

    assert len(found) == 3
    talks, late = found[str(register.talks.uid)], found[str(dinner.uid)]
    assert talks["SUMMARY"] == "Talks"
    assert talks["DTSTART"].dt == datetime.datetime(2026, 2, 10, 9, 30, tzinfo=TOKYO)
    assert talks["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert "DTEND" not in talks
    assert talks["LOCATION"] == "Akasaka Palace"
    assert talks["RELATED-TO"] == str(register.visit.uid)
    assert talks["DESCRIPTION"] == "Visit to Tokyo\n\nMinister Aoki"
    assert late["SUMMARY"] == "Dinner; with music, late"
    assert late["LOCATION"] == "Hotel Okura"
    # It ends after midnight, and so on the next day.
    assert late["DTEND"].dt == datetime.datetime(2026, 2, 11, 0, 15, tzinfo=TOKYO)


def test_what_has_no_hour_is_told_in_the_description_of_the_event(read, entry, register):
    ProgrammeItem.objects.create(
        event=register.visit, day=datetime.date(2026, 2, 11), title={"en": "Departure"}, is_public=True
    )

    assert "11 February 2026: Departure" in entry()["DESCRIPTION"]
    assert len(read()) == 2


def test_the_hours_of_a_programme_in_london_across_the_change_of_its_clocks(read, register):
    visit = register.visit
    visit.starts_on, visit.ends_on = datetime.date(2026, 3, 28), datetime.date(2026, 3, 29)
    visit.time_zone = "Europe/London"
    visit.save()
    for item, day, hour in ((register.talks, 28, 23), (ProgrammeItem(event=visit, is_public=True), 29, 2)):
        item.day, item.starts_at = datetime.date(2026, 3, day), datetime.time(hour, 30)
        item.title = {"en": f"On the {day}th"}
        item.save()

    hanoi = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
    hours = sorted(
        event["DTSTART"].dt.astimezone(hanoi).replace(tzinfo=None)
        for event in read().values()
        if isinstance(event["DTSTART"].dt, datetime.datetime)
    )
    # Two hours lie between them, not three: at one o'clock it was two.
    assert hours == [datetime.datetime(2026, 3, 29, 6, 30), datetime.datetime(2026, 3, 29, 8, 30)]


def test_a_private_item_is_in_no_calendar_with_those_who_take_part(client, register):
    envoy = Person.objects.create(slug="envoy", name={"en": "Quiet Envoy"}, public_from=LONG_AGO)
    private = ProgrammeItem.objects.create(
        event=register.visit,
        day=datetime.date(2026, 2, 10),
        starts_at=datetime.time(20),
        title={"en": "Dinner by the lake"},
    )
    private.people.set([envoy])

    for path in CALENDARS:
        file = client.get(f"/en/{path}").content.decode()
        for hidden in ("Dinner", "Quiet", str(private.uid)):
            assert hidden not in file


# What becomes of an event


@pytest.mark.parametrize("path", CALENDARS)
@pytest.mark.parametrize(
    ("said", "status", "title"),
    [
        ({"status": "cancelled"}, "CANCELLED", "Cancelled: Visit to Tokyo"),
        ({"status": "postponed"}, "TENTATIVE", "Postponed: Visit to Tokyo"),
        ({"confirmed": False}, "TENTATIVE", "Visit to Tokyo"),
    ],
)
def test_a_calendar_keeps_what_does_not_go_as_announced(entry, register, clock, path, said, status, title):
    clock.shift(60)
    rescheduling.change(register.visit, note={"en": "The typhoon."}, **said)

    visit = entry(path)

    assert visit["STATUS"] == status
    assert visit["SUMMARY"] == title
    assert visit["SEQUENCE"] == 1
    assert visit["LAST-MODIFIED"].dt == datetime.datetime(2026, 3, 2, 6, 1, tzinfo=datetime.UTC)
    assert "The typhoon." in visit["DESCRIPTION"]


def test_the_programme_of_a_cancelled_event_is_cancelled_with_it(read, register):
    rescheduling.change(register.visit, note={"en": "The typhoon."}, status="cancelled")

    talks = read()[str(register.talks.uid)]

    assert talks["STATUS"] == "CANCELLED"
    assert talks["SUMMARY"] == "Cancelled: Talks"
    assert talks["SEQUENCE"] == 1


def test_an_entry_keeps_its_identity_through_every_change(read, register, client, clock):
    before = read()
    visit = register.visit
    visit.slug, visit.title = "renamed", {"en": "Another name"}
    visit.save()
    rescheduling.change(visit, note={"en": "So it was agreed."}, starts_on=datetime.date(2026, 2, 10))

    after = read("events/renamed/calendar.ics")

    assert after.keys() == before.keys()
    assert uuid.UUID(next(iter(after)))


def test_a_change_without_a_moment_on_record_is_dated_by_the_register(entry, register, clock):
    clock.shift(60)
    rescheduling.change(register.visit, title={"en": "Visit to Kyoto"})

    visit = entry()

    assert visit["SEQUENCE"] == 1
    assert visit["LAST-MODIFIED"].dt == datetime.datetime(2026, 3, 2, 6, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize("path", CALENDARS)
@pytest.mark.parametrize(
    ("precision", "begins", "ends", "told"),
    [
        ("month", (2026, 2, 1), (2026, 3, 1), "Visit to Tokyo (some time in February 2026)"),
        ("year", (2026, 1, 1), (2027, 1, 1), "Visit to Tokyo (some time in 2026)"),
    ],
)
def test_an_event_known_only_to_the_month_or_year_takes_all_of_it(entry, path, precision, begins, ends, told):
    Event.objects.filter(slug="visit").update(precision=precision, ends_on=None)

    visit = entry(path)

    assert visit["DTSTART"].dt == datetime.date(*begins)
    assert visit["DTEND"].dt == datetime.date(*ends)
    assert visit["SUMMARY"] == told
    assert visit["STATUS"] == "TENTATIVE"
    assert visit["TRANSP"] == "TRANSPARENT"


# What is not announced


@pytest.mark.parametrize("path", CALENDARS)
def test_an_event_appears_on_the_second_it_is_announced(client, clock, register, later, path):
    register.visit.public_from = later
    register.visit.save()

    clock.shift(3599)
    before = client.get(f"/en/{path}")
    assert b"Tokyo" not in before.content
    assert before.status_code == (404 if path.startswith("events/visit") else 200)
    clock.shift(1)
    assert b"Visit to Tokyo" in client.get(f"/en/{path}").content


@pytest.mark.parametrize("path", CALENDARS[1:])
def test_a_calendar_without_events_can_be_read(client, register, path):
    Event.objects.all().update(public_from=None)

    file = client.get(f"/en/{path}").content

    assert parsed(file) == {}
    # A calendar holds one component at least (RFC 5545 §3.6).
    assert icalendar.Calendar.from_ical(file).subcomponents


def test_a_change_made_before_the_announcement_leaves_no_trace(entry, register, clock, later):
    visit = register.visit
    visit.public_from = later
    visit.save()
    rescheduling.change(visit, starts_on=datetime.date(2026, 2, 8), status="postponed")
    rescheduling.change(visit, starts_on=datetime.date(2026, 2, 9), status="planned")
    clock.shift(3600)

    assert entry()["SEQUENCE"] == 0
    assert entry()["LAST-MODIFIED"].dt == later.replace(microsecond=0)
    assert visit.changes.count() == 0


def test_a_person_who_is_not_announced_is_not_named_in_an_entry(read, register, later):
    register.minister.public_from = later
    register.minister.save()

    assert "Aoki" not in str([event.to_ical() for event in read().values()])


# What it holds


@pytest.fixture
def many(register):
    """Three events before the window and three in it, all of Japan's."""
    days = [(2024, 1, 5), (2025, 2, 10), (2025, 2, 28), (2025, 3, 1), (2026, 3, 2), (2028, 1, 1)]
    return Event.objects.bulk_create(
        Event(
            slug=f"number-{number}",
            kind=Event.Kind.TALKS,
            title={"en": f"Number {number}"},
            starts_on=datetime.date(*day),
            ends_on=datetime.date(2025, 3, 5) if number == 1 else None,
            host=register.japan,
            public_from=LONG_AGO,
        )
        for number, day in enumerate(days)
    )


@pytest.mark.parametrize("path", ["partners/japan/calendar.ics", "events/calendar.ics"])
def test_a_calendar_of_many_goes_back_a_year_and_holds_all_that_is_to_come(read, many, path):
    shown = [str(event["SUMMARY"]) for event in read(path).values()]

    assert shown == ["Number 1", "Number 3", "Visit to Tokyo", "Number 4", "Number 5"]


def test_it_holds_the_newest_when_there_are_too_many_and_says_so(client, many, monkeypatch):
    monkeypatch.setattr("partnerships.views.calendars.MOST", 2)
    file = client.get("/en/events/calendar.ics").content

    assert [str(event["SUMMARY"]) for event in parsed(file).values()] == ["Number 4", "Number 5"]
    said = icalendar.Calendar.from_ical(file)["DESCRIPTION"]
    assert "the last 12 months and all that are announced. It holds the newest 2 at most." in said


def test_a_calendar_is_named_in_the_language_of_its_address(client, register):
    names = {
        language: icalendar.Calendar.from_ical(client.get(f"/{language}/partners/japan/calendar.ics").content)
        for language in ("en", "vi")
    }
    assert names["en"]["NAME"] == names["en"]["X-WR-CALNAME"] == "Communiqué · Japan"
    assert names["vi"]["NAME"] == "Communiqué · Nhật Bản"
    assert names["en"]["UID"] != names["vi"]["UID"]
    assert names["en"]["SOURCE"] == "http://127.0.0.1:8000/en/partners/japan/calendar.ics"
    assert names["en"]["URL"] == "http://127.0.0.1:8000/en/partners/japan/"


@override_settings(SITE_URL="https://news.example.org")
def test_addresses_are_those_of_the_site(client, register):
    page = client.get("/en/events/visit/").content.decode()

    assert "webcal://news.example.org/en/events/visit/calendar.ics" in page


@pytest.mark.parametrize("count", [20, 2000])
def test_a_calendar_takes_few_queries_however_many_events_there_are(
    client, register, count, django_assert_max_num_queries
):
    events = Event.objects.bulk_create(
        Event(
            slug=f"event-{number}",
            kind=Event.Kind.TALKS,
            title={"en": f"Event {number}"},
            starts_on=datetime.date(2026, 3, 2) + datetime.timedelta(days=number % 300),
            host=register.japan,
            public_from=LONG_AGO,
        )
        for number in range(count)
    )
    for field, value in (("partners", register.japan), ("pillars", register.health)):
        through = getattr(Event, field).through
        column = field.removesuffix("s")
        through.objects.bulk_create(through(event=event, **{f"{column}_id": value.pk}) for event in events)
    for path in CALENDARS:
        with django_assert_max_num_queries(6):
            response = client.get(f"/en/{path}")
        held = len(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))
        assert held == (2 if path.startswith("events/visit") else min(count + 1, 2000))


def test_a_story_changes_nothing_in_an_entry(entry, register, make_story, publisher, clock):
    before = entry().to_ical()
    clock.shift(60)
    publishing.publish(make_story(events=[register.visit]), publisher)

    assert entry().to_ical() == before

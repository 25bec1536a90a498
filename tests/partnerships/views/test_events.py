import datetime
import re

import pytest

from partnerships.models import Event, ProgrammeItem
from tests.register import LONG_AGO

ENTRY = re.compile(r'href="/en/events/(number-\d+)/"')


@pytest.fixture
def many(register):
    """Thirty events before today and thirty from today on, three of them on each day."""
    today = datetime.date(2026, 3, 2)
    return Event.objects.bulk_create(
        Event(
            slug=f"number-{number}",
            kind=Event.Kind.TALKS,
            title={"en": f"Number {number}"},
            starts_on=today + datetime.timedelta(days=(number - 30) // 3),
            public_from=LONG_AGO,
        )
        for number in range(60)
    )


def follow(client, address, link):
    """Read the list from page to page; return the events of each page."""
    pages = []
    while address:
        page = client.get(address).content.decode()
        pages.append(ENTRY.findall(page))
        found = re.search(rf'rel="next" href="(\?[^"]*{link}=[^"]*)"', page)
        address = found and "/en/events/" + found[1].replace("&amp;", "&")
    return pages


def test_going_back_through_the_past_shows_each_event_once(client, many):
    pages = follow(client, "/en/events/?before=2026-03-02,1", "before")

    assert [slug for page in pages for slug in page] == [f"number-{number}" for number in range(29, -1, -1)]
    assert [len(page) for page in pages] == [20, 10] or [len(page) for page in pages] == [19, 11]


def test_going_ahead_shows_each_coming_event_once(client, many):
    pages = follow(client, "/en/events/?after=2026-03-01,1", "after")

    assert [slug for page in pages for slug in page] == [f"number-{number}" for number in range(30, 60)]


def test_an_event_announced_meanwhile_shifts_nothing(client, many, register):
    first = client.get("/en/events/?before=2026-03-02,1").content.decode()
    older = re.search(r'rel="next" href="(\?before=[^"]*)"', first)[1]
    before = ENTRY.findall(client.get("/en/events/" + older).content.decode())

    Event.objects.create(
        slug="sudden", kind="talks", title={}, starts_on=datetime.date(2026, 3, 1), public_from=LONG_AGO
    )

    assert ENTRY.findall(client.get("/en/events/" + older).content.decode()) == before


@pytest.mark.parametrize(
    "key", ["x", "2026-03-02", "2026-03-02,", "2026-03-02,-1", "2026-13-02,1", "2026-03-02,٣"]
)
def test_a_key_that_is_none_is_not_found(client, register, key):
    assert client.get("/en/events/", {"before": key}).status_code == 404


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("kind=official-visit", True),
        ("kind=forum", False),
        ("partner=japan", True),
        ("region=east-asia", True),
        ("year=2026", True),
        ("kind=official-visit&partner=japan&region=east-asia&year=2026", True),
        ("kind=&partner=&region=&year=", True),
        ("pillar=health", True),
        ("pillar=health&status=confirmed", True),
        ("status=expected", False),
        ("status=postponed", False),
        ("status=cancelled", False),
    ],
)
def test_what_can_be_chosen_of_the_events_has_an_address(words, register, query, is_found):
    page = words(f"events/?{query}")

    assert ("/en/events/visit/" in page) is is_found
    assert 'role="alert"' not in page


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({}, "confirmed"),
        ({"confirmed": False}, "expected"),
        ({"status": "postponed", "confirmed": False}, "postponed"),
        ({"status": "cancelled"}, "cancelled"),
    ],
)
def test_each_event_stands_in_one_of_four_ways(words, register, said, standing):
    Event.objects.filter(slug="visit").update(**said)

    assert [
        way
        for way in ("confirmed", "expected", "postponed", "cancelled")
        if "/en/events/visit/" in words(f"events/?status={way}")
    ] == [standing]


def test_the_events_of_a_partner_are_those_with_it_and_those_at_its_home(words, register):
    known = {"kind": "talks", "starts_on": datetime.date(2026, 1, 5), "public_from": LONG_AGO}
    Event.objects.create(slug="at-home", title={"en": "At home"}, host=register.france, **known)
    abroad = Event.objects.create(slug="abroad", title={"en": "Abroad"}, host=register.japan, **known)
    abroad.partners.set([register.france])

    shown = words("events/?partner=france")

    assert [slug for slug in ("at-home", "abroad", "visit") if f"/en/events/{slug}/" in shown] == [
        "at-home",
        "abroad",
    ]


def test_a_pillar_can_be_chosen_once_the_public_knows_of_an_event_on_it(words, register, later):
    def choices():
        return words("events/").partition("<main")[2].partition("<form")[2].partition("</form>")[0]

    assert 'value="health"' in choices()
    register.visit.public_from = later
    register.visit.save()
    assert 'value="health"' not in choices()


def test_a_choice_is_kept_from_page_to_page_and_in_the_other_language(client, many, register):
    page = client.get("/en/events/?kind=talks").content.decode()

    assert 'href="?kind=talks&amp;before=' in page
    assert 'href="/vi/events/?kind=talks"' in page


def test_the_page_of_an_event_tells_when_where_and_who(register, words):
    page = words("events/visit/")

    assert "9–11 February 2026" in page
    assert "Akasaka Palace" in page
    assert "Japan Standard Time, UTC+9" in page
    assert ">Japan<" in page
    assert "Joint declaration" in page


def test_each_person_stands_with_the_post_of_that_day(register, words):
    register.appointment.until = datetime.date(2026, 2, 20)
    register.appointment.save()
    register.appointment.post.appointments.create(
        person=register.minister, since=datetime.date(2026, 2, 20), public_from=LONG_AGO
    )
    assert "Foreign Minister" in delegation(words)
    assert "Foreign Minister" in programme(words)

    # In post from the second day on: that is the day of the talks, not of the arrival.
    register.appointment.since = datetime.date(2026, 2, 10)
    register.appointment.save()
    assert "Foreign Minister" not in delegation(words)
    assert "Foreign Minister" in programme(words)

    register.talks.day = datetime.date(2026, 2, 9)
    register.talks.save()
    assert "Foreign Minister" not in programme(words)


def programme(words):
    return words("events/visit/").partition('id="programme"')[2].partition('id="stories"')[0]


def delegation(words):
    return words("events/visit/").partition('id="delegation"')[2].partition("</section>")[0]


def test_the_hosts_stand_apart_from_the_delegation(register, words):
    envoy = register.visit.received_by.create(slug="envoy", name={"en": "Envoy Mori"}, public_from=LONG_AGO)
    register.post.appointments.create(person=envoy, public_from=LONG_AGO)
    hosts = words("events/visit/").partition('id="hosts"')[2].partition("</section>")[0]

    assert "Envoy Mori" in hosts
    assert "Foreign Minister" in hosts
    assert "Aoki" not in hosts
    assert "Mori" not in delegation(words)


def test_the_programme_stands_by_day_in_the_local_hours(register, words):
    ProgrammeItem.objects.create(
        event=register.visit,
        day=datetime.date(2026, 2, 9),
        starts_at=datetime.time(18, 0),
        ends_at=datetime.time(20, 0),
        title={"en": "Arrival"},
        is_public=True,
    )
    ProgrammeItem.objects.create(event=register.visit, title={"en": "Press point"}, is_public=True)

    shown = programme(words)

    assert "All hours are local: Japan Standard Time, UTC+9." in shown
    places = [shown.index(word) for word in ("9 February", "Arrival", "10 February", "Talks", "Press point")]
    assert places == sorted(places)
    assert "18:00</time>–<time>20:00" in shown


def test_an_item_with_two_people_stands_once(register, words):
    other = register.visit.people.create(slug="envoy", name={"en": "Envoy Mori"}, public_from=LONG_AGO)
    register.talks.people.add(other)

    shown = programme(words)

    assert shown.count("Talks") == 1
    assert "Aoki" in shown
    assert "Mori" in shown


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"status": "cancelled"}, "Cancelled."),
        ({"status": "postponed"}, "Postponed."),
        ({"confirmed": False}, "Expected."),
    ],
)
def test_what_became_of_an_event_is_told_clearly(register, words, said, told):
    Event.objects.filter(slug="visit").update(**said)

    assert f"<strong>{told}</strong>" in words("events/visit/")
    assert told.rstrip(".") in words("events/")


def test_an_event_known_only_to_the_month_names_no_day(register, words):
    Event.objects.filter(slug="visit").update(precision="month", ends_on=None)

    page = words("events/visit/")

    assert "February 2026" in page
    assert 'datetime="2026-02"' in page
    assert "9 February" not in page.partition('id="programme"')[0]

"""A visit is announced, moves, is put off and called off: what readers and subscribers are told each time."""

import datetime

import icalendar
import pytest
import time_machine
import vobject
from django.test import Client

from partnerships.models import Event, Partner
from tests.newsroom.desk.filled_form import fill

MONDAY = datetime.datetime(2026, 3, 2, 2, 0, tzinfo=datetime.UTC)  # nine in the morning in Hanoi


@pytest.fixture
def clock(db):
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(clock, editor):
    client = Client()
    client.force_login(editor)
    return client


def sent(desk, address, **said):
    """Fill in the form at `address`, change what is given and send it; return the answer."""
    data = fill(desk, address, "event_form") | {name: [value] for name, value in said.items()}
    return desk.post(address, data)


def page(path):
    return Client().get(f"/en/{path}")


def subscribed(path):
    """The one event of a calendar: its days, its state, and how often it has changed."""
    file = page(path).content
    (event,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    other = vobject.readOne(file.decode()).vevent
    assert (other.dtstart.value, other.status.value) == (event["DTSTART"].dt, event["STATUS"])
    last = event["DTEND"].dt - datetime.timedelta(days=1)
    return event["UID"], event["DTSTART"].dt.isoformat(), last.isoformat(), event["STATUS"], event["SEQUENCE"]


def test_a_visit_from_its_preparation_to_its_end(desk, clock):
    france = Partner.objects.create(code="FR", region="europe")
    calendars = ["partners/france/calendar.ics", "events/calendar.ics"]

    # It is prepared: nobody outside knows, however often it changes.
    said = {"kind": "official-visit", "title_en": "Visit to Paris", "source": "The ministry"}
    answer = sent(desk, "/admin/partnerships/event/add/", starts_on="2026-05-01", precision="month", **said)
    assert answer.status_code == 302, answer.context["errors"]
    visit = Event.objects.get()
    visit.partners.add(france)
    form = f"/admin/partnerships/event/{visit.pk}/change/"
    assert sent(desk, form, starts_on="2026-06-01").status_code == 302
    assert sent(desk, form, starts_on="2026-05-01", confirmed="").status_code == 302
    assert page("events/visit-to-paris/").status_code == 404
    before = {path: page(path).content for path in calendars}
    assert b"Paris" not in b"".join(before.values())

    # It is announced for noon.
    noon = {"public_from_0": "2026-03-02", "public_from_1": "12:00:00"}
    assert sent(desk, form, **noon).status_code == 302
    clock.move_to(MONDAY + datetime.timedelta(hours=3) - datetime.timedelta(seconds=1))
    assert {path: page(path).content for path in calendars} == before
    clock.shift(1)
    assert "May 2026" in page("events/visit-to-paris/").text
    uid = subscribed(calendars[0])[0]
    for path in [*calendars, "events/visit-to-paris/calendar.ics"]:
        assert subscribed(path) == (uid, "2026-05-01", "2026-05-31", "TENTATIVE", 0)

    # Its days become known, and are confirmed: nobody is asked why.
    clock.shift(datetime.timedelta(days=1))
    known = {"starts_on": "2026-05-11", "ends_on": "2026-05-13", "precision": "day", "confirmed": "on"}
    assert sent(desk, form, **known, why="The embassy agreed.").status_code == 302
    assert subscribed(calendars[0]) == (uid, "2026-05-11", "2026-05-13", "CONFIRMED", 1)
    assert (
        "Confirmed on 3 March 2026: was May 2026, then 11–13 May 2026." in page("events/visit-to-paris/").text
    )

    # It is postponed. Who does not say why is asked, and finds what was typed.
    clock.shift(datetime.timedelta(days=1))
    refused = sent(desk, form, status="postponed", summary_en="It was to last three days.")
    assert refused.status_code == 200
    assert "Say in a sentence why" in refused.text
    assert "It was to last three days." in refused.text
    assert subscribed(calendars[0])[3:] == ("CONFIRMED", 1)
    told = {"change_note_en": "A vote in parliament keeps the minister in Paris."}
    assert sent(desk, form, status="postponed", **told).status_code == 302
    shown = page("events/visit-to-paris/").text
    assert "Postponed on 4 March 2026: was 11–13 May 2026." in shown
    assert "A vote in parliament" in shown
    assert ">Postponed</span>" in page("events/").text
    for path in calendars:
        assert subscribed(path) == (uid, "2026-05-11", "2026-05-13", "TENTATIVE", 2)

    # New days are found.
    clock.shift(datetime.timedelta(days=1))
    found = {"starts_on": "2026-06-08", "ends_on": "2026-06-10", "status": "planned"}
    assert sent(desk, form, **found, why="New days.").status_code == 302
    assert (
        "Rescheduled on 5 March 2026: was 11–13 May 2026, then 8–10 June 2026."
        in page("events/visit-to-paris/").text
    )
    assert ">New days</span>" in page("events/").text
    assert subscribed(calendars[1]) == (uid, "2026-06-08", "2026-06-10", "CONFIRMED", 3)

    # And it is called off: its page and its entries stay.
    clock.shift(datetime.timedelta(days=1))
    assert sent(desk, form, status="cancelled", change_note_en="By agreement.").status_code == 302
    shown = page("events/visit-to-paris/").text
    assert "<strong>Cancelled.</strong>" in shown
    assert (
        shown.index("Cancelled on 6 March") < shown.index("Rescheduled on 5") < shown.index("Postponed on 4")
    )
    assert "schema.org/EventCancelled" in shown
    assert subscribed(calendars[0]) == (uid, "2026-06-08", "2026-06-10", "CANCELLED", 4)

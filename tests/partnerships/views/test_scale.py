"""Every page of the register, and its open data, over a register as large as it must bear.

What it costs in time is told by `manage.py measure_pages` after `manage.py load_register_archive`.
"""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.demonstration.register_archive import Size, load
from partnerships.models import Agreement, Event, Person, Pillar
from partnerships.open_data.register import COLLECTIONS
from tests.register import PAGES, small_register

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
FULL = Size()

DATA = [
    "/data/v1/",
    "/data/v1/openapi.json",
    "/data/v1/partners/japan.json",
    *(f"/data/v1/{name}.{ending}" for name in COLLECTIONS for ending in ("json", "csv")),
    "/data/v1/partnership-periods.json?on=2026-02-10",
    "/data/v1/events.json?partner=JP&limit=500",
    "/data/v1/agreements.json?partner=JP&on=2020-01-01",
    "/data/v1/commitments.csv?partner=JP&limit=500",
]
LISTS = [
    "events/?partner=japan",
    "agreements/?partner=japan",
    "agreements/?kind=treaty",
    "partners/?region=east-asia",
]


def addresses():
    return [*(f"/en/{path}" for path in [*PAGES, *LISTS]), *DATA]


def asked(client):
    """The number of queries of every address, when it is not asked for the first time."""
    counted = {}
    for address in addresses():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200, address
        assert len(response.content) < 1_000_000, address
        counted[address] = len(queries)
    return counted


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.mark.slow
def test_every_page_takes_eight_queries_at_most_and_no_more_for_a_large_register(client, clock, db):
    register = small_register()
    few = asked(client)
    assert {address: number for address, number in few.items() if number > 8} == {}

    list(load(FULL, NOW))
    # What the small register has stands in the middle of all the rest.
    events, agreements = list(Event.objects.all()[:500]), list(Agreement.objects.all()[:500])
    register.japan.events.add(*events)
    register.japan.agreements.add(*agreements)
    register.minister.events.add(*events)
    register.health.events.add(*events)
    register.visit.people.add(*Person.objects.all()[:40])
    assert (Event.objects.count(), Agreement.objects.count()) == (FULL.events + 1, FULL.agreements + 1)

    many = asked(client)
    # Where there was nothing to fetch, a query was spared; eight remain the most.
    assert {address: number for address, number in many.items() if number > 8} == {}
    grown = {address: (few[address], number) for address, number in many.items() if number > few[address] + 1}
    assert grown == {}


@pytest.mark.parametrize("events", [0, 5])
def test_the_archive_is_made_up_and_says_so(clock, db, events):
    list(load(Size(partners=8, agreements=4, events=events, people=5), NOW))
    assert set(Event.objects.values_list("source", flat=True)) <= {"Sample"}
    assert Agreement.objects.count() == 4
    assert Pillar.objects.exists()

import csv
import datetime
import io

import pytest
import time_machine
from django.conf import settings

from partnerships.models import Agreement, EventChange, Partner
from partnerships.open_data.register import COLLECTIONS
from tests.register import LONG_AGO, small_register

START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
# In the middle of all UUIDs.
HALF_WAY = "urn:uuid:80000000-0000-4000-8000-000000000000"
LATER = START + datetime.timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def register(clock, db):
    """The small register with what it lacks: a row at least in every collection."""
    made, known = small_register(), {"public_from": LONG_AGO, "source": "The archive"}
    made.asean = Partner.objects.create(
        kind=Partner.Kind.GROUPING, code="ASEAN", own_names={"en": "ASEAN"}, region="southeast-asia"
    )
    made.membership = made.asean.members.create(member=made.japan, since=datetime.date(1995, 7, 28), **known)
    made.visit.received_by.set([made.minister])
    made.change = made.visit.changes.create(
        kind=EventChange.Kind.RESCHEDULED,
        at=START - datetime.timedelta(days=60),
        was_from=datetime.date(2026, 1, 12),
        note={"en": "The hall was not free."},
        **known,
    )
    made.declaration.signatories.create(body={"en": "Our ministry"}, order=1)
    made.commitment.pillars.set([made.health])
    made.entry.agreements.set([made.declaration])
    made.talks.agreements.set([made.declaration])
    made.treaty = Agreement.objects.create(
        slug="treaty",
        kind=Agreement.Kind.TREATY,
        title={"en": "Treaty"},
        succeeded_by=made.declaration,
        **known,
    )
    return made


@pytest.fixture
def data(client):
    """Asks for an address of the open data; its JSON."""

    def data(path):
        response = client.get(f"/data/v1/{path}")
        assert response.status_code == 200, response.content
        return response.json()

    return data


@pytest.fixture
def all_items(data):
    """All rows of a collection, page after page."""

    def all_items(name, query="limit=500"):
        items, path = [], f"{name}.json?{query}"
        while path:
            page = data(path)
            items += page["items"]
            path = page["next"] and page["next"].removeprefix(f"{settings.SITE_URL}/data/v1/")
        return items

    return all_items


@pytest.fixture
def table(client):
    """The lines of an address of the open data that answers with CSV, each as a dictionary."""

    def table(path):
        response = client.get(f"/data/v1/{path}")
        assert response.status_code == 200, response.content
        return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))

    return table


def every_address() -> list[str]:
    """Addresses of the open data that show all that it can tell of the register, however it is asked."""
    found = ["", "openapi.json"]
    found += [f"partners/{slug}.{ending}" for slug in ("JP", "france", "ASEAN") for ending in ("json", "csv")]
    for name, collection in COLLECTIONS.items():
        half_way = "f" if collection.key != "uid" else HALF_WAY
        queries = ["", "?limit=1", f"?limit=1&after={half_way}"]
        if "partner" in collection.filters:
            queries += ["?partner=JP", "?partner=france", "?partner=ASEAN"]
        if "on" in collection.filters:
            queries += ["?on=2026-02-28", "?on=2030-01-01", "?on=2026-02-10&partner=JP"]
        if "since" in collection.filters:
            queries += ["?since=2001-01-01", "?since=1999-12-31T23:00:00Z"]
        found += [f"{name}.json{query}" for query in queries]
        # The same rows, however they were chosen.
        found += [f"{name}.csv{query}" for query in queries[:2]]
    return found

import datetime

import pytest
import time_machine

from tests.register import small_register


@pytest.fixture
def clock():
    """A stopped clock; `clock.shift(seconds)` lets time pass."""
    with time_machine.travel(datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def register(clock, db):
    return small_register()


@pytest.fixture
def ask(client):
    """The page of the map for what stands after its `?`."""

    def ask(query="", language="en", status=200):
        response = client.get(f"/{language}/partners/map/?{query}")
        assert response.status_code == status
        return response.content.decode()

    return ask

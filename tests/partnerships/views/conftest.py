import datetime

import pytest
import time_machine
from django.utils import timezone

from tests.register import small_register

START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    """A stopped clock; `clock.shift(seconds)` lets time pass."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def register(clock, db):
    return small_register()


@pytest.fixture
def words(client):
    """The words of a page of the English site."""

    def words(path, language="en"):
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200
        return response.content.decode()

    return words


@pytest.fixture
def later():
    """A moment in the future."""
    return timezone.now() + datetime.timedelta(hours=1)

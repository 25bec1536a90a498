import datetime

import pytest
import time_machine

from newsroom import publishing
from partnerships.models import RegisterChange
from tests.approving import save_and_approve

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)  # 12:00 in Hanoi


@pytest.fixture
def clock(db):
    """A clock that stands at noon in Hanoi until a test moves it; the register was last written then."""
    RegisterChange.objects.update(at=NOON)
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def publish(make_story, publisher, clock):
    """Makes a story and publishes it; whatever is given differs from a plain story's."""

    def make_and_publish(headline="Two ministers meet", **said):
        article = make_story(headline, **said)
        publishing.publish(article, publisher)
        article.refresh_from_db()
        return article

    return make_and_publish


@pytest.fixture
def publish_again(publisher):
    """Saves what is given on the working copy and publishes it."""

    def save_and_publish(article, note="", change=None, **said):
        article.refresh_from_db()
        save_and_approve(article, **said)
        edition = publishing.publish(article, publisher, note=note, change=change)
        article.refresh_from_db()
        return edition

    return save_and_publish


@pytest.fixture
def withdraw(publisher):
    """Takes a story from the public."""

    def take_away(article, reason):
        article.refresh_from_db()
        return publishing.withdraw(article, publisher, reason)

    return take_away

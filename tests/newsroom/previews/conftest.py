import datetime
import re

import pytest
import time_machine

from newsroom.previews.links import make_link

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)


@pytest.fixture
def clock(db):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def share(editor, clock):
    """Makes a link to a story; returns its address."""

    def share(story, reader="Ann Example, The Example Times", **said):
        _link, token = make_link(story, reader, editor, **said)
        return f"/preview/{token}/"

    return share


@pytest.fixture
def pictures():
    """Finds the addresses of the pictures on a page."""
    return lambda page: sorted(set(re.findall(r'/preview/[^/" ]+/photo/[^", ]+', page)))

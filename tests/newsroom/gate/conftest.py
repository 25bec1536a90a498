import datetime

import pytest
import time_machine

SIX = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    """A clock that stands at six until a test moves it."""
    with time_machine.travel(SIX, tick=False) as traveller:
        yield traveller

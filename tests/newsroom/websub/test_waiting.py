"""What tells the hub outlives a database that is away for a moment."""

import threading
from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from newsroom.websub import worker


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_asked_again(monkeypatch, error):
    stop, asked, closed = threading.Event(), [], []

    def find(since, at):
        asked.append(since)
        if len(asked) == 1:
            raise error("connection already closed")
        stop.set()
        return 0

    steps = SimpleNamespace(
        EDITIONS=1,
        RECENT=worker.watching.RECENT,
        find=find,
        first_look=lambda at: timezone.now(),
        tell_what_is_due=lambda at: 0,
        seconds_to_next=lambda at, most: 0.0,
    )
    monkeypatch.setattr(worker, "watching", steps)
    monkeypatch.setattr(worker, "PATIENCE", 0.0)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "connection", SimpleNamespace(close=lambda: closed.append(True)))
    worker.watch(stop)
    # Nothing is left out: the second look begins where the first one did.
    assert asked[0] == asked[1]
    assert closed == [True]

"""The worker that watches for what becomes public, until it is stopped."""

import logging
import threading
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from newsroom.websub import watching

logger = logging.getLogger(__name__)

# How long a story that was published at once waits for the next look, at most; in seconds.
EVERY = 0.4
# The clocks of the machines that answer for the feeds may be a little behind: the hub asks them at once.
MARGIN = timedelta(seconds=0.1)
# How long one waits for a database that is away, in seconds.
PATIENCE = 5.0


def look_once() -> int:
    """Tell what is due now; return of how many editions the hub was told."""
    at = timezone.now()
    watching.find(watching.first_look(at), at)
    return watching.tell_what_is_due(at)


def watch(stop: threading.Event) -> None:
    """Tell the hub of all at its moment, until `stop` is set. A database that is away is waited for."""
    since: datetime | None = None
    while not stop.is_set():
        try:
            close_old_connections()
            now = timezone.now()
            at = now - MARGIN
            # The first look goes back as far as it may have been away.
            since = since or watching.first_look(at)
            found = watching.find(since, at)
            watching.tell_what_is_due(now)
            pause = 0.0
            # Where there is more than one look finds, the next one begins where this one did.
            if found < watching.EDITIONS:
                since = at - watching.RECENT
                pause = watching.seconds_to_next(timezone.now() - MARGIN, EVERY)
        except (OperationalError, InterfaceError):
            logger.exception("The database does not answer; the hub is told when it does.")
            connection.close()
            pause = PATIENCE
        stop.wait(pause)

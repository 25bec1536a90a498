"""Work done aside, on what Django's tasks give: retries with growing delays, and finding what was lost.

The queue is only a way to have things done soon. What is to be done stands in the database itself
(`newsroom.imaging.renditions`), so that a queue that was lost, or work that was done twice, changes nothing.
"""

import datetime
import logging
from typing import Any

from django.tasks import Task, TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

# How often the same work is begun, by its retries or by workers that died of it.
ATTEMPTS = 6
FIRST_DELAY = datetime.timedelta(seconds=10)

# No work takes as long as this: a worker that has had some for so long was killed.
LOST_AFTER = datetime.timedelta(minutes=15)

KEPT_WHEN_DONE = datetime.timedelta(days=1)
KEPT_WHEN_FAILED = datetime.timedelta(days=14)


def delay_after(attempt: int) -> datetime.timedelta:
    """Return how long to wait after the attempt of this number: 10 s, 40 s, 160 s, 11 and 43 minutes."""
    return FIRST_DELAY * int(4 ** (attempt - 1))


def try_again(task: "Task[..., Any]", attempt: int, *args: Any) -> bool:
    """Have `task` begun again with `args` after its attempt of this number; return whether it will be.

    A backend without a clock does nothing later, and after the last attempt nothing is tried on: what is
    still missing then is found by the next tidying.
    """
    if attempt >= ATTEMPTS or not task.get_backend().supports_defer:
        return False
    later = task.using(run_after=timezone.now() + delay_after(attempt))
    later.enqueue(*args, attempt=attempt + 1)
    return True


def find_lost() -> int:
    """Put work that died with its worker into the queue again; return how many were found.

    Work that has killed one worker after the other is left out in the end.
    """
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER)
    found = 0
    for row in lost:
        again = len(row.worker_ids) < ATTEMPTS
        said: dict[str, Any] = {"status": TaskResultStatus.READY, "started_at": None}
        if not again:
            said = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
            logger.error("%s was given up: %d workers died of it.", row.task_path, len(row.worker_ids))
        # It may have ended after all, or another tidying have found it.
        still = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
        found += still.update(**said) and again
    return found


def forget_finished() -> int:
    """Remove what the queue remembers of work that ended long ago; return how many rows."""
    now = timezone.now()
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT_WHEN_DONE)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEPT_WHEN_FAILED)
    return done.delete()[0] + failed.delete()[0]

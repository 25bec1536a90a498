"""What has become public and the hub does not know yet; telling it, with patience, and giving up loudly."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from newsroom.models import Edition, HubTelling
from newsroom.websub.hub import NotTold, tell
from newsroom.websub.topics import topics_of

logger = logging.getLogger(__name__)

# How far back one looks: at most, after an outage, and always, because a transaction is committed
# a little later than it says.
OUTAGE = timedelta(days=7)
RECENT = timedelta(minutes=10)
KEPT = timedelta(days=30)

# How many editions are told of together, and how many requests run side by side.
EDITIONS = 500
AT_ONCE = 8
# Whoever takes up a row has it for so long; a pass ends well before.
LEASE = timedelta(seconds=60)
LONGEST_PASS = 40  # seconds
# A hub that was silent so often in one pass is asked no more in it.
SILENCES = 3

ATTEMPTS = 8
FIRST_DELAY = timedelta(seconds=5)


def delay_after(attempt: int) -> timedelta:
    """Return how long to wait after the attempt of this number: 5 s, 20, 80, 5 min, 21, 85, 6 hours."""
    return FIRST_DELAY * int(4 ** (attempt - 1))


def first_look(at: datetime) -> datetime:
    """Return from when on a worker that begins at `at` looks: from the last that was told on, or a little.

    What was told long ago is forgotten.
    """
    last = HubTelling.objects.order_by("-moment").values_list("moment", flat=True).first()
    if last is None:
        return at - RECENT
    HubTelling.objects.filter(moment__lt=min(last, at - KEPT), next_try=None).delete()
    return max(last - RECENT, at - OUTAGE)


def find(since: datetime, at: datetime) -> int:
    """Write down what became public after `since` and up to `at`; return how many editions were found.

    What is to come is not looked at. Two who find the same write it down once.
    """
    written = Edition.objects.filter(~Exists(HubTelling.objects.filter(edition=OuterRef("pk"))))
    begun = written.filter(public_from__gt=since, public_from__lte=at, cancelled_at=None)
    # One that ended as it began was never public.
    begun = begun.exclude(public_until=F("public_from"))
    # From the archive, under a date long past.
    come = written.filter(recorded_at__gt=since, recorded_at__lte=at, public_from__lt=F("recorded_at"))
    found = {edition.pk: edition for rows in (begun, come) for edition in _needed(rows)}
    if not found:
        return 0
    topics = topics_of(found.values(), at)
    HubTelling.objects.bulk_create(
        (
            HubTelling(
                edition=edition,
                moment=max(edition.public_from, edition.recorded_at),
                topics=topics[pk],
                next_try=at,
            )
            for pk, edition in sorted(found.items())
        ),
        ignore_conflicts=True,
    )
    return len(found)


def _needed(rows: QuerySet) -> QuerySet:
    columns = ("uid", "language", "kind", "supersedes", "public_from", "recorded_at")
    return rows.select_related("section").only(*columns, "section__slug").order_by("pk")[:EDITIONS]


def take_up(at: datetime) -> list[HubTelling]:
    """Return the rows that are due at `at` and that nobody else has; they are the caller's for `LEASE`."""
    taken = []
    for row in HubTelling.objects.filter(next_try__lte=at).order_by("next_try", "pk")[:EDITIONS]:
        mine = HubTelling.objects.filter(pk=row.pk, next_try=row.next_try)
        if mine.update(next_try=at + LEASE, attempts=F("attempts") + 1) == 1:
            row.next_try, row.attempts = at + LEASE, row.attempts + 1
            taken.append(row)
    return taken


def tell_all(topics: list[str], say: Callable[[str, str], None] = tell) -> dict[str, str]:
    """Tell the hub of each of `topics` once; return what went wrong, by topic."""
    until, silences = time.monotonic() + LONGEST_PASS, []

    def one(topic):
        if len(silences) >= SILENCES:
            return silences[0]
        if time.monotonic() > until:
            return "There was no time left."
        try:
            say(settings.WEBSUB_HUB, topic)
        except NotTold as refused:
            if refused.is_silent:
                silences.append(str(refused))
            return str(refused)
        return ""

    with ThreadPoolExecutor(max_workers=AT_ONCE) as side_by_side:
        answers = list(side_by_side.map(one, topics))
    return {topic: why for topic, why in zip(topics, answers, strict=True) if why}


def tell_what_is_due(at: datetime, say: Callable[[str, str], None] = tell) -> int:
    """Tell the hub what is due at `at`, each feed once; return how many editions it was told of whole."""
    rows = take_up(at)
    if not rows:
        return 0
    topics = list(dict.fromkeys(topic for row in rows for topic in row.topics))
    wrong = tell_all(topics, say)
    return sum(_ended(row, wrong, at) for row in rows)


def _ended(row: HubTelling, wrong: dict[str, str], at: datetime) -> bool:
    """Write down what became of one row; return whether the hub knows all of it."""
    left = [topic for topic in row.topics if topic in wrong]
    said: dict = {"topics": left, "next_try": None, "last_error": wrong[left[0]] if left else ""}
    if not left:
        said["told_at"] = timezone.now()
    elif row.attempts >= ATTEMPTS:
        said["given_up_at"] = timezone.now()
        logger.error(
            "The hub %s was not told of %d feeds that changed at %s, and after %d attempts will not be: %s",
            settings.WEBSUB_HUB,
            len(left),
            row.moment.isoformat(),
            row.attempts,
            said["last_error"],
        )
    else:
        said["next_try"] = at + delay_after(row.attempts)
        logger.warning("The hub was not told of %d feeds yet: %s", len(left), said["last_error"])
    # Whoever was away for longer than the lease has nothing to say any more.
    HubTelling.objects.filter(pk=row.pk, next_try=row.next_try).update(**said)
    return not left


def seconds_to_next(at: datetime, most: float) -> float:
    """Return how long nothing becomes public after `at`: at most `most` seconds."""
    coming = Edition.objects.filter(public_from__gt=at, cancelled_at=None).order_by("public_from")
    moment = coming.values_list("public_from", flat=True).first()
    return min(most, (moment - at).total_seconds()) if moment else most

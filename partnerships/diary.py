"""What is still to come and what is past, among events known to the day, the month or only the year."""

import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from partnerships.dates import Precision


def still_to_come(today: datetime.date) -> Q:
    """Return the condition for the events that go on or are still ahead on `today`.

    One that is known to be "in 2027" is ahead until 2027 is over.
    """
    begins_later = Q(starts_on__gte=today)
    this_month = Q(precision=Precision.MONTH, starts_on__gte=today.replace(day=1))
    this_year = Q(precision=Precision.YEAR, starts_on__gte=today.replace(month=1, day=1))
    return begins_later | Q(ends_on__isnull=False, ends_on__gte=today) | this_month | this_year


def next_and_latest(events: QuerySet, today: datetime.date, coming=4, past=4) -> tuple[list, list]:
    """Return the next events, nearest first, and the latest ones, newest first (one query)."""
    ahead = still_to_come(today)
    nearest = events.filter(ahead).order_by("starts_on", "pk").values("pk")[:coming]
    newest = events.exclude(ahead).order_by("-starts_on", "-pk").values("pk")[:past]
    found = list(
        events.model.objects.filter(Q(pk__in=nearest) | Q(pk__in=newest))
        .annotate(is_ahead=ExpressionWrapper(ahead, output_field=BooleanField()))
        .order_by("-starts_on", "-pk")
    )
    return [event for event in reversed(found) if event.is_ahead], [
        event for event in found if not event.is_ahead
    ]

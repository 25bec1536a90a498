"""What the front page tells of the register: how near each partner stands, and what is in the diary."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Case, F, Q, When

from newsroom.newsroom_time import newsroom_day
from partnerships.models import Event, PartnershipPeriod

NAMED = 16
EVENTS = 6


def ladder(at: datetime) -> list[dict]:
    """Return the rungs with their partners, the highest first (one query)."""
    today = newsroom_day(at)
    periods = PartnershipPeriod.objects.live(at).on(today).select_related("partner", "level")
    by_level = defaultdict(list)
    for period in periods.order_by("-since", "partner__slug"):
        by_level[period.level].append(period)
    return [
        {
            "level": level,
            "count": len(held),
            "partners": [period.partner for period in held[:NAMED]],
            "more": max(len(held) - NAMED, 0),
        }
        for level, held in sorted(by_level.items(), key=lambda rung: -rung[0].rank)
    ]


def diary(at: datetime) -> list[Event]:
    """Return the events of today and after, the nearest first, and then the latest ones (one query)."""
    today = newsroom_day(at)
    coming = When(Q(ends_on__gte=today) | Q(starts_on__gte=today), then=F("starts_on"))
    events = Event.objects.live(at).exclude(status=Event.Status.CANCELLED)
    found = list(events.order_by(Case(coming).asc(nulls_last=True), "-starts_on", "-pk")[:EVENTS])
    for event in found:
        event.is_coming = (event.ends_on or event.starts_on) >= today
    return found

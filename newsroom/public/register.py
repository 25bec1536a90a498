"""What the front page tells of the register: how near each partner stands, and what is in the diary."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Case, F, Q, When

from newsroom.newsroom_time import newsroom_day
from partnerships.composed import composed
from partnerships.dates import LONGEST_EVENT
from partnerships.models import Event, Level, Partner, PartnershipPeriod

NAMED = 16
EVENTS = 6


@composed
def _held(at, today):
    periods = PartnershipPeriod.objects.live(at).on(today).order_by("-since", "partner__slug")
    return periods.values_list(
        "level", "partner__slug", "partner__kind", "partner__code", "partner__own_names"
    )


@composed
def _levels():
    return Level.objects.order_by("-rank")


def ladder(at: datetime) -> list[dict]:
    """Return the rungs with their partners, the highest first (two queries)."""
    by_level = defaultdict(list)
    for level, *partner in _held(at, newsroom_day(at)):
        by_level[level].append(partner)
    return [
        {
            "level": level,
            "count": len(held),
            "partners": [
                Partner(slug=slug, kind=kind, code=code, own_names=own_names)
                for slug, kind, code, own_names in held[:NAMED]
            ],
            "more": max(len(held) - NAMED, 0),
        }
        for level in _levels()
        if (held := by_level[level.pk])
    ]


@composed
def _events(at, today, floor):
    """The next and the latest, each found at its end of the index; none that began before `floor` goes on."""
    known = Event.objects.live(at).exclude(status=Event.Status.CANCELLED)
    ahead = Q(ends_on__gte=today) | Q(starts_on__gte=today)
    nearest = known.filter(ahead, starts_on__gte=floor).order_by("starts_on", "-pk").values("pk")[:EVENTS]
    latest = known.filter(starts_on__lt=today).order_by("-starts_on", "-pk").values("pk")[:EVENTS]
    coming = When(ahead, then=F("starts_on"))
    events = Event.objects.filter(Q(pk__in=nearest) | Q(pk__in=latest))
    return events.order_by(Case(coming).asc(nulls_last=True), "-starts_on", "-pk").only(
        "slug", "title", "starts_on", "ends_on", "precision"
    )[:EVENTS]


def diary(at: datetime) -> list[Event]:
    """Return the events of today and after, the nearest first, and then the latest ones (one query)."""
    today = newsroom_day(at)
    found = _events(at, today, today - LONGEST_EVENT)
    for event in found:
        event.is_coming = (event.ends_on or event.starts_on) >= today
    return found

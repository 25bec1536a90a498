"""What the front page tells of the register: how near each partner stands, and what is in the diary."""

import zoneinfo
from collections import defaultdict
from datetime import UTC, datetime, time

from django.conf import settings
from django.db.models import BooleanField, Case, ExpressionWrapper, F, OuterRef, Q, Subquery, When
from django.utils.translation import get_language

from newsroom.newsroom_time import newsroom_day
from partnerships.composed import composed
from partnerships.dates import LONGEST_EVENT, Precision
from partnerships.diary import ahead, beginnings
from partnerships.models import Event, Level, Partner, PartnershipPeriod, ProgrammeItem
from partnerships.zones import zone_words

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
def _events(at, today, month, year, floor):
    """The next and the latest, each found at its end of the index; none that began before `floor` goes on.

    Of each, when the first thing begins that its public programme has for today.
    """
    off = (Event.Status.CANCELLED, Event.Status.POSTPONED)
    known = Event.objects.live(at).exclude(status__in=off)
    is_ahead = ahead(today, month, year)
    nearest = known.filter(is_ahead, starts_on__gte=floor).order_by("starts_on", "-pk").values("pk")[:EVENTS]
    latest = known.filter(starts_on__lt=today).order_by("-starts_on", "-pk").values("pk")[:EVENTS]
    coming = When(is_ahead, then=F("starts_on"))
    items = ProgrammeItem.objects.filter(event=OuterRef("pk"), is_public=True, day=today)
    items = items.exclude(starts_at=None).order_by("starts_at", "order", "pk")
    events = Event.objects.filter(Q(pk__in=nearest) | Q(pk__in=latest))
    return (
        events.annotate(
            begins_at=Subquery(items.values("starts_at")[:1]),
            is_ahead=ExpressionWrapper(is_ahead, output_field=BooleanField()),
        )
        .order_by(Case(coming).asc(nulls_last=True), "-starts_on", "-pk")
        .only("slug", "title", "starts_on", "ends_on", "precision", "time_zone")[:EVENTS]
    )


def diary(at: datetime) -> dict[str, list]:
    """Return the events of "today" by the hour, what comes "next", nearest first, and "lately"; one query.

    An event that is known only to its month or year is on no day. Of those of today whose public programme
    tells an hour, `hour` says it, with the zone where that is not the newsroom's.
    """
    today = newsroom_day(at)
    told: dict[str, list] = {"today": [], "next": [], "lately": []}
    for event in _events(at, *beginnings(today), today - LONGEST_EVENT):
        last = event.ends_on or event.starts_on
        if event.precision == Precision.DAY and event.starts_on <= today <= last:
            event.hour = _hour(event, today)
            told["today"].append(event)
        else:
            told["next" if event.is_ahead else "lately"].append(event)
    told["today"].sort(key=lambda event: (event.begins_at is None, _begins(event, today)))
    return told


def _begins(event, today) -> datetime:
    zone = zoneinfo.ZoneInfo(event.time_zone)
    return datetime.combine(today, event.begins_at or time(), tzinfo=zone).astimezone(UTC)


def _hour(event, today) -> str:
    if event.begins_at is None:
        return ""
    hour = event.begins_at.strftime("%H:%M")
    if event.time_zone == settings.NEWSROOM_TIME_ZONE:
        return hour
    return f"{hour} ({zone_words(event.time_zone, today, get_language() or settings.LANGUAGE_CODE)})"

"""Visits, talks, summits and signings, what became of them, and their public programmes."""

import datetime
import zoneinfo

from django.db.models import F, Q

from partnerships.filters import involving
from partnerships.models import Event, EventChange, ProgrammeItem
from partnerships.open_data.collections import Collection, live, named
from partnerships.open_data.columns import (
    SLUG,
    SOURCED,
    Column,
    choice,
    day,
    fact_id,
    flag,
    line,
    moment,
    own,
    page,
    precision,
    reference,
    references,
    texts,
)


def _events(at, day):
    ties = named(Event, "partners", "pillars", "people", "received_by", at=at)
    return live(Event, at).select_related("host").defer("folded").prefetch_related(*ties)


EVENTS = Collection(
    "events",
    "Visits, talks, summits, forums and signings, announced and past.",
    (
        fact_id("The identifier of this event."),
        Column("slug", "Its name in addresses.", own("slug"), SLUG, "visit-to-london"),
        choice("kind", "What it is.", Event.Kind, "official-visit"),
        texts("title", "What it is called.", "Official visit to London", "Thăm chính thức Luân Đôn"),
        texts("summary", "What it is about.", "Talks on trade.", "Hội đàm về thương mại."),
        day("starts_on", "The first day.", "precision", required=True),
        day("ends_on", "The last day; null: the first.", "precision", "2025-10-30"),
        precision("precision", "starts_on"),
        flag("confirmed", "Whether its days are confirmed.", True),
        choice("status", "Whether it goes ahead.", Event.Status, "planned"),
        line("time_zone", "Its zone in the IANA time zone database.", "Europe/London"),
        texts("venue", "Where.", "Lancaster House", "Lancaster House"),
        reference("host", "The id of the partner at whose home it is.", "GB"),
        references("partners", "The ids of the partners.", "GB"),
        references("pillars", "The ids of the pillars.", "health"),
        references("delegation", "The ids of the people who travel.", tied="people"),
        references("received_by", "The ids of the people who receive them."),
        page("partnerships:event"),
        *SOURCED,
    ),
    _events,
    by_partner=lambda partner: involving(Q(pk=partner.pk)),
)

EVENT_CHANGES = Collection(
    "event-changes",
    "What became of events that had been announced: moved, postponed, cancelled, confirmed.",
    (
        fact_id("The identifier of this change."),
        reference("event", "The event's id.", required=True),
        choice("kind", "What happened.", EventChange.Kind, "rescheduled"),
        moment("at", "When.", required=True),
        day("was_from", "The first day until then.", "was_precision", required=True),
        day("was_until", "The last day until then.", "was_precision"),
        precision("was_precision", "was_from"),
        texts("note", "Why.", "The hall was not free.", "Hội trường chưa sẵn sàng."),
        *SOURCED,
    ),
    lambda at, day: live(EventChange, at).select_related("event"),
)


def moment_of(day: datetime.date | None, time: datetime.time | None, zone: str) -> datetime.datetime | None:
    """Return the aware moment of a time of day in the IANA `zone`; None where day or time is not known."""
    if day is None or time is None:
        return None
    return datetime.datetime.combine(day, time, tzinfo=zoneinfo.ZoneInfo(zone))


def _begins(item):
    return moment_of(item.day, item.starts_at, item.event.time_zone)


def _ends(item):
    day = item.day
    if day and item.starts_at and item.ends_at and item.ends_at < item.starts_at:
        # It goes on past midnight.
        day += datetime.timedelta(days=1)
    return moment_of(day, item.ends_at, item.event.time_zone)


PROGRAMME = Collection(
    "programme-items",
    "The public items of the events' programmes.",
    (
        fact_id("The identifier of this item."),
        reference("event", "The event's id.", required=True),
        day("day", "The day, where the event is.", example="2025-10-29"),
        moment("starts_at", "From when; null: not told.", _begins),
        moment("ends_at", "Until when; null: not told.", _ends),
        texts("title", "What it is.", "Talks", "Hội đàm"),
        texts("venue", "Where.", "Lancaster House", "Lancaster House"),
        references("people", "The ids of who takes part."),
        references("agreements", "The ids of the agreements."),
        moment(
            "public_from", "Since when the public has known the event.", own("known_since"), required=True
        ),
    ),
    lambda at, day: (
        ProgrammeItem.objects.filter(is_public=True, event__public_from__lte=at)
        .annotate(known_since=F("event__public_from"))
        .select_related("event")
        .prefetch_related(*named(ProgrammeItem, "people", "agreements", at=at))
    ),
)

"""The calendars to subscribe to: of one event, a partner, a pillar, and of all events."""

import datetime
import zoneinfo
from collections import defaultdict

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from partnerships.calendars import calendar, entry_of, item_entries, without_hours
from partnerships.changes import last_change
from partnerships.dates import LONGEST_EVENT
from partnerships.filters import involving
from partnerships.ics import written
from partnerships.models import Event, EventChange, Partner, Pillar
from partnerships.programme import public_programme, taking_part
from partnerships.views.pages import find, kept, today

# What a calendar of many events goes back to, and how many it holds at most: the newest.
MONTHS_BACK = 12
MOST = 2_000
# The columns of an event that its entry tells.
TOLD = (
    "uid",
    "public_from",
    "slug",
    "kind",
    "title",
    "summary",
    "starts_on",
    "ends_on",
    "precision",
    "confirmed",
    "status",
    "venue",
    "host",
    "sequence",
)


@require_safe
def event_calendar(request, slug):
    """One event, with those items of its public programme that have an hour."""
    at = timezone.now()
    event = find(Event.objects.live(at).select_related("host"), at, slug)

    def file():
        part = taking_part(event, at)
        items = public_programme(event, part.people, at)
        changes = list(EventChange.objects.live(at).filter(event=event))
        entry = entry_of(event, changes, part.partners, event.register_changed, without_hours(items))
        return calendar(
            f"Communiqué · {event.title}",
            _("%(title)s, with the hours of its public programme.") % {"title": event.title},
            event.get_absolute_url(),
            request.path,
            [entry, *item_entries(event, items, entry)],
        )

    return _answer(request, at, event.register_changed, f"{slug}.ics", file)


@require_safe
def partner_calendar(request, slug):
    """The events with one partner, and those at its home."""
    at = timezone.now()
    partner = find(Partner.objects.all(), at, slug)
    events = Event.objects.live(at).filter(involving(Q(pk=partner.pk)))
    name = str(partner.name)
    return _of_many(
        request, at, partner.register_changed, events, name, partner.get_absolute_url(), f"{slug}.ics"
    )


@require_safe
def pillar_calendar(request, slug):
    """The events on one pillar."""
    at = timezone.now()
    pillar = find(Pillar.objects.all(), at, slug)
    events = Event.objects.live(at).filter(pillars=pillar)
    name = str(pillar.name)
    return _of_many(
        request, at, pillar.register_changed, events, name, pillar.get_absolute_url(), f"{slug}.ics"
    )


@require_safe
def whole_calendar(request):
    """All events."""
    at = timezone.now()
    changed = last_change(at) or at
    events, page = Event.objects.live(at), reverse("partnerships:events")
    return _of_many(request, at, changed, events, _("Events"), page, "events.ics")


def _of_many(request, at, changed, events: QuerySet, name, page, file_name):
    since = _months_before(today(at), MONTHS_BACK)

    def file():
        # The first condition says no more than the second, and leaves the older years unread.
        recent = Q(starts_on__gte=since - LONGEST_EVENT) & (Q(starts_on__gte=since) | Q(ends_on__gte=since))
        found = list(events.filter(recent).order_by("-starts_on", "-pk").only(*TOLD)[:MOST])
        partners, changes = _partners_of(found), _changes_of(found, at)
        entries = [
            entry_of(event, changes[event.pk], partners[event.pk], changed) for event in reversed(found)
        ]
        return calendar(f"Communiqué · {name}", _described(name), page, request.path, entries)

    zone = zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)
    month = datetime.datetime.combine(today(at).replace(day=1), datetime.time(), tzinfo=zone)
    return _answer(request, at, max(changed, month), file_name, file)


def _described(name):
    months = ngettext("%(count)d month", "%(count)d months", MONTHS_BACK) % {"count": MONTHS_BACK}
    return _(
        "%(name)s: the events of the last %(months)s and all that are announced. "
        "It holds the newest %(most)d at most."
    ) % {"name": name, "months": months, "most": MOST}


def _months_before(day: datetime.date, months: int) -> datetime.date:
    """The first day of the month that came `months` months before that of `day`."""
    count = day.year * 12 + day.month - 1 - months
    return datetime.date(count // 12, count % 12 + 1, 1)


def _partners_of(events):
    """The partners of each of `events` by its number, and its host set on it (two queries).

    Many events are with the same partners: each is made once.
    """
    ties = Event.partners.through.objects.filter(event__in=events).values_list("event", "partner")
    hosts = {event.host_id for event in events} - {None}
    named = Partner.objects.in_bulk(hosts.union(partner for _event, partner in ties))
    found = defaultdict(list)
    for event, partner in ties:
        found[event].append(named[partner])
    for event in events:
        event.host = named.get(event.host_id)
    return found


def _changes_of(events, at):
    """The live changes of each of `events` by its number, the latest first (one query)."""
    found = defaultdict(list)
    columns = ("event", "kind", "at", "was_from", "was_until", "was_precision", "note", "public_from")
    for change in EventChange.objects.live(at).filter(event__in=events).only(*columns):
        found[change.event_id].append(change)
    return found


def _answer(request, at, changed: datetime.datetime, file_name, file) -> HttpResponse:
    """Return the calendar that `file` makes, last `changed` then, or that a copy of it still stands."""
    response = kept(request, at, "text/calendar; charset=utf-8", lambda: written(file()), changed)
    response["Content-Disposition"] = f'inline; filename="{file_name}"'
    return response

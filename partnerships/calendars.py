"""The register's events as calendars: what a subscriber is told of each (`partnerships.ics` writes it down).

An event takes whole days, its public programme hours of their own. An event known only to the month or the
year takes all of it, as tentative, with the month in its name: no client may show a day that nobody knows.
"""

import datetime
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.dates import Precision, spoken_date, whole_span
from partnerships.event_history import history
from partnerships.ics import Calendar, Entry, Status
from partnerships.models import Event, EventChange, Partner, ProgrammeItem
from partnerships.texts import Text

_DAY = datetime.timedelta(days=1)


def calendar(name: str, description: str, page: str, source: str, entries: Iterable[Entry]) -> Calendar:
    """Return a calendar in the active language; `page` and `source` are paths of this site."""
    language = get_language()
    address = settings.SITE_URL + source
    return Calendar(
        # An address names one calendar, and no other.
        uid=str(uuid.uuid5(uuid.NAMESPACE_URL, address)),
        name=Text(name, language),
        description=Text(description, language),
        page=settings.SITE_URL + page,
        source=address,
        entries=tuple(entries),
    )


def entry_of(
    event: Event,
    changes: list[EventChange],
    partners: Iterable[Partner],
    register_changed: datetime.datetime,
    *more: str,
) -> Entry:
    """Return what `event` is in a calendar, in the active language.

    `changes` are its live ones, the latest first, `partners` are those to name, and `more` is what else its
    description tells. `register_changed` is when the register last changed.
    """
    language = get_language()
    begins, ends = whole_span(event.starts_on, event.ends_on, event.precision)
    title = event.title.in_language(language)
    venue = event.venue.in_language(language)
    page = settings.SITE_URL + event.get_absolute_url()
    kind = Text(capfirst(event.get_kind_display()), language)
    return Entry(
        uid=str(event.uid),
        summary=Text(_named(event, title), title.lang),
        begins=begins,
        ends=ends,
        changed=revised(event, changes, register_changed),
        sequence=event.sequence,
        status=_status(event),
        # Days of the ministry are not the subscriber's own.
        is_busy=False,
        description=Text("\n\n".join(filter(None, [*_told(event, changes), *more, page])), language),
        location=venue or (event.host.name.in_language(language) if event.host else Text("")),
        url=page,
        categories=(kind, *(partner.name.in_language(language) for partner in partners)),
    )


def item_entries(event: Event, items: Iterable[ProgrammeItem], entry: Entry) -> list[Entry]:
    """Return the public `items` of the programme of `event` that have an hour; `entry` is the event's own."""
    language = get_language()
    found = []
    for item in items:
        if item.day is None or item.starts_at is None:
            continue
        begins = datetime.datetime.combine(item.day, item.starts_at)
        title, venue = item.title.in_language(language), item.venue.in_language(language)
        found.append(
            Entry(
                uid=str(item.uid),
                summary=Text(_with_state(event, title), title.lang),
                begins=begins,
                ends=_end(begins, item.ends_at),
                zone=event.time_zone,
                changed=entry.changed,
                sequence=event.sequence,
                status=_state(event),
                is_busy=_state(event) is Status.CONFIRMED,
                description=Text("\n\n".join(filter(None, [entry.summary, _people(item)])), language),
                location=venue or entry.location,
                url=entry.url,
                categories=entry.categories,
                part_of=entry.uid,
            )
        )
    return found


def without_hours(items: Iterable[ProgrammeItem]) -> str:
    """Return what the programme tells of items that have no hour, and so no entry: a line for each."""
    lines = []
    for item in items:
        if item.day is None or item.starts_at is None:
            day = spoken_date(item.day)
            lines.append(f"{day}: {item.title}" if day else str(item.title))
    return "\n".join(lines)


def _end(begins, ends_at):
    if ends_at is None or ends_at == begins.time():
        return None
    ends = datetime.datetime.combine(begins.date(), ends_at)
    # A dinner that ends after midnight ends on the next day.
    return ends if ends > begins else ends + _DAY


def _people(item):
    return ", ".join(str(held.person.name) for held in getattr(item, "participants", ()))


def _state(event) -> Status:
    if event.status == Event.Status.CANCELLED:
        return Status.CANCELLED
    if event.status == Event.Status.POSTPONED or not event.confirmed:
        return Status.TENTATIVE
    return Status.CONFIRMED


def _status(event) -> Status:
    state = _state(event)
    inexact = event.precision != Precision.DAY and state is Status.CONFIRMED
    return Status.TENTATIVE if inexact else state


def _with_state(event, title):
    """The title, and before it what a client may not show in another way: that it is off."""
    if event.status == Event.Status.CANCELLED:
        return _("Cancelled: %(title)s") % {"title": title}
    if event.status == Event.Status.POSTPONED:
        return _("Postponed: %(title)s") % {"title": title}
    return title


def _named(event, title):
    named = _with_state(event, title)
    if event.precision == Precision.DAY:
        return named
    return _("%(title)s (some time in %(month)s)") % {"title": named, "month": event.days}


def _told(event, changes):
    """What stands in the description of an event, paragraph by paragraph."""
    if event.status == Event.Status.CANCELLED:
        yield _("Cancelled.") + " " + _("This event does not take place.")
    elif event.status == Event.Status.POSTPONED:
        off = _("It does not take place on the days given here; new ones are to be announced.")
        yield _("Postponed.") + " " + off
    elif not event.confirmed:
        yield _("Expected.") + " " + _("The days are not confirmed yet.")
    yield str(event.summary)
    for told in history(event, changes[:1]):
        yield f"{told.words} {told.note}".strip()


def revised(
    event: Event, changes: list[EventChange], register_changed: datetime.datetime
) -> datetime.datetime:
    """Return when what subscribers are told of `event` last changed.

    A change of its days or state is on record with its moment. Where it had others, such as a new title, no
    moment was kept: then it is the register's last change, which cannot have been before.
    """
    if event.sequence > len(changes):
        return register_changed
    return max(fact.public_from for fact in (event, *changes) if fact.public_from)

"""What became of an event after it was announced, in the words of its page and of its calendar."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from partnerships.dates import narrows, spoken_date, spoken_span
from partnerships.models import Event, EventChange
from partnerships.texts import Texts
from partnerships.views.pages import today


@dataclass(frozen=True)
class Told:
    """One change: what happened, on which day of the ministry, how that is said, and why."""

    kind: str
    day: datetime.date
    words: str
    note: Texts


def history(event: Event, changes: Iterable[EventChange]) -> list[Told]:
    """Return what is told of `changes` of `event`, which come and are returned the latest first."""
    told = []
    after = (event.starts_on, event.ends_on, event.precision)
    for change in changes:
        before = (change.was_from, change.was_until, change.was_precision)
        day = today(change.at)
        told.append(Told(change.kind, day, _words(change.kind, day, before, after), change.note))
        after = before
    return told


def _words(kind, day, before, after):
    said = {"day": spoken_date(day), "before": spoken_span(*before), "after": spoken_span(*after)}
    moved = said["before"] != said["after"]
    kinds = EventChange.Kind
    match kind:
        case kinds.RESCHEDULED if narrows(before, after):
            words = _("The days became known on %(day)s: was %(before)s, then %(after)s.")
        case kinds.POSTPONED:
            words = _("Postponed on %(day)s: was %(before)s.")
        case kinds.CANCELLED:
            words = _("Cancelled on %(day)s: was %(before)s.")
        case kinds.RESCHEDULED:
            words = _("Rescheduled on %(day)s: was %(before)s, then %(after)s.")
        case kinds.REINSTATED if moved:
            words = _("Going ahead again, as told on %(day)s: was %(before)s, then %(after)s.")
        case kinds.REINSTATED:
            words = _("Going ahead again, as told on %(day)s: %(after)s.")
        case kinds.CONFIRMED if moved:
            words = _("Confirmed on %(day)s: was %(before)s, then %(after)s.")
        case kinds.CONFIRMED:
            words = _("Confirmed on %(day)s: %(after)s.")
        case _other if moved:
            words = _("Not confirmed any more since %(day)s: was %(before)s, then %(after)s.")
        case _other:
            words = _("Not confirmed any more since %(day)s: %(after)s.")
    return words % said


def moved_from(event: Event, changes: Iterable[EventChange]) -> list[EventChange]:
    """Return the changes by which `event` got other days than had been told, the latest first."""
    moves = []
    after = (event.starts_on, event.ends_on, event.precision)
    for change in changes:
        before = (change.was_from, change.was_until, change.was_precision)
        if before != after and not narrows(before, after):
            moves.append(change)
        after = before
    return moves

"""Changes of an event that the public has heard of: it moves, is put off or called off, goes ahead after all.

Whoever writes an event reads what was told of it first, writes, and has the difference recorded, all in one
transaction. What changes before an event is announced leaves no trace that the public could see.
"""

import datetime
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.dates import Days, narrows
from partnerships.locking import hold
from partnerships.models import Event, EventChange
from partnerships.texts import Texts

Kind = EventChange.Kind
Status = Event.Status


@dataclass(frozen=True)
class Heard:
    """What the public has heard of an event, or would: whatever stands here is worth telling subscribers."""

    is_public: bool
    days: Days
    confirmed: bool
    status: str
    words: tuple
    programme: tuple

    @property
    def is_firm(self) -> bool:
        """Whether people may have made their plans by its days."""
        return self.is_public and self.confirmed and self.status == Status.PLANNED


def heard_of(event: Event, at: datetime.datetime | None = None) -> Heard:
    """Return what stands in the database of `event`, whatever was changed on it and not saved.

    In a transaction its row is held to the end, so that what is read here is what is written over.
    """
    hold([event])
    stored = Event.objects.get(pk=event.pk)
    items = stored.programme.filter(is_public=True).order_by("pk")
    return Heard(
        is_public=stored.is_public(at or timezone.now()),
        days=(stored.starts_on, stored.ends_on, stored.precision),
        confirmed=stored.confirmed,
        status=stored.status,
        words=(dict(stored.title), dict(stored.venue), stored.time_zone),
        programme=tuple(items.values_list("uid", "day", "starts_at", "ends_at", "title", "venue")),
    )


def needs_note(before: Heard, days: Days, status: str) -> bool:
    """Whether readers must be told why: firm days move, or what was announced is put off or called off."""
    called_off = status != before.status and status in {Status.POSTPONED, Status.CANCELLED}
    moved = before.is_firm and days != before.days and not narrows(before.days, days)
    return before.is_public and (called_off or moved)


def kind_of(before: Heard, after: Heard) -> str | None:
    """Return what kind of change it is; None when neither days nor state have changed."""
    moved = before.days != after.days
    if before.status != after.status:
        if after.status == Status.PLANNED:
            return Kind.RESCHEDULED if moved else Kind.REINSTATED
        return Kind.CANCELLED if after.status == Status.CANCELLED else Kind.POSTPONED
    if before.confirmed != after.confirmed and not (moved and not narrows(before.days, after.days)):
        return Kind.CONFIRMED if after.confirmed else Kind.UNCONFIRMED
    return Kind.RESCHEDULED if moved else None


def record(
    before: Heard,
    event: Event,
    by=None,
    note=None,
    at: datetime.datetime | None = None,
):
    """Record what has changed of `event` since `before` was read, and return its EventChange, or None.

    It is to be called in the transaction that wrote the changes, after all of them. `note` (Texts) tells
    readers why; raises ValidationError where it is needed and missing. `by` is the user who did it.
    """
    at = at or timezone.now()
    after = heard_of(event, at)
    if not before.is_public or before == replace(after, is_public=True):
        return None
    # Of an event that is taken back nobody hears any more.
    if after.is_public and not note and needs_note(before, after.days, after.status):
        raise ValidationError(note_needed(), code="note_needed")
    event.sequence = Event.objects.values_list("sequence", flat=True).get(pk=event.pk) + 1
    event.save(update_fields=["sequence"])
    kind = kind_of(before, after)
    if kind is None or not after.is_public:
        return None
    first, last, precision = before.days
    return EventChange.objects.create(
        event=event,
        kind=kind,
        at=at,
        was_from=first,
        was_until=last,
        was_precision=precision,
        note=Texts(note or {}),
        public_from=at,
        entered_by=by,
    )


def note_needed() -> str:
    """What somebody is told who changes what was announced and does not say why."""
    return _(
        "The public knows this event. Say in a sentence why its confirmed days move, or why it is postponed "
        "or cancelled: readers see it with the change."
    )


def change(event: Event, *, by=None, note=None, at: datetime.datetime | None = None, **said):
    """Set the fields `said` of `event`, save it, and record the change. Returns the EventChange, or None.

    Raises ValidationError where a note is needed, and Locked where the event is; then nothing has changed.
    """
    with transaction.atomic():
        before = heard_of(event, at)
        for name, value in said.items():
            setattr(event, name, value)
        event.save()
        return record(before, event, by=by, note=note, at=at)

import datetime
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from newsroom.demonstration.register_archive.agreements import make_agreements
from newsroom.demonstration.register_archive.events import make_events
from newsroom.demonstration.register_archive.making import BATCH, Made
from newsroom.demonstration.register_archive.partners import make_histories, make_partners
from newsroom.demonstration.register_archive.people import make_people
from partnerships.models import Event, Person, RegisterChange


@dataclass(frozen=True)
class Size:
    """How many there are of what counts; all else follows from these."""

    partners: int = 200
    agreements: int = 2_000
    events: int = 20_000
    people: int = 1_000


def load(size: Size, until: datetime.datetime, seed: int = 1) -> Iterator[str]:
    """Make a register of `size` as it stands at the aware time `until`; yield after each part what there is.

    On an empty register the same size, time and seed make the same one. Partners that are there and have no level are taken
    before others are made; levels and pillars that are there are used.
    """
    # One that can be repeated, and that goes on where there is something already.
    made = Made(until, random.Random(f"{seed}, {Person.objects.count()}, {Event.objects.count()}"))
    make_partners(made, size.partners)
    yield "partners"
    for name, make, count in (
        ("people", make_people, size.people),
        ("events", make_events, size.events),
        ("agreements", make_agreements, size.agreements),
    ):
        for part in itertools.batched(range(count), BATCH):
            make(made, len(part))
            yield f"{part[-1] + 1} {name}"
    make_histories(made)
    RegisterChange.objects.update_or_create(pk=RegisterChange.ONLY, defaults={"at": timezone.now()})
    yield "levels over time"

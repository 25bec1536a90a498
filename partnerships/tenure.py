"""Who held what and when, with the stretches of which nothing is recorded: no gap hides between two lines."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.dates import Precision, spoken_date
from partnerships.models import Appointment


@dataclass(frozen=True)
class Gap:
    """The days from `first` on of which no appointment is recorded, until the next begins, or until now."""

    first: datetime.date
    until: datetime.date | None = None
    until_precision: str = Precision.DAY

    @property
    def first_words(self) -> str:
        return spoken_date(self.first)

    @property
    def until_words(self) -> str:
        """When the next begins, no more exactly than that is known; "" when none has."""
        return spoken_date(self.until, self.until_precision)


def _begun_first(held: Appointment):
    return held.since or datetime.date.min, held.pk or 0


def with_gaps(appointments: Iterable[Appointment], today: datetime.date) -> list[Appointment | Gap]:
    """Return `appointments` (of one person, or to one post), the last begun first, with their gaps.

    Those that overlap leave no gap. Of one that begins "in March" nobody can say that there is any before it
    in that month. A gap that goes on today has no end.
    """
    told: list[Appointment | Gap] = []
    covered: datetime.date | None = None
    for held in sorted(appointments, key=_begun_first):
        if covered and held.since and held.since > covered:
            told.append(Gap(covered, held.since, held.since_precision))
        told.append(held)
        ends = held.until or datetime.date.max
        covered = max(covered or ends, ends)
    if covered and covered <= today:
        told.append(Gap(covered))
    return told[::-1]


@dataclass(frozen=True)
class Overlap:
    """Two appointments that were held on the same days, from `first` on; `until` is None while both are."""

    one: Appointment
    other: Appointment
    first: datetime.date
    until: datetime.date | None


def overlaps(appointments: Iterable[Appointment]) -> list[Overlap]:
    """Return where two of `appointments` are held at once, the earliest first.

    Where the beginning of both is unknown, nothing can be said of when they met.
    """
    found = []
    earlier: list[Appointment] = []
    for held in sorted(appointments, key=_begun_first):
        for before in earlier:
            if held.since and (before.until is None or before.until > held.since):
                ends = [until for until in (before.until, held.until) if until]
                found.append(Overlap(before, held, held.since, min(ends, default=None)))
        earlier.append(held)
    return found

"""The levels of all partnerships on any day, and how they came to be: what the map and its table show.

A period that is known only to its month or year counts from the first day of it, which is what is stored,
and is told as it is known ("May 2008"). Two that begin on the same stored day are taken as simultaneous.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from partnerships.dates import Precision, spoken_date
from partnerships.models import Level, PartnershipPeriod
from partnerships.ordinals import spoken_ordinal


@dataclass(frozen=True)
class Change:
    """A day on which the level of a partnership changed.

    `period` is the one that began, or where none did (`is_end`) the one that ended; `before` is what stood
    until then, None for no level. `place` is set where a partner came up to a level for the first time: 14
    for the fourteenth that did.
    """

    day: datetime.date
    precision: str
    before: PartnershipPeriod | None
    period: PartnershipPeriod
    place: int | None = None

    @property
    def is_end(self) -> bool:
        return self.period is self.before

    @property
    def is_rise(self) -> bool:
        """Whether the partners came closer: to a higher level, or to their first."""
        return self.before is None or self.period.level.rank > self.before.level.rank

    @property
    def day_words(self) -> str:
        return spoken_date(self.day, self.precision)

    @property
    def place_words(self) -> str:
        """The place in a phrase, such as "the 14th to reach this level"; "" where there is none."""
        return (
            _("the %(ordinal)s to reach this level") % {"ordinal": spoken_ordinal(self.place)}
            if self.place
            else ""
        )


def _known(periods, at) -> dict[int, list[PartnershipPeriod]]:
    """The periods that are public at `at`, by partner, the oldest first."""
    by_partner = defaultdict(list)
    for period in sorted(periods, key=lambda period: period.since):
        if period.is_public(at):
            by_partner[period.partner_id].append(period)
    return by_partner


def standing(
    periods: Iterable[PartnershipPeriod], at: datetime.datetime, day: datetime.date
) -> dict[int, PartnershipPeriod]:
    """Return the period in force on `day` by the key of its partner, as the public knows it at `at`.

    It answers as `PeriodQuerySet.on` does in the database: the last one begun, unless it has ended.
    """
    found = {}
    for partner, known in _known(periods, at).items():
        begun = [period for period in known if period.since <= day]
        if begun and (begun[-1].until is None or begun[-1].until > day):
            found[partner] = begun[-1]
    return found


def counted(
    periods: Iterable[PartnershipPeriod], at: datetime.datetime, day: datetime.date
) -> dict[int, int]:
    """Return `{level id: number of partners at that level on day}`, as the public knows it at `at`."""
    return dict(Counter(period.level_id for period in standing(periods, at, day).values()))


def _of_one(known: list[PartnershipPeriod]) -> Iterator[Change]:
    """The changes of one partnership, the oldest first."""
    standing: PartnershipPeriod | None = None
    for period in known:
        if standing and standing.until and standing.until < period.since:
            yield Change(standing.until, Precision.DAY, standing, standing)
            standing = None
        yield Change(period.since, period.since_precision, standing, period)
        standing = period
    if standing and standing.until:
        yield Change(standing.until, Precision.DAY, standing, standing)


def changes(periods: Iterable[PartnershipPeriod], at: datetime.datetime) -> list[Change]:
    """Return every change of a level that the public knows of at `at`, the oldest first.

    Needs the levels of the periods. Those that are announced for a day to come are among them.
    """
    found = [change for known in _known(periods, at).values() for change in _of_one(known)]
    found.sort(key=lambda change: (change.day, change.period.partner_id))
    reached: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    on_one_day: Counter[tuple[int, datetime.date]] = Counter()
    told = []
    for change in found:
        level, partner = change.period.level_id, change.period.partner_id
        if change.is_rise and partner not in reached[level]:
            earlier = len(reached[level]) - on_one_day[level, change.day]
            change = replace(change, place=earlier + 1)
            reached[level][partner] = change.day
            on_one_day[level, change.day] += 1
        told.append(change)
    return told


def changes_of_year(periods: Iterable[PartnershipPeriod], at: datetime.datetime, year: int) -> list[Change]:
    """Return the changes of one year, the oldest first."""
    return [change for change in changes(periods, at) if change.day.year == year]


def risers(periods: Iterable[PartnershipPeriod], at: datetime.datetime, level: Level) -> list[Change]:
    """Return who came up to `level` and when, in order and each partner once: `place` is 14 for the
    fourteenth.

    Partners that came on the same stored day share their place, as nobody can say which was first.
    """
    return [change for change in changes(periods, at) if change.place and change.period.level_id == level.pk]

"""The timeline of a partnership: its levels, events and the steps of its agreements, the newest first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from partnerships.dates import Precision
from partnerships.level_history import Stage
from partnerships.models import AgreementStep, Event


@dataclass(frozen=True)
class Entry:
    """Something that happened: `what` it is (level, end, event or step) and the row that tells of it."""

    what: str
    day: datetime.date
    precision: str
    row: Any

    @property
    def order(self) -> tuple:
        # Of one day, the level stands above what led to it.
        rank = {"event": 0, "step": 1, "end": 2, "level": 3}[self.what]
        return self.day, rank, getattr(self.row, "pk", 0) or 0


@dataclass
class Timeline:
    """The entries by year, `[(2025, [Entry, …])]`: the `latest` of all kinds, before them only `levels`."""

    latest: list[tuple[int, list[Entry]]] = field(default_factory=list)
    levels: list[tuple[int, list[Entry]]] = field(default_factory=list)

    def __bool__(self):
        return bool(self.latest or self.levels)


def _by_year(entries: Iterable[Entry]) -> list[tuple[int, list[Entry]]]:
    return [(year, list(of_year)) for year, of_year in groupby(entries, key=lambda entry: entry.day.year)]


def timeline(
    history: Iterable[Stage],
    events: list[Event],
    steps: list[AgreementStep],
    day: datetime.date,
    *,
    more_events: bool = False,
    more_steps: bool = False,
) -> Timeline:
    """Return what happened until `day`, the newest first.

    With `more_events` or `more_steps` there are older ones than those given. From the day of the oldest
    given one back only levels are told: a reader must not take what is left out for nothing.
    """
    levels = []
    for stage in history:
        if stage.is_coming:
            continue
        levels.append(Entry("level", stage.period.since, stage.period.since_precision, stage))
        if stage.ended_alone and stage.until and stage.until <= day:
            levels.append(Entry("end", stage.until, stage.until_precision, stage))
    visits = [Entry("event", event.starts_on, event.precision, event) for event in events]
    taken = [Entry("step", step.on, step.precision, step) for step in steps if step.on]
    cut = [entries for entries, is_cut in ((visits, more_events), (taken, more_steps)) if is_cut and entries]
    known_from = max((min(entry.day for entry in entries) for entries in cut), default=datetime.date.min)
    latest = [entry for entry in [*levels, *visits, *taken] if entry.day >= known_from]
    before = [entry for entry in levels if entry.day < known_from]

    def newest_first(entries):
        return _by_year(sorted(entries, key=lambda entry: entry.order, reverse=True))

    return Timeline(newest_first(latest), newest_first(before))


def years_between(first: datetime.date, precision: str, day: datetime.date) -> int:
    """Return how many whole years lie between two days: by their years alone where no more is known."""
    years = day.year - first.year
    return years if precision == Precision.YEAR else years - ((day.month, day.day) < (first.month, first.day))

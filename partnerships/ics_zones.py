"""Time zones for calendars: how the clocks of a place stand, as a VTIMEZONE (RFC 5545 §3.6.5).

Where they change by one rule for years, as nearly everywhere, that rule is written: it is what every program
reads, and it is the same in all calendars. Elsewhere each change in the years concerned is written by itself.
"""

import calendar
import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from partnerships.dates import FIRST_YEAR, LAST_YEAR

# For so many years before and after those concerned a rule must hold: a few Sundays fit many rules.
AROUND = 5
# No rule is followed further back.
EARLIEST = 1970
_DAY = datetime.timedelta(days=1)
_SECOND = datetime.timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Change:
    """One change of the clocks: the hour before it, by which it is told, and how they stand from then on."""

    at: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    name: str
    is_summer: bool

    @property
    def kind(self):
        return (
            self.before,
            self.after,
            self.name,
            self.is_summer,
            self.at.month,
            self.at.weekday(),
            self.at.time(),
        )


def local(when: datetime.datetime) -> str:
    """Return the hour of `when` without its zone, as RFC 5545 §3.3.5 writes it."""
    return f"{when.date().isoformat().replace('-', '')}T{when:%H%M%S}"


@lru_cache(maxsize=256)
def zone_lines(name: str, first: int, last: int) -> tuple[str, ...]:
    """Return the lines of the VTIMEZONE of the zone `name` (IANA), right from the year `first` to `last`."""
    first, last = (min(max(year, FIRST_YEAR), LAST_YEAR) for year in (first, last))
    years = range(first - AROUND, last + AROUND + 1)
    rules = _rules_of(name, years)
    observances = _as_rules(name, years[0], rules) if rules is not None else _one_by_one(name, first, last)
    lines = [line for observance in observances for line in observance]
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", *lines, "END:VTIMEZONE")


def _rules_of(name, years: range) -> dict | None:
    """The rules by which the clocks change in each of `years`, by kind of change; None where none fits."""
    found: dict = {}
    for changes in (changes_in(name, year) for year in years):
        if len(changes) not in {0, 2}:
            return None
        for change in changes:
            found.setdefault(change.kind, []).append(change.at)
    if any(len(days) != len(years) for days in found.values()):
        return None
    rules = {kind: _rule(days) for kind, days in found.items()}
    return None if None in rules.values() else rules


def _rule(days: list[datetime.datetime]) -> str | None:
    """The rule that all of `days` follow, which have the month and the weekday in common."""
    weeks = {(day.day - 1) // 7 + 1 for day in days}
    is_last = all(day.day > calendar.monthrange(day.year, day.month)[1] - 7 for day in days)
    if not is_last and len(weeks) > 1:
        return None
    week = -1 if is_last else weeks.pop()
    return f"FREQ=YEARLY;BYMONTH={days[0].month};BYDAY={week}{_WEEKDAYS[days[0].weekday()]}"


def _as_rules(name, first, rules):
    """The observances of a zone whose clocks change by `rules`, or never, from as early on as they hold."""
    while first > EARLIEST and _rules_of(name, range(first - 1, first + 2 * AROUND)) == rules:
        first -= 1
    if not rules:
        begins = datetime.datetime(first, 1, 1, tzinfo=zoneinfo.ZoneInfo(name))
        yield _observance(_standing(begins), f"RDATE:{local(begins)}")
    for change in changes_in(name, first) if rules else ():
        yield _observance(change, f"RRULE:{rules[change.kind]}")


def _one_by_one(name, first, last):
    """The observances of a zone, one for each change from the year `first` to the end of `last`."""
    # How the clocks stood before, so that every hour of the first year has an offset.
    begins = datetime.datetime(first, 1, 1, tzinfo=zoneinfo.ZoneInfo(name)) - _DAY
    changes = (change for year in range(first, last + 1) for change in changes_in(name, year))
    for change in (_standing(begins), *changes):
        # Once more the same: there are readers that ask for a rule or a list of days.
        yield _observance(change, f"RDATE:{local(change.at)}")


def _standing(when: datetime.datetime) -> Change:
    offset = when.utcoffset() or datetime.timedelta()
    return Change(when.replace(tzinfo=None), offset, offset, when.tzname() or "", _saved(when) > 0)


def _saved(when: datetime.datetime) -> float:
    """By how many seconds the clocks are put forward at `when`."""
    return (when.dst() or datetime.timedelta()).total_seconds()


def _observance(change: Change, again: str) -> list[str]:
    kind = "DAYLIGHT" if change.is_summer else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{local(change.at)}",
        again,
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{change.name}",
        f"END:{kind}",
    ]


def _offset(offset: datetime.timedelta) -> str:
    seconds = round(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02d}{minutes:02d}" + (f"{left:02d}" if left else "")


@lru_cache(maxsize=4096)
def changes_in(name: str, year: int) -> tuple[Change, ...]:
    """Return each change of the clocks of the zone `name` in `year`, told by the place's own calendar."""
    return tuple(change for change in _changes_around(name, year) if change.at.year == year)


def _changes_around(name: str, year: int) -> Iterator[Change]:
    zone = zoneinfo.ZoneInfo(name)
    day = datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) - _DAY
    while day.year <= year:
        if day.astimezone(zone).utcoffset() != (day + _DAY).astimezone(zone).utcoffset():
            moment = _moment_between(zone, day, day + _DAY)
            before, after = (moment - _SECOND).astimezone(zone), moment.astimezone(zone)
            old, new = before.utcoffset() or datetime.timedelta(), after.utcoffset() or datetime.timedelta()
            told = (moment + old).replace(tzinfo=None)
            # Ireland's standard time is that of its summer.
            to_summer = _saved(after) > 0 or _saved(before) < 0
            yield Change(told, old, new, after.tzname() or "", to_summer)
        day += _DAY


def _moment_between(zone, low, high):
    """The second between two moments at which the offset of `zone` changes."""
    offset = low.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = (low + (high - low) // 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high

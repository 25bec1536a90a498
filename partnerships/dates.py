"""Dates that are known to the day, only to the month, or only to the year."""

import calendar
import datetime
import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

# A calendar ends at the years 1 and 9999, and a moment there has no equal in another time zone: PostgreSQL
# takes it and cannot give it back. No slip of the finger should reach its ends.
FIRST_YEAR, LAST_YEAR = 1800, 2200

# A visit takes days, a forum a week; whatever took longer would be several events.
LONGEST_EVENT = datetime.timedelta(days=2 * 366)


def check_year(moment: datetime.datetime | datetime.date) -> None:
    """Refuse a year that cannot be meant (a validator)."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError(
            gettext_lazy("The year %(year)d cannot be meant: write one from %(first)d to %(last)d."),
            params={"year": moment.year, "first": FIRST_YEAR, "last": LAST_YEAR},
        )


class Precision(models.TextChoices):
    DAY = "day", gettext_lazy("day")
    MONTH = "month", gettext_lazy("month")
    YEAR = "year", gettext_lazy("year")


# Of an ISO 8601 date that is known in part.
_LENGTHS = {str(Precision.YEAR): 4, str(Precision.MONTH): 7}


def iso_date(day: datetime.date, precision: str = Precision.DAY) -> str:
    """Return `day` in ISO 8601, no more exactly than it is known: 2010, 2010-09 or 2010-09-08."""
    return day.isoformat()[: _LENGTHS.get(precision, 10)]


def last_day(day: datetime.date, precision: str = Precision.DAY) -> datetime.date:
    """Return the last day that `day` can mean: 31 May 2030 for one that is only known to be in May 2030."""
    if precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def spoken_date(day: datetime.date | None, precision: str = Precision.DAY) -> str:
    """Return `day` as the active language writes it, no more exactly than `precision` allows."""
    return _spoken_date(day, precision, get_language()) if day else ""


# The register's lists tell the same days again and again.
@lru_cache(maxsize=4096)
def _spoken_date(day: datetime.date, precision: str, language: str) -> str:
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return formats.date_format(day, "YEAR_MONTH_FORMAT")
    return formats.date_format(day, "DATE_FORMAT")


def spoken_span(first: datetime.date, last: datetime.date | None, precision: str = Precision.DAY) -> str:
    """Return the days from `first` to `last` as one phrase ("28–30 October 2025" in English)."""
    last = last or first
    begins, ends = spoken_date(first, precision), spoken_date(last, precision)
    if begins == ends:
        return begins
    if precision == Precision.DAY and (first.year, first.month) == (last.year, last.month):
        # Some languages write 05, some 5: the first day is written as it stands in a date of its own.
        written = re.search(rf"\b0?{first.day}\b", begins)
        day = written[0] if written else str(first.day)
        return re.sub(rf"\b0?{last.day}\b", lambda found: f"{day}–{found[0]}", ends, count=1)
    return _("%(first)s to %(last)s") % {"first": begins, "last": ends}


def whole_span(
    first: datetime.date, last: datetime.date | None, precision: str = Precision.DAY
) -> tuple[datetime.date, datetime.date]:
    """Return the first day that a span can take, and the first that is surely free again.

    What is known only to the month or the year may be on any day of it.
    """
    last = last or first
    if precision == Precision.YEAR:
        first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
    elif precision == Precision.MONTH:
        days = calendar.monthrange(last.year, last.month)[1]
        first, last = first.replace(day=1), last.replace(day=days)
    # The calendar ends there, and no event of ours comes near.
    return first, last + datetime.timedelta(days=1) if last < datetime.date.max else last


# A first day, a last day or None for the same, and how exactly both are known.
Days = tuple[datetime.date, datetime.date | None, str]


def narrows(before: Days, after: Days) -> bool:
    """Whether `after` only says more exactly what `before` said: a day of the month that was told."""
    (earliest, free), (first, last) = whole_span(*before), whole_span(*after)
    return before[2] != after[2] and earliest <= first and last <= free

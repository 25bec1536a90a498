"""When what was promised is due, and when it is overdue: only once the day, month or year is over."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerships.dates import Precision, last_day, spoken_date
from partnerships.models import CommitmentEntry

_DAY = datetime.timedelta(days=1)


def is_overdue(due_on: datetime.date | None, precision: str, state: str, day: datetime.date) -> bool:
    """Whether something due then, and in that state, should have been done before `day`."""
    return due_on is not None and state not in CommitmentEntry.CLOSED and last_day(due_on, precision) < day


def due_words(due_on: datetime.date | None, precision: str = Precision.DAY) -> str:
    """Return "by 30 June 2030", "by June 2030" or "by 2030"; "" without a day."""
    if due_on is None:
        return ""
    said = {"day": spoken_date(due_on, precision)}
    return (pgettext("a year", "by %(day)s") if precision == Precision.YEAR else _("by %(day)s")) % said


def over(day: datetime.date) -> Q:
    """Return the condition for commitments whose day, month or year is over on `day`."""
    month, year = day.replace(day=1), day.replace(month=1, day=1)
    return (
        Q(due_precision=Precision.DAY, due_on__lt=day)
        | Q(due_precision=Precision.MONTH, due_on__lt=month)
        | Q(due_precision=Precision.YEAR, due_on__lt=year)
    )


def ends_within(day: datetime.date, days: int) -> Q:
    """Return the condition for commitments that are due on `day` or in the `days` after it."""
    return over(day + (days + 1) * _DAY) & ~over(day)


def still_open() -> Q:
    """Return the condition for commitments that came `with_state` and of which something is still to come."""
    return ~Q(state__in=CommitmentEntry.CLOSED)

"""What is still to come and what is past, among events known to the day, the month or only the year."""

import datetime

from django.db import connection
from django.db.models import BooleanField, DateField, ExpressionWrapper, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import ExtractYear

from partnerships.composed import composed
from partnerships.dates import LONGEST_EVENT, Precision
from partnerships.models import Event


def beginnings(today: datetime.date) -> tuple[datetime.date, datetime.date, datetime.date]:
    """Return `today` with the first days of its month and of its year."""
    return today, today.replace(day=1), today.replace(month=1, day=1)


def ahead(today, month, year) -> Q:
    """Return the condition for the same as `still_to_come`, of the days of `beginnings`."""
    begins_later = Q(starts_on__gte=today)
    goes_on = Q(ends_on__isnull=False, ends_on__gte=today)
    this_month = Q(precision=Precision.MONTH) & (Q(starts_on__gte=month) | Q(ends_on__gte=month))
    this_year = Q(precision=Precision.YEAR) & (Q(starts_on__gte=year) | Q(ends_on__gte=year))
    return begins_later | goes_on | this_month | this_year


def still_to_come(today: datetime.date) -> Q:
    """Return the condition for the events that go on or are still ahead on `today`.

    One that is known to be "in 2027" is ahead until 2027 is over.
    """
    # No event goes on for longer than that, so that only the end of an index is looked at.
    return Q(starts_on__gte=today - LONGEST_EVENT) & ahead(*beginnings(today))


def around(events: QuerySet, today, month, year, coming=4, past=4) -> QuerySet:
    """Return the next and the latest of `events`, the newest first, with `is_ahead` on each.

    The days are those of `beginnings`, told one by one so that a composed query can be given them.
    """
    before = ahead(today, month, year)
    nearest = events.filter(before).order_by("starts_on", "pk").values("pk")[:coming]
    newest = events.exclude(before).order_by("-starts_on", "-pk").values("pk")[:past]
    return (
        events.model.objects.filter(Q(pk__in=nearest) | Q(pk__in=newest))
        .annotate(is_ahead=ExpressionWrapper(before, output_field=BooleanField()))
        .order_by("-starts_on", "-pk")
        .defer("summary", "folded")
    )


def told_apart(found: list) -> tuple[list, list]:
    """Return the rows of `around` as two lists: the next, nearest first, and the latest, newest first."""
    return [event for event in reversed(found) if event.is_ahead], [
        event for event in found if not event.is_ahead
    ]


def next_and_latest(events: QuerySet, today: datetime.date, coming=4, past=4) -> tuple[list, list]:
    """Return the next events, nearest first, and the latest ones, newest first (one query)."""
    return told_apart(list(around(events, *beginnings(today), coming=coming, past=past)))


class YearOf(ExtractYear):
    """The year of a day. SQLite would call Python for each row."""

    def as_sqlite(self, compiler, connection, **context):
        day, params = compiler.compile(self.lhs)
        return f"CAST(substr({day}, 1, 4) AS integer)", params


def years_of(rows: QuerySet, day: str) -> list[int]:
    """Return the years in which the column `day` of `rows` lies, the latest first (one query)."""
    years = rows.exclude(**{day: None}).order_by().values_list(YearOf(day), flat=True).distinct()
    return sorted(years, reverse=True)


@composed
def _latest_day(at):
    return Event.objects.live(at).order_by("-starts_on").values("starts_on")[:1]


@composed
def _latest_day_before_that_year(at):
    year = {
        "sqlite": "date(latest.day, 'start of year')",
        "postgresql": "date_trunc('year', latest.day)::date",
    }
    begins = RawSQL(year[connection.vendor], [], output_field=DateField())  # noqa: S611, only words of ours
    return Event.objects.live(at).filter(starts_on__lt=begins).order_by("-starts_on").values("starts_on")[:1]


def years_of_events(at: datetime.datetime) -> list[int]:
    """Return the years in which an event begins that the public knows at `at`, the latest first (one query).

    Each year is one look at the end of an index: a distinct list of all days would read every event.
    """
    first, first_values = _latest_day.written(at)
    before, before_values = _latest_day_before_that_year.written(at)
    sql = (
        f"WITH RECURSIVE latest(day) AS (SELECT ({first}) UNION ALL "  # noqa: S608, only names of ours
        f"SELECT ({before}) FROM latest WHERE latest.day IS NOT NULL) "
        "SELECT day FROM latest WHERE day IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*first_values, *before_values])
        days = [day for (day,) in cursor.fetchall()]
    return [int(str(day)[:4]) for day in days]

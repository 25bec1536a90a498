"""Days of data files: written as exactly as they are known, and when the public can know of them."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from partnerships.dates import Precision


def dated(text: str) -> tuple[datetime.date, Precision]:
    """Return the first day of "2025-10-29", "2008-05" or "2007", and the precision with which it is known.

    Raises ValueError for anything else.
    """
    precision = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}.get(len(text))
    if precision is None:
        raise ValueError(f"“{text}” is not a date: write 2025-10-29, or 2025-10, or 2025.")
    return datetime.date.fromisoformat(text + "-01-01"[: 10 - len(text)]), precision


def newsroom_time(naive: datetime.datetime) -> datetime.datetime:
    """Return a data file's time, which is the newsroom's, as a moment."""
    return naive.replace(tzinfo=ZoneInfo(settings.NEWSROOM_TIME_ZONE))


def known_from(day: datetime.date, precision: str) -> datetime.datetime:
    """Return the first newsroom midnight at which a fact of that day can be called known.

    A day counts from its own midnight; a month or a year that is not known more exactly only once it is over,
    so that nothing shows before it may have happened.
    """
    if precision == Precision.MONTH:
        day = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    elif precision == Precision.YEAR:
        day = datetime.date(day.year + 1, 1, 1)
    return newsroom_time(datetime.datetime.combine(day, datetime.time.min))

"""The day that a page is asked for: `?on=2010-09-08`. Without it, today."""

import datetime
import re
import zoneinfo
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from partnerships.dates import FIRST_YEAR
from partnerships.views.pages import today

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class DayAsked:
    """The `day` that a page tells of, and the moment `end` at which it is over: now, where it is today.

    What lies ahead of the day belongs to it if the public had heard of it by `end`. `problem` is a sentence
    where the address asks for a day that cannot be told of: `day` is today then.
    """

    day: datetime.date
    end: datetime.datetime
    is_past: bool = False
    problem: str = ""


def day_asked(request: HttpRequest, at: datetime.datetime) -> DayAsked:
    """Return the day for which the address asks at the moment `at` (aware)."""
    text = request.GET.get("on", "").strip()
    now = today(at)
    if not text:
        return DayAsked(now, at)
    try:
        if not _WRITTEN.fullmatch(text):
            raise ValueError(text)
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return DayAsked(
            now, at, problem=_("The calendar has no such day: write one as 2010-09-08. This is today.")
        )
    if day > now:
        return DayAsked(
            now, at, problem=_("That day is still ahead: choose today or an earlier one. This is today.")
        )
    if day.year < FIRST_YEAR:
        problem = _("The register tells of no day before %(year)d. This is today.") % {"year": FIRST_YEAR}
        return DayAsked(now, at, problem=problem)
    if day == now:
        return DayAsked(now, at)
    zone = zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), tzinfo=zone)
    return DayAsked(day, midnight - datetime.timedelta(microseconds=1), is_past=True)

"""The newsroom's own time: every moment is stored in UTC and told in the zone where the newsroom lives."""

import datetime
import zoneinfo
from functools import cache

from babel.dates import get_timezone_name
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def newsroom_zone() -> zoneinfo.ZoneInfo:
    """The time zone in which the newsroom lives and dates its stories."""
    return zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)


def newsroom_zone_name() -> str:
    """The zone by its name in the active language, as CLDR has it, such as "Vietnam Time"."""
    return _zone_name(settings.NEWSROOM_TIME_ZONE, get_language() or settings.LANGUAGE_CODE)


@cache
def _zone_name(zone: str, language: str) -> str:
    return get_timezone_name(zoneinfo.ZoneInfo(zone), locale=language)


def newsroom_day(moment: datetime.datetime) -> datetime.date:
    """Return the newsroom's date at `moment` (aware)."""
    return moment.astimezone(newsroom_zone()).date()


def in_newsroom_time(moment: datetime.datetime) -> str:
    """Return `moment` (aware) in the newsroom's zone and in UTC, in the active language."""
    return _("%(local)s, %(zone)s (%(utc)s UTC)") % {
        "local": date_format(moment.astimezone(newsroom_zone()), "DATETIME_FORMAT"),
        "zone": newsroom_zone_name(),
        "utc": moment.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M"),
    }

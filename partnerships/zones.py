"""Time zones by the names that people give them."""

import datetime
import zoneinfo

from babel.dates import get_timezone_name


def zone_words(name: str, day: datetime.date, language: str) -> str:
    """Return the IANA zone `name` as CLDR calls it on `day`, with its hours from UTC.

    "British Summer Time, UTC+1" for Europe/London in July, in the language asked for.
    """
    noon = datetime.datetime.combine(day, datetime.time(12), tzinfo=zoneinfo.ZoneInfo(name))
    minutes = round((noon.utcoffset() or datetime.timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    # U+2212, the minus sign: a hyphen would be read as one.
    offset = f"{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "") if minutes else ""
    words = get_timezone_name(noon, locale=language)
    if words.startswith("GMT") and words[3:]:
        # CLDR has no name for it by season: the name of the place's time is better than its bare offset.
        words = get_timezone_name(noon.tzinfo, locale=language)
    return f"{words}, UTC{offset}"

"""Times in the desk's forms: the newsroom's zone by its name, and what a moment is in UTC."""

import datetime

from django import template
from django.utils.formats import get_format

from newsroom.newsroom_time import in_newsroom_time, newsroom_zone, newsroom_zone_name

register = template.Library()


@register.simple_tag
def zone_key() -> str:
    return newsroom_zone().key


@register.simple_tag
def zone_name() -> str:
    return newsroom_zone_name()


@register.simple_tag
def day_formats() -> str:
    """How a day may be typed in the active language, for a script: only what is written in numbers."""
    return " ".join(one for one in get_format("DATE_INPUT_FORMATS") if " " not in one)


@register.filter
def in_utc(value: str | None) -> str:
    """What a widget was given as its moment, in UTC; "" for none, and for one that is only typed yet."""
    try:
        moment = datetime.datetime.fromisoformat(value or "")
    except ValueError:
        return ""
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%d %H:%M}" if moment.tzinfo else ""


@register.filter
def with_utc(moment: datetime.datetime) -> str:
    """A moment in the newsroom's zone, named, and in UTC."""
    return in_newsroom_time(moment)

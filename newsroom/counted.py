"""How many stories there are about a partner and a pillar, for what the register counts."""

import datetime
from urllib.parse import urlencode

from django.utils.translation import get_language

from newsroom.models import Edition
from newsroom.newsroom_time import newsroom_zone
from partnerships.addresses import address_of
from partnerships.counted import Asked, Source, Ties
from partnerships.days_asked import Days

# How an edition is asked whether its story is dated within bounds.
NARROWED = {"since": "first_public_from__gte", "before": "first_public_from__lt"}


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=newsroom_zone())


def bounds(first: datetime.date | None, last: datetime.date | None) -> dict[str, datetime.datetime]:
    """Return the moments `since` and `before` which the stories of the days `first` to `last` are dated.

    They are days of the newsroom, both included; a bound that is None has no moment.
    """
    moments = {}
    if first:
        moments["since"] = _midnight(first)
    if last:
        moments["before"] = _midnight(last + datetime.timedelta(days=1))
    return moments


def _stories(asked: Asked) -> list[Ties]:
    """The stories in the active language that are live, by the day of their first edition."""
    live = Edition.objects.live(asked.at).in_language(get_language())
    dated = {NARROWED[name]: moment for name, moment in bounds(asked.first, asked.last).items()}

    def begins_with(day):
        return {NARROWED["since"]: _midnight(day)}

    return [Ties(live.filter(**dated), "editionpartners__partner", "editionpillars__pillar", begins_with)]


def _address(partner: str, pillar: str, days: Days) -> str:
    """The address of the list of the stories about a partner, a pillar or both, by their slugs."""
    asked = {"pillar": pillar} if partner and pillar else {}
    if partner:
        page = address_of("newsroom:about_partners", partner)
    else:
        page = address_of("newsroom:about_pillars", pillar)
    return f"{page}?{urlencode({**asked, **days.query})}".rstrip("?")


STORIES = Source(_stories, _address)

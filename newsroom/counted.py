"""How many stories there are about a partner and a pillar, for what the register counts."""

import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language

from newsroom.models import Edition
from newsroom.newsroom_time import newsroom_zone
from partnerships.counted import Asked, Ties


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=newsroom_zone())


def in_days(stories: QuerySet, first: datetime.date | None, last: datetime.date | None) -> QuerySet:
    """Return those of the editions `stories` whose date lies from `first` to `last`, days of the newsroom."""
    if first:
        stories = stories.filter(first_public_from__gte=_midnight(first))
    if last:
        stories = stories.filter(first_public_from__lt=_midnight(last + datetime.timedelta(days=1)))
    return stories


def stories(asked: Asked) -> list[Ties]:
    """Return the stories in the active language that are live, by the day of their first edition."""
    live = Edition.objects.live(asked.at).in_language(get_language())
    found = in_days(live, asked.first, asked.last)
    return [Ties(found, "editionpartners__partner", "editionpillars__pillar")]

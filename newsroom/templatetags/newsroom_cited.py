"""The stories that facts of the register cite: what an item of a programme, a level or a commitment rests on.

{% stories_cited numbers as stories %}                the one query of the page, for all its facts
{% for story in stories|among:item.story_numbers %}   those of one fact
"""

from collections.abc import Iterable

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from newsroom.models import Edition
from newsroom.public.cited import about_and_cited, cited_stories

register = template.Library()


@register.simple_tag
def stories_cited(numbers: Iterable[int]) -> dict[int, Edition]:
    """The stories `numbers` (article ids) that the public may read, by number, best in its own language."""
    return cited_stories(numbers or (), get_language(), timezone.now())


@register.simple_tag
def stories_about_and_cited(subject, numbers: Iterable[int], limit: int = 6) -> dict:
    """The newest stories `about` a subject, and those that its facts cite, `cited`: one query for both."""
    about, cited = about_and_cited(subject, numbers or (), get_language(), timezone.now(), limit)
    return {"about": about, "cited": cited}


@register.filter
def among(stories: dict[int, Edition], numbers: Iterable[int]) -> list[Edition]:
    """Those of the found `stories` that one fact cites, the newest first, each once in all languages."""
    found = {story.pk: story for number in numbers or () if (story := (stories or {}).get(number))}
    return sorted(found.values(), key=lambda story: (story.first_public_from, story.pk), reverse=True)

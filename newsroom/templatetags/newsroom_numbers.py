"""How many stories there are about a subject of the register.

{% stories_counted partner as numbers %}   {{ numbers.all }}   {{ numbers|on_pillar:pillar.pk }}
"""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language

from newsroom.models import Edition
from newsroom.public.story_numbers import StoryNumbers, story_numbers

register = template.Library()


@register.simple_tag
def stories_counted(subject, at: datetime | None = None) -> StoryNumbers:
    """The numbers of the live stories in the page's language about a subject (one query).

    With `at`, a moment of the past, of those that stood then and still do.
    """
    return story_numbers(subject._meta.model_name, subject.pk, get_language(), timezone.now(), at)


@register.filter
def on_pillar(numbers: StoryNumbers, pillar: int) -> int:
    """How many of them are on a pillar, by its number."""
    return numbers.by_pillar[pillar]


@register.filter
def kinds_of(numbers: StoryNumbers) -> list[dict]:
    """The kinds of story that there are, in the newsroom's order, each with its name and number."""
    return [
        {"kind": kind.value, "name": capfirst(kind.label), "number": number}
        for kind in Edition.Kind
        if (number := numbers.by_kind[kind.value])
    ]

"""The photos of a subject of the register, out of the stories about it."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from newsroom.models import EditionPhoto
from newsroom.public.pictured import pictured

register = template.Library()


@register.simple_tag
def photos_about(subject, limit: int = 8, at: datetime | None = None) -> list[EditionPhoto]:
    """The photos in the live stories in the page's language about a subject, such as a partner or an event.

    The newest story's come first, each photo once; one query. `newsroom/_photo_strip.html` shows them.
    With `at`, a moment of the past, only those of stories that stood then and still do.
    """
    return pictured(subject._meta.model_name, subject.pk, get_language(), timezone.now(), limit, at)

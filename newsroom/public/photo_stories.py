"""The stories that are told in pictures, newest first."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition, EditionPhoto
from newsroom.public.breadcrumbs import crumb, trail
from newsroom.public.pages import page
from newsroom.public.paging import page_of


@require_safe
def photo_stories(request):
    """Every photo story, with how many photos it has."""
    now = timezone.now()
    shown, older = page_of(
        "kind", Edition.Kind.PHOTO_STORY, request.LANGUAGE_CODE, now, request.GET.get("before", "")
    )
    numbers = photos_in(shown)
    for story in shown:
        story.photo_number = numbers.get(story.pk, 0)
    words = _("What happened, told in pictures.")
    context = {
        "heading": _("Photo stories"),
        "standfirst": words,
        "stories": shown,
        "older": older,
        "breadcrumbs": trail(crumb(_("Photo stories"), request.path)),
        "page_title": _("Photo stories"),
        "page_description": words,
        "page_feed": reverse("newsroom:kind_feed", args=[Edition.Kind.PHOTO_STORY]),
    }
    return page(request, "newsroom/photo_story_list.html", context, now)


def photos_in(stories: Iterable[Edition]) -> dict[int, int]:
    """Return how many photos each of these editions shows, each photo once, by its number (one query)."""
    found: dict[int, set] = {}
    rows = EditionPhoto.objects.filter(edition__in=[story.pk for story in stories]).order_by()
    for edition, uid in rows.values_list("edition", "uid"):
        found.setdefault(edition, set()).add(uid)
    return {edition: len(uids) for edition, uids in found.items()}

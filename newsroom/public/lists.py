"""Pages that list stories, newest first."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition, Section
from newsroom.public.pages import page
from newsroom.public.paging import page_of


def _list(request, stories, heading, standfirst="", feed=""):
    now = timezone.now()
    language = request.LANGUAGE_CODE
    shown, older = page_of(stories.live(now).in_language(language), request.GET.get("before", ""))
    context = {
        "heading": heading,
        "standfirst": standfirst,
        "stories": shown,
        "older": older,
        "page_title": heading,
        "page_description": standfirst,
        "page_feed": feed,
    }
    return page(request, "newsroom/story_list.html", context, now)


@require_safe
def section(request, slug):
    """The stories of one section."""
    found = get_object_or_404(Section, slug=slug)
    language = request.LANGUAGE_CODE
    return _list(
        request,
        Edition.objects.filter(section=found),
        found.name.in_language(language),
        found.description.in_language(language),
        reverse("newsroom:section_feed", args=[slug]),
    )


@require_safe
def interviews(request):
    """Every interview."""
    stories = Edition.objects.filter(kind=Edition.Kind.INTERVIEW)
    return _list(
        request, stories, _("Interviews"), _("Questions and answers, each question at its own address.")
    )


@require_safe
def photo_stories(request):
    """Every photo story."""
    stories = Edition.objects.filter(kind=Edition.Kind.PHOTO_STORY)
    return _list(request, stories, _("Photo stories"), _("What happened, told in pictures."))

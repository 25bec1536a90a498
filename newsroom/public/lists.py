"""Pages that list stories, newest first."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition, Section
from newsroom.public.pages import page
from newsroom.public.paging import page_of
from partnerships.models import Agreement, Event, Partner, Person, Pillar

# What stories are about, by the word in the address. Partners and pillars are no secrets.
SUBJECTS = {
    "partners": (lambda at: Partner.objects.all(), "name", "newsroom:partner_feed"),
    "pillars": (lambda at: Pillar.objects.all(), "name", "newsroom:pillar_feed"),
    "events": (Event.objects.live, "title", "newsroom:event_feed"),
    "people": (Person.objects.live, "name", ""),
    "agreements": (Agreement.objects.live, "title", ""),
}


def _list(request, stories, heading, standfirst="", feed="", subject=None):
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
        "subject": subject,
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


@require_safe
def about(request, subjects, slug):
    """Every story about one partner, pillar, event, person or agreement that the public knows."""
    known, naming, feed = SUBJECTS[subjects]
    subject = get_object_or_404(known(timezone.now()), slug=slug)
    name = getattr(subject, naming).in_language(request.LANGUAGE_CODE)
    return _list(
        request,
        Edition.objects.about(subject),
        _("Stories: %(subject)s") % {"subject": name},
        feed=reverse(feed, args=[slug]) if feed else "",
        subject={"name": name, "address": subject.get_absolute_url()},
    )

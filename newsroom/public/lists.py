"""Pages that list stories, newest first."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition
from newsroom.public.breadcrumbs import crumb, trail, trail_of_subject
from newsroom.public.narrowing import Narrowing, read_narrowing
from newsroom.public.pages import page
from newsroom.public.paging import page_of
from newsroom.public.places import sections_in_order
from partnerships.models import Agreement, Event, Partner, Person, Pillar

# What stories are about, by the word in the address. Partners and pillars are no secrets.
SUBJECTS = {
    "partners": (lambda at: Partner.objects.all(), "name", "newsroom:partner_feed"),
    "pillars": (lambda at: Pillar.objects.all(), "name", "newsroom:pillar_feed"),
    "events": (Event.objects.live, "title", "newsroom:event_feed"),
    "people": (Person.objects.live, "name", "newsroom:person_feed"),
    "agreements": (Agreement.objects.live, "title", "newsroom:agreement_feed"),
}


def _list(request, of, value, heading, standfirst="", feed="", narrowing=None, **around):
    now = timezone.now()
    narrowing = narrowing or Narrowing()
    shown, older = page_of(
        of,
        value,
        request.LANGUAGE_CODE,
        now,
        request.GET.get("before", ""),
        narrowing.conditions,
        narrowing.query,
    )
    context = {
        "heading": heading,
        "standfirst": standfirst,
        "stories": shown,
        "older": older,
        "page_title": heading,
        "page_description": standfirst,
        "page_feed": feed,
        "narrowing": narrowing,
        "address_query": narrowing.address_query,
        **around,
    }
    status = 400 if narrowing.errors else 200
    return page(request, "newsroom/story_list.html", context, now, status=status)


@require_safe
def section(request, slug):
    """The stories of one section."""
    sections = sections_in_order()
    found = next((section for section in sections if section.slug == slug), None)
    if found is None:
        raise Http404
    language = request.LANGUAGE_CODE
    return _list(
        request,
        "section",
        found.pk,
        found.name.in_language(language),
        found.description.in_language(language),
        reverse("newsroom:section_feed", args=[slug]),
        sections=sections,
        breadcrumbs=trail(crumb(found.name.in_language(language), request.path)),
    )


@require_safe
def interviews(request):
    """Every interview."""
    words = _("Questions and answers, each question at its own address.")
    feed = reverse("newsroom:kind_feed", args=[Edition.Kind.INTERVIEW])
    way = trail(crumb(_("Interviews"), request.path))
    return _list(request, "kind", Edition.Kind.INTERVIEW, _("Interviews"), words, feed, breadcrumbs=way)


@require_safe
def about(request, subjects, slug):
    """Every story about one partner, pillar, event, person or agreement that the public knows.

    `?partner=`, `?pillar=`, `?kind=`, `?from=` and `?until=` narrow it.
    """
    known, naming, feed = SUBJECTS[subjects]
    subject = get_object_or_404(known(timezone.now()), slug=slug)
    name = getattr(subject, naming).in_language(request.LANGUAGE_CODE)
    return _list(
        request,
        subject._meta.model_name,
        subject.pk,
        _("Stories: %(subject)s") % {"subject": name},
        feed=reverse(feed, args=[slug]),
        narrowing=read_narrowing(request.GET, subject, request.LANGUAGE_CODE),
        subject={"name": name, "address": subject.get_absolute_url()},
        breadcrumbs=trail_of_subject(
            subjects, name, subject.get_absolute_url(), crumb(_("Stories"), request.path)
        ),
    )

"""The page that lists the feeds."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Section
from partnerships.models import Event, Partner, Pillar

# A page of feeds that nobody reads any more would help nobody: older events keep theirs at their own pages.
EVENTS = 12


@require_safe
def feeds_page(request):
    """Every feed of the language, the events' for the latest ones."""
    partners = list(Partner.objects.all())
    partners.sort(key=lambda partner: str(partner.name))
    context = {
        "sections": Section.objects.all(),
        "pillars": Pillar.objects.all(),
        "partners": partners,
        "events": Event.objects.live(timezone.now())[:EVENTS],
        "page_title": _("Feeds"),
        "page_description": _("Follow the newsroom in a reader of feeds, as a whole or subject by subject."),
    }
    response = render(request, "newsroom/feeds.html", context)
    response["Cache-Control"] = "public, no-cache"
    return response

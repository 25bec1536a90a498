"""The page that lists the feeds."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition, EditionPartner, Section
from newsroom.public.pages import page
from partnerships.folding import fold
from partnerships.models import Event, Partner, PartnershipPeriod, Pillar

# A page of feeds that nobody reads any more would help nobody: older events keep theirs at their own pages.
EVENTS = 12


def _partners(at):
    """Those with whom there is a level, or of whom there is a story.

    A feed for each country of the world, most of them empty, would hide the others.
    """
    levels = PartnershipPeriod.objects.live(at).filter(partner=OuterRef("pk"))
    stories = EditionPartner.objects.filter(partner=OuterRef("pk"), edition__in=Edition.objects.live(at))
    return Partner.objects.abroad().filter(Exists(levels) | Exists(stories))


@require_safe
def feeds_page(request):
    """Every feed of the language, the events' for the latest ones."""
    at = timezone.now()
    partners = list(_partners(at))
    partners.sort(key=lambda partner: fold(str(partner.name)))
    context = {
        "sections": Section.objects.all(),
        "pillars": Pillar.objects.all(),
        "partners": partners,
        "events": Event.objects.live(at)[:EVENTS],
        "page_title": _("Feeds"),
        "page_description": _("Follow the newsroom in a reader of feeds, as a whole or subject by subject."),
    }
    return page(request, "newsroom/feeds.html", context, at)

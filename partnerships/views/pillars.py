"""The pillars of cooperation, and what stands on each."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.diary import next_and_latest
from partnerships.folding import fold
from partnerships.models import Agreement, AgreementStep, Event, PartnershipPillar, Pillar
from partnerships.views.pages import find, page, today

AGREEMENTS = 12


def _by_name(partnership_pillars):
    return sorted(partnership_pillars, key=lambda held: fold(str(held.partner.name)))


@require_safe
def pillars(request):
    """All pillars, each with the partnerships that rest on it."""
    at = timezone.now()
    held_by = defaultdict(list)
    for held in _by_name(PartnershipPillar.objects.live(at).select_related("partner")):
        held_by[held.pillar_id].append(held.partner)
    context = {
        "pillars": [{"pillar": pillar, "partners": held_by[pillar.pk]} for pillar in Pillar.objects.all()],
        "page_title": _("Pillars of cooperation"),
        "page_description": _("The areas in which partnerships are built, and with whom."),
    }
    return page(request, "partnerships/pillars.html", context, at)


@require_safe
def pillar(request, slug):
    """One pillar: the partners that have it and what they call it, events, agreements and stories."""
    at = timezone.now()
    found = find(Pillar.objects.all(), at, slug)
    coming, past = next_and_latest(Event.objects.live(at).filter(pillars=found), today(at))
    held = PartnershipPillar.objects.live(at).filter(pillar=found).select_related("partner", "pillar")
    steps = AgreementStep.objects.live(at)
    agreements = Agreement.objects.live(at).filter(pillars=found).with_standing(steps, today(at))
    context = {
        "pillar": found,
        "partnerships": _by_name(held),
        "coming": coming,
        "past": past,
        "agreements": agreements.latest_first(steps)[:AGREEMENTS],
        "page_title": str(found.name),
        "page_description": str(found.summary),
    }
    return page(request, "partnerships/pillar.html", context, at, found)

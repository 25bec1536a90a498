"""The agreements: what was agreed with partners, and what became of it."""

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.filters import AgreementFilter
from partnerships.folding import fold
from partnerships.models import Agreement, AgreementStep, Partner, Pillar
from partnerships.paging import page_of
from partnerships.views.pages import find, page, today


def _partner_choices(live):
    signed = Agreement.partners.through.objects.filter(
        partner=OuterRef("pk"), agreement__in=live.values("pk")
    )
    partners = Partner.objects.filter(Exists(signed))
    return [
        (partner.slug, str(partner.name))
        for partner in sorted(partners, key=lambda partner: fold(str(partner.name)))
    ]


def _pillar_choices(live):
    agreed = Agreement.pillars.through.objects.filter(pillar=OuterRef("pk"), agreement__in=live.values("pk"))
    return [(pillar.slug, str(pillar.name)) for pillar in Pillar.objects.filter(Exists(agreed))]


@require_safe
def agreements(request):
    """The agreements, the latest first, paged by key (`?before=`)."""
    at = timezone.now()
    live = Agreement.objects.live(at)
    steps = AgreementStep.objects.live(at)
    rows = live.with_standing(steps, today(at))
    filtered = AgreementFilter(
        request.GET, rows.dated(steps), partner=_partner_choices(live), pillar=_pillar_choices(live)
    )
    before = request.GET.get("before", "")
    shown, older = page_of(filtered.found, "listed_on", before, newest_first=True)
    prefetch_related_objects(shown, "partners")
    context = {
        "filter": filtered,
        "address_query": filtered.address_query(before=before),
        "agreements": shown,
        "older": older,
        "page_title": _("Agreements"),
        "page_description": _(
            "Declarations, treaties, memoranda and mechanisms, and where each of them stands."
        ),
    }
    return page(request, "partnerships/agreements.html", context, at)


@require_safe
def agreement(request, slug):
    """One agreement: with whom, on what, where it stands, and the levels that it established."""
    at = timezone.now()
    rows = Agreement.objects.live(at).with_standing(AgreementStep.objects.live(at), today(at))
    found = find(rows.select_related("event"), at, slug)
    context = {
        "agreement": found,
        "steps": found.steps.live(at),
        "event": found.event if found.event and found.event.is_public(at) else None,
        "partners": found.partners.all(),
        "pillars": found.pillars.all(),
        "periods": found.periods.live(at).select_related("partner", "level"),
        "page_title": found.short_name or str(found.title),
        "page_description": str(found.summary) or str(found.title),
    }
    return page(request, "partnerships/agreement.html", context, at, found)

"""The partners: all of them by region, and each with its history."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.changes import with_last_change
from partnerships.composed import composed
from partnerships.diary import around, beginnings, told_apart
from partnerships.filters import PartnerFilter, involving
from partnerships.folding import fold
from partnerships.level_history import stage_now, stages
from partnerships.models import (
    Agreement,
    AgreementStep,
    Appointment,
    Event,
    Partner,
    PartnershipPeriod,
    PartnershipPillar,
    Person,
)
from partnerships.views.pages import page, the_one, today

AGREEMENTS = 12


@require_safe
def partners(request):
    """All partners by region, each with its level; `?level=` and `?region=` choose among them."""
    at = timezone.now()
    periods = list(
        PartnershipPeriod.objects.live(at).on(today(at)).select_related("level").order_by("-level__rank")
    )
    levels = {held.level.slug: held.level for held in periods}
    filtered = PartnerFilter(
        request.GET,
        Partner.objects.all(),
        periods,
        level=[(slug, str(level.name)) for slug, level in levels.items()],
        region=Partner.Region.choices,
    )
    held_by = {held.partner_id: held for held in periods}
    by_region = defaultdict(list)
    for partner in sorted(filtered.found, key=lambda partner: fold(str(partner.name))):
        by_region[partner.region].append({"partner": partner, "period": held_by.get(partner.pk)})
    context = {
        "filter": filtered,
        "address_query": filtered.address_query(),
        "rungs": [
            {"level": level, "held": [held for held in periods if held.level_id == level.pk]}
            for level in levels.values()
        ],
        "regions": [
            {"name": name, "slug": value, "partners": by_region[value]}
            for value, name in Partner.Region.choices
            if value in by_region
        ],
        "page_title": _("Partners"),
        "page_description": _("The countries and organisations that we work with, and how closely."),
    }
    return page(request, "partnerships/partners.html", context, at)


@composed
def _partner(slug, at):
    return with_last_change(Partner.objects.filter(slug=slug), at)


@composed
def _periods(partner, at):
    periods = PartnershipPeriod.objects.live(at).filter(partner=partner)
    return periods.select_related("level", "declaration", "event").defer(
        "declaration__summary",
        "declaration__folded",
        "event__summary",
        "event__folded",
        "event__venue",
    )


@composed
def _events(partner, at, today, month, year):
    return around(Event.objects.live(at).filter(involving(Q(pk=partner))), today, month, year)


@composed
def _pillars(partner, at):
    return PartnershipPillar.objects.live(at).filter(partner=partner).select_related("pillar")


@composed
def _agreements(partner, at, day):
    steps = AgreementStep.objects.live(at)
    return (
        Agreement.objects.live(at)
        .filter(partners=partner)
        .with_standing(steps, day)
        .latest_first(steps)
        .defer("summary", "folded")[:AGREEMENTS]
    )


@composed
def _appointments(partner, at, day):
    known = Appointment.objects.live(at).filter(post__partner=partner, person__in=Person.objects.live(at))
    return known.on(day).select_related("person", "post").only("person__slug", "person__name", "post__title")


@require_safe
def partner(request, slug):
    """One partner: its level and how it came to it, pillars, events, agreements, people and stories."""
    at = timezone.now()
    found = the_one(_partner(slug, at))
    day = today(at)
    history = stages(_periods(found.pk, at), at, day)
    coming, past = told_apart(_events(found.pk, at, *beginnings(day)))
    context = {
        "partner": found,
        "history": history,
        "now": stage_now(history),
        "pillars": _pillars(found.pk, at),
        "coming": coming,
        "past": past,
        "agreements": _agreements(found.pk, at, day),
        "appointments": _appointments(found.pk, at, day),
        "at": at,
        "page_title": str(found.name),
        "page_description": _("Our partnership with %(name)s: its level, events, agreements and news.")
        % {"name": found.name},
    }
    return page(request, "partnerships/partner.html", context, at, found)

"""The partners: all of them by region, and each with its history."""

from collections import defaultdict

from django.db.models import CharField, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.composed import composed
from partnerships.diary import beginnings
from partnerships.dossier import dossier
from partnerships.filters import PartnerFilter
from partnerships.folding import fold
from partnerships.level_history import stage_now, stages
from partnerships.models import Partner, PartnershipPeriod
from partnerships.timeline import timeline, years_between
from partnerships.views.day_asked import day_asked
from partnerships.views.pages import page, today


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


def _story_numbers():
    """The stories that a period cites, as "12,15"."""
    cited = PartnershipPeriod.stories.through.objects.filter(partnershipperiod=OuterRef("pk"))
    numbers = cited.order_by().values("partnershipperiod")
    return Subquery(
        numbers.annotate(told=StringAgg(Cast("article", CharField()), Value(","))).values("told"),
        output_field=CharField(),
    )


@composed
def _periods(partner, at):
    periods = PartnershipPeriod.objects.live(at).filter(partner=partner)
    return (
        periods.select_related("level", "declaration", "event")
        .annotate(cited=_story_numbers())
        .defer("declaration__summary", "declaration__folded", "event__summary", "event__folded", "event__venue")
    )


def _known_on(periods, asked):
    """The periods that belong to the day: begun by then, or announced by its end."""
    return [
        period for period in periods if period.since <= asked.day or period.public_from <= asked.end
    ]


@require_safe
def partner(request, slug):
    """One partner as a dossier, today or as it stood on a past day (`?on=2010-09-08`)."""
    at = timezone.now()
    asked = day_asked(request, at)
    found = dossier(slug, at, asked, beginnings(asked.day))
    if found is None:
        raise Http404
    periods = _periods(found.partner.pk, at)
    for period in periods:
        period.story_numbers = [int(number) for number in (period.cited or "").split(",") if number]
    history = stages(_known_on(periods, asked), at, asked.day)
    begun = [stage for stage in history if not stage.is_coming]
    first = begun[-1].period if begun else None
    context = {
        "partner": found.partner,
        "dossier": found,
        "asked": asked,
        "day": asked.day,
        "today": today(at),
        "is_empty": found.is_empty and not history,
        "at": at,
        "history": history,
        "now": stage_now(history),
        "first": first,
        "first_ever": min(periods, key=lambda period: period.since, default=None),
        "years": years_between(first.since, first.since_precision, asked.day) if first else 0,
        "coming_levels": [stage for stage in history if stage.is_coming],
        "cited_numbers": [number for stage in history for number in stage.period.story_numbers],
        "timeline": timeline(
            history,
            found.past,
            found.steps,
            asked.day,
            more_events=found.has_more_events,
            more_steps=found.has_more_steps,
        ),
        "address_query": f"?on={asked.day.isoformat()}" if asked.is_past else "",
        "page_title": str(found.partner.name),
        "page_description": _("Our partnership with %(name)s: its level, events, agreements and news.")
        % {"name": found.partner.name},
    }
    response = page(request, "partnerships/partner.html", context, at, found.partner)
    if asked.problem:
        response.status_code = 400
        del response["Last-Modified"]
    return response

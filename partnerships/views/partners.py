"""One partner as a dossier: today, or as it stood on a past day."""

from django.db.models import CharField, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.composed import composed
from partnerships.diary import beginnings
from partnerships.dossier import dossier
from partnerships.level_history import stage_now, stages
from partnerships.models import PartnershipPeriod
from partnerships.schema_org import partner_data
from partnerships.timeline import timeline, years_between
from partnerships.views.day_asked import day_asked
from partnerships.views.pages import page, today


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
        .defer(
            "declaration__summary",
            "declaration__folded",
            "event__summary",
            "event__folded",
            "event__venue",
        )
    )


def _periods_told(partner, at, asked):
    """All periods of a partner, and those of them that belong to the day: begun by it, or announced."""
    periods = _periods(partner.pk, at)
    for period in periods:
        period.story_numbers = [int(number) for number in (period.cited or "").split(",") if number]
    of_day = [period for period in periods if period.since <= asked.day or period.public_from <= asked.end]
    return periods, of_day


def _description(partner):
    if partner.is_home:
        words = _("What %(name)s belongs to, and its news.")
    else:
        words = _("Our partnership with %(name)s: its level, events, agreements and news.")
    return words % {"name": partner.name}


@require_safe
def partner(request, slug):
    """One partner as a dossier, today or as it stood on a past day (`?on=2010-09-08`)."""
    at = timezone.now()
    asked = day_asked(request, at)
    found = dossier(slug, at, asked, beginnings(asked.day))
    if found is None:
        raise Http404
    periods, of_day = _periods_told(found.partner, at, asked)
    history = stages(of_day, at, asked.day)
    begun = [stage.period for stage in history if not stage.is_coming]
    context = {
        "partner": found.partner,
        "dossier": found,
        "asked": asked,
        "day": asked.day,
        "today": today(at),
        "at": at,
        "known_by": asked.end,
        "is_empty": found.is_empty and not history,
        "history": history,
        "now": stage_now(history),
        "coming_levels": [stage for stage in history if stage.is_coming],
        "first_ever": min(periods, key=lambda period: period.since, default=None),
        "years": years_between(begun[-1].since, begun[-1].since_precision, asked.day) if begun else 0,
        "cited_numbers": [number for period in of_day for number in period.story_numbers],
        "timeline": timeline(
            history,
            found.begun,
            found.steps,
            asked.day,
            more_events=found.has_more_events,
            more_steps=found.has_more_steps,
        ),
        "address_query": f"?on={asked.day.isoformat()}" if asked.is_past else "",
        "structured": partner_data(found.partner),
        "page_title": str(found.partner.name),
        "page_description": _description(found.partner),
    }
    response = page(request, "partnerships/partner.html", context, at, found.partner)
    if asked.problem:
        response.status_code = 400
        del response["Last-Modified"]
    return response

"""One partner, with its history."""

import datetime

from django.db.models import CharField, DateField, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.changes import with_last_change
from partnerships.composed import composed
from partnerships.diary import around, beginnings, told_apart
from partnerships.filters import involving
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
    Pillar,
    Post,
)
from partnerships.views.pages import page, the_one, today

AGREEMENTS = 12


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
def _beside(partner, at, day):
    """Its pillars and who is in its posts, in one query: the page has none to spare."""
    pillars = PartnershipPillar.objects.live(at).filter(partner=partner)
    known = Appointment.objects.live(at).filter(post__partner=partner, person__in=Person.objects.live(at))
    no_day, no_text = Value(None, DateField()), Value("", CharField())
    return (
        pillars.order_by()
        .annotate(since_day=no_day, hue=Cast("pillar__colour", CharField()))
        .values_list("pk", "order", "since_day", "hue", "pillar__slug", "pillar__name", "wording")
        .union(
            known.on(day)
            .order_by()
            .annotate(place=Value(0), hue=no_text)
            .values_list("pk", "place", "since", "hue", "person__slug", "person__name", "post__title"),
            all=True,
        )
    )


def _told_apart(rows):
    """Return the pillars of `_beside` in the partnership's order, and the appointments, the newest first."""
    pillars, held = [], []
    for pk, order, since, colour, slug, name, second in rows:
        if colour:
            pillar = Pillar(slug=slug, name=name, colour=colour)
            pillars.append(PartnershipPillar(pk=pk, order=order, wording=second, pillar=pillar))
        else:
            person, post = Person(slug=slug, name=name), Post(title=second)
            held.append(Appointment(pk=pk, since=since, person=person, post=post))
    pillars.sort(key=lambda row: (row.order, row.pk))
    held.sort(key=lambda row: (row.since or datetime.date.min, row.pk), reverse=True)
    return pillars, held


@require_safe
def partner(request, slug):
    """One partner: its level and how it came to it, pillars, events, agreements, people and stories."""
    at = timezone.now()
    found = the_one(_partner(slug, at))
    day = today(at)
    history = stages(_periods(found.pk, at), at, day)
    pillars, appointments = _told_apart(_beside(found.pk, at, day))
    coming, past = told_apart(_events(found.pk, at, *beginnings(day)))
    context = {
        "partner": found,
        "history": history,
        "now": stage_now(history),
        "pillars": pillars,
        "coming": coming,
        "past": past,
        "agreements": _agreements(found.pk, at, day),
        "appointments": appointments,
        "at": at,
        "page_title": str(found.name),
        "page_description": (
            _("What %(name)s belongs to, and its news.")
            if found.is_home
            else _("Our partnership with %(name)s: its level, events, agreements and news.")
        )
        % {"name": found.name},
    }
    return page(request, "partnerships/partner.html", context, at, found)

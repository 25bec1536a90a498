"""The pillars of cooperation, and what stands on each."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.counted import MEASURES, NOTHING, counts
from partnerships.days_asked import Days
from partnerships.diary import next_and_latest
from partnerships.folding import fold
from partnerships.matrix import Number, numbers_of
from partnerships.models import (
    Agreement,
    AgreementStep,
    Commitment,
    CommitmentEntry,
    Event,
    Level,
    PartnershipPeriod,
    PartnershipPillar,
    Pillar,
)
from partnerships.schema_org import pillar_data
from partnerships.views.pages import find, page, today

COMMITMENTS = 12
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


@dataclass(frozen=True)
class Partnership:
    """One partnership that rests on a pillar: in its own words, at which level, and what there is."""

    held: Any  # a PartnershipPillar, with its partner's level now
    numbers: list[Number]

    @property
    def level(self) -> Level | None:
        """The level on the day of asking, with its name and its colour only."""
        if self.held.level_rank is None:
            return None
        return Level(name=self.held.level_name, colour=self.held.level_colour, rank=self.held.level_rank)


def _partnerships(pillar, at, day) -> list[Partnership]:
    """The partnerships that rest on `pillar`, the closest first, then by name (two queries)."""
    period = PartnershipPeriod.objects.live(at).on(day).filter(partner=OuterRef("partner"))
    rows = PartnershipPillar.objects.live(at).filter(pillar=pillar).select_related("partner", "pillar")
    rows = list(
        rows.annotate(
            level_rank=Subquery(period.values("level__rank")[:1]),
            level_name=Subquery(period.values("level__name")[:1]),
            level_colour=Subquery(period.values("level__colour")[:1]),
        )
    )
    partners = [held.partner_id for held in rows]
    found = counts(at, None, None, today=day, partners=partners, pillars=[pillar.pk])

    def told(held):
        counted = found.get((held.partner_id, pillar.pk), NOTHING)
        return numbers_of(counted, held.partner.slug, pillar.slug, Days(), MEASURES)

    closest = sorted(_by_name(rows), key=lambda held: -(held.level_rank or 0))
    return [Partnership(held, told(held)) for held in closest]


def _open_commitments(pillar, at, day):
    """The open commitments on `pillar`, those that are due first before the others (one query)."""
    entries = CommitmentEntry.objects.live(at)
    known = Commitment.objects.live(at).filter(pillars=pillar).with_state(entries, day)
    still_open = known.exclude(state__in=CommitmentEntry.CLOSED).select_related("agreement")
    return list(still_open.order_by(F("due_on").asc(nulls_last=True), "pk")[:COMMITMENTS])


@require_safe
def pillar(request, slug):
    """One pillar: the partnerships that rest on it and what there is of each, and what stands on it."""
    at = timezone.now()
    found = find(Pillar.objects.all(), at, slug)
    day = today(at)
    coming, past = next_and_latest(Event.objects.live(at).filter(pillars=found), day)
    steps = AgreementStep.objects.live(at)
    agreements = Agreement.objects.live(at).filter(pillars=found).with_standing(steps, day)
    context = {
        "pillar": found,
        "partnerships": _partnerships(found, at, day),
        "coming": coming,
        "past": past,
        "agreements": agreements.latest_first(steps)[:AGREEMENTS],
        "commitments": _open_commitments(found, at, day),
        "choice": f"?pillar={found.slug}",
        "structured": pillar_data(found),
        "page_title": str(found.name),
        "page_description": str(found.summary),
    }
    return page(request, "partnerships/pillar.html", context, at, found)

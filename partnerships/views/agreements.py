"""The agreements: what was agreed with partners, and what became of it."""

from collections import defaultdict

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.commitment_lists import read_logs, shown_commitments
from partnerships.diary import years_of
from partnerships.filters import AgreementFilter
from partnerships.folding import fold
from partnerships.gathered import gathered, rows_of
from partnerships.models import (
    Agreement,
    AgreementStep,
    AgreementText,
    Commitment,
    CommitmentEntry,
    Partner,
    Pillar,
)
from partnerships.paging import page_of
from partnerships.progress import progress_of
from partnerships.schema_org import agreement_data
from partnerships.signing import our_side, sides_of
from partnerships.views.pages import find, page, today

PARTNER = ("slug", "kind", "code", "own_names")
PILLAR = ("slug", "name", "colour")
STEP = ("status", "on", "precision", "note", "source", "source_url", "id")
TEXT = ("language", "is_authentic", "pages", "size")


def _tied(through, column, live):
    return Exists(through.objects.filter(**{column: OuterRef("pk")}, agreement__in=live.values("pk")))


def _choices(live, steps):
    """What can be chosen of the agreements that the public may know (three queries)."""
    partners = Partner.objects.filter(_tied(Agreement.partners.through, "partner", live))
    named = sorted(((one.slug, str(one.name)) for one in partners), key=lambda pair: fold(pair[1]))
    pillars = Pillar.objects.filter(_tied(Agreement.pillars.through, "pillar", live))
    return {
        "partner": named,
        "pillar": [(pillar.slug, str(pillar.name)) for pillar in pillars],
        "year": [(str(year), str(year)) for year in years_of(steps, "on")],
    }


def with_progress(agreements, at, day):
    """Give each of `agreements` the `progress` of its commitments, as the public knows them (one query)."""
    known = Commitment.objects.live(at).filter(agreement__in=[one.pk for one in agreements])
    found = defaultdict(list)
    for commitment in known.with_state(CommitmentEntry.objects.live(at), day).only(
        "agreement", "due_on", "due_precision"
    ):
        found[commitment.agreement_id].append(commitment)
    for one in agreements:
        one.progress = progress_of(found[one.pk], day)


@require_safe
def agreements(request):
    """The agreements, the latest first, paged by key (`?before=`)."""
    at = timezone.now()
    day = today(at)
    live = Agreement.objects.live(at)
    steps = AgreementStep.objects.live(at)
    rows = live.with_standing(steps, day).dated(steps)
    filtered = AgreementFilter(request.GET, rows, steps, **_choices(live, steps))
    before = request.GET.get("before", "")
    partners = Partner.objects.filter(agreements=OuterRef("pk"))
    found = filtered.found.annotate(partners_told=gathered(partners, *PARTNER))
    shown, older = page_of(found.defer("summary", "folded"), "listed_on", before, newest_first=True)
    for one in shown:
        one.partners_shown = _by_name(rows_of(Partner, one.partners_told))
    with_progress(shown, at, day)
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


def _by_name(rows):
    return sorted(rows, key=lambda row: fold(str(row.name)))


def _whole(at, day):
    """The agreements that the public may know, each with all that hangs on it and is only shown."""
    steps = AgreementStep.objects.live(at)
    of_this = {"agreement": OuterRef("pk")}
    return (
        Agreement.objects.live(at)
        .with_standing(steps, day)
        .select_related("event", "succeeded_by")
        .annotate(
            steps_told=gathered(steps.filter(**of_this), *STEP),
            texts_told=gathered(AgreementText.objects.live(at).filter(**of_this), *TEXT),
            partners_told=gathered(Partner.objects.filter(agreements=OuterRef("pk")), *PARTNER),
            pillars_told=gathered(Pillar.objects.filter(agreements=OuterRef("pk")), "order", *PILLAR),
            succeeds_told=gathered(
                Agreement.objects.live(at).filter(succeeded_by=OuterRef("pk")), "id", "slug", "title"
            ),
        )
    )


def _in_order(steps):
    """The steps of an agreement as they were taken; those without a day come before all others."""
    order = AgreementStep.Status.values
    return sorted(steps, key=lambda step: (bool(step.on), step.on, order.index(step.status), step.pk))


@require_safe
def agreement(request, slug):
    """One agreement: with whom, on what, how it came to stand so, and what became of its commitments."""
    at = timezone.now()
    day = today(at)
    found = find(_whole(at, day), at, slug)
    commitments = shown_commitments(found, at, day)
    stories = read_logs(commitments, at, day)
    texts = rows_of(AgreementText, found.texts_told)
    for one in texts:
        one.agreement = found
    partners = _by_name(rows_of(Partner, found.partners_told))
    pillars = sorted(rows_of(Pillar, found.pillars_told), key=lambda pillar: (pillar.order, pillar.slug))
    context = {
        "structured": agreement_data(found, partners, pillars),
        "agreement": found,
        "steps": _in_order(rows_of(AgreementStep, found.steps_told)),
        "today": day,
        "event": found.event if found.event and found.event.is_public(at) else None,
        "succeeded_by": found.succeeded_by
        if found.succeeded_by and found.succeeded_by.is_public(at)
        else None,
        "succeeds": sorted(rows_of(Agreement, found.succeeds_told), key=lambda one: one.pk),
        "texts": sorted(texts, key=lambda one: (not one.is_authentic, one.language)),
        "sides": sides_of(found, at),
        "our_side": our_side(),
        "commitments": commitments,
        "story_numbers": stories,
        "progress": progress_of(commitments, day),
        "partners": partners,
        "pillars": pillars,
        "periods": found.periods.live(at).select_related("partner", "level"),
        "page_title": found.short_name or str(found.title),
        "page_description": str(found.summary) or str(found.title),
    }
    return page(request, "partnerships/agreement.html", context, at, found)

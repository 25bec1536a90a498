"""All commitments of the register: what was promised, to whom, by when, and what has become of it."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Exists, OuterRef, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.addresses import address_of
from partnerships.commitment_lists import mark_overdue
from partnerships.days_asked import read_days
from partnerships.diary import years_of
from partnerships.due import over
from partnerships.filters import CommitmentFilter
from partnerships.folding import fold
from partnerships.gathered import gathered, rows_of
from partnerships.models import Agreement, AgreementStep, Commitment, CommitmentEntry, Partner, Pillar
from partnerships.paging import page_of
from partnerships.progress import Progress
from partnerships.views.pages import page, today


def _choices(live):
    """What can be chosen of the commitments that the public may know (three queries)."""
    tied = Agreement.partners.through.objects.filter(
        partner=OuterRef("pk"), agreement__in=live.order_by().values("agreement")
    )
    partners = Partner.objects.filter(Exists(tied))
    on_it = Commitment.pillars.through.objects.filter(
        pillar=OuterRef("pk"), commitment__in=live.order_by().values("pk")
    )
    return {
        "partner": sorted(((one.slug, str(one.name)) for one in partners), key=lambda pair: fold(pair[1])),
        "pillar": [(one.slug, str(one.name)) for one in Pillar.objects.filter(Exists(on_it))],
        "year": [(str(year), str(year)) for year in reversed(years_of(live, "due_on"))],
    }


def counted(commitments, day: datetime.date) -> Progress:
    """Count where `commitments`, which came `with_state`, stand on `day` (one query; the database counts)."""
    is_over = Case(When(over(day), then=Value(1)), default=Value(0))
    rows = commitments.order_by().values("state", is_over=is_over).annotate(number=Count("pk"))
    counts: dict[str, int] = {}
    overdue = 0
    for row in rows:
        counts[row["state"]] = counts.get(row["state"], 0) + row["number"]
        if row["is_over"] and row["state"] not in CommitmentEntry.CLOSED:
            overdue += row["number"]
    return Progress(counts, overdue)


def _feed(chosen: dict[str, str]) -> str:
    """The address of the feed that tells of what was chosen: of a partner, of a pillar, or of everything."""
    for name in ("partner", "pillar"):
        if name in chosen:
            return address_of(f"partnerships:{name}_commitments_feed", chosen[name])
    return address_of("partnerships:commitments_feed")


def _as_of(request) -> datetime.date | None:
    """The day on which the commitments are asked for as they stood; the filter tells of one that is none."""
    try:
        return read_days({"until": request.GET.get("until", "")}).last
    except ValidationError:
        return None


@require_safe
def commitments(request):
    """The commitments, those due first first, paged by key (`?after=`); `?until=`: as they stood then."""
    at = timezone.now()
    day = _as_of(request) or today(at)
    live = Commitment.objects.live(at)
    rows = live.with_state(CommitmentEntry.objects.live(at), day)
    agreements = Agreement.objects.live(at).dated(AgreementStep.objects.live(at))
    filtered = CommitmentFilter(request.GET, rows, day, agreements, **_choices(live))
    after = request.GET.get("after", "")
    partners = Partner.objects.filter(agreements=OuterRef("agreement"))
    found = filtered.found.select_related("agreement").annotate(
        due_by=Coalesce("due_on", Value(datetime.date.max)),
        partners_told=gathered(partners, "slug", "kind", "code", "own_names"),
    )
    found = found.defer("agreement__summary", "agreement__folded")
    shown, later = page_of(found, "due_by", after, newest_first=False)
    mark_overdue(shown, day)
    for one in shown:
        one.partners_shown = sorted(
            rows_of(Partner, one.partners_told), key=lambda partner: fold(str(partner.name))
        )
    context = {
        "filter": filtered,
        "address_query": filtered.address_query(after=after),
        "commitments": shown,
        "later": later,
        "is_first_page": not after,
        "feed": _feed(filtered.chosen if filtered.is_valid() else {}),
        "progress": counted(filtered.found, day),
        "page_title": _("Commitments"),
        "page_description": _(
            "What was promised in agreements, who is responsible, by when, and what has become of it."
        ),
    }
    return page(request, "partnerships/commitments.html", context, at)

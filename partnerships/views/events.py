"""The events: those to come and those past, and each with its programme."""

from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.dates import Precision
from partnerships.diary import still_to_come, years_of_events
from partnerships.event_history import history
from partnerships.filters import EventFilter
from partnerships.folding import fold
from partnerships.models import AgreementStep, Event, EventChange, Partner, Pillar
from partnerships.paging import page_of
from partnerships.programme import agreed_at, by_day, public_programme, taking_part
from partnerships.schema_org import event_data
from partnerships.views.pages import find, page, today
from partnerships.zones import zone_words

AGREEMENTS = 50


def _tied(tie, column, live):
    """One row of the table `tie` with an event of `live` for the subject whose number is in `column`."""
    is_live = Exists(live.filter(pk=OuterRef("event")))
    return Subquery(tie.objects.filter(is_live, **{column: OuterRef("pk")}).values("pk")[:1])


def _choices(live, at):
    """What can be chosen of the events that the public may know (three queries).

    Each partner, pillar and year looks for one event of its own. Asked for whether there is any,
    a database may as well read them all first.
    """
    live = live.order_by()
    hosted = Subquery(live.filter(host=OuterRef("pk")).values("pk")[:1])
    takes_part = _tied(Event.partners.through, "partner", live)
    partners = Partner.objects.alias(found=Coalesce(takes_part, hosted)).exclude(found=None)
    named = sorted(((partner, str(partner.name)) for partner in partners), key=lambda pair: fold(pair[1]))
    regions = {partner.region for partner, _name in named}
    pillars = Pillar.objects.alias(event=_tied(Event.pillars.through, "pillar", live)).exclude(event=None)
    return {
        "partner": [(partner.slug, name) for partner, name in named],
        "region": [choice for choice in Partner.Region.choices if choice[0] in regions],
        "pillar": [(pillar.slug, str(pillar.name)) for pillar in pillars],
        "year": [(str(year), str(year)) for year in years_of_events(at)],
    }


@require_safe
def events(request):
    """The events to come and the past ones, each list paged by key (`?after=` and `?before=`)."""
    at = timezone.now()
    live = Event.objects.live(at)
    moved = EventChange.objects.live(at).filter(event=OuterRef("pk"), kind=EventChange.Kind.RESCHEDULED)
    rows = live.annotate(has_new_days=Exists(moved)).defer("summary", "folded")
    filtered = EventFilter(request.GET, rows, **_choices(live, at))
    ahead = still_to_come(today(at))
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    coming, later, past, earlier = [], None, [], None
    if not before:
        coming, later = page_of(filtered.found.filter(ahead), "starts_on", after, newest_first=False)
    if not after:
        past, earlier = page_of(filtered.found.exclude(ahead), "starts_on", before, newest_first=True)
    prefetch_related_objects([*coming, *past], "partners")
    context = {
        "filter": filtered,
        "address_query": filtered.address_query(after=after, before=before),
        "coming": coming,
        "later": later,
        "past": past,
        "earlier": earlier,
        "is_first_page": not (after or before),
        "page_title": _("Events"),
        "page_description": _("Visits, talks, summits and signings, announced and past."),
    }
    return page(request, "partnerships/events.html", context, at)


def _agreements(event, items, at):
    """The agreements of the event and of its programme; those of an item are set on it too (one query)."""
    steps = AgreementStep.objects.live(at)
    rows = agreed_at(event, at).with_standing(steps, today(at)).latest_first(steps)
    agreements = list(rows.defer("summary", "folded")[:AGREEMENTS])
    known = {agreement.pk: agreement for agreement in agreements}
    for item in items:
        item.agreed = [known[pk] for pk in item.agreement_pks if pk in known]
    return agreements


@require_safe
def event(request, slug):
    """One event: when, where, with whom, its public programme, what was agreed, and stories."""
    at = timezone.now()
    found = find(Event.objects.live(at).select_related("host"), at, slug)
    part = taking_part(found, at)
    items = public_programme(found, part.people, at)
    changes = list(EventChange.objects.live(at).filter(event=found))
    precise = found.precision == Precision.DAY
    context = {
        "event": found,
        "zone": zone_words(found.time_zone, found.starts_on, request.LANGUAGE_CODE) if precise else "",
        "part": part,
        "partners": part.partners,
        "pillars": part.pillars,
        "programme": by_day(items),
        "has_hours": any(item.starts_at for item in items),
        "agreements": _agreements(found, items, at),
        "story_numbers": [pk for item in items for pk in item.story_pks],
        "changes": history(found, changes),
        "structured": event_data(found, part, items, changes),
        "page_title": str(found.title),
        "page_description": str(found.summary) or f"{found.get_kind_display()}, {found.days}",
    }
    return page(request, "partnerships/event.html", context, at, found)

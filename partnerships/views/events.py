"""The events: those to come and those past, and each with its programme."""

from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.dates import Precision
from partnerships.diary import still_to_come, years_of_events
from partnerships.filters import EventFilter
from partnerships.folding import fold
from partnerships.models import Agreement, AgreementStep, Appointment, Event, Partner, Person, Pillar
from partnerships.paging import page_of
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
    filtered = EventFilter(request.GET, live, **_choices(live, at))
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


def _people(event, at):
    """Who took part, each with the post of that day (one query): `post_title` and `is_delegate` on each."""
    day = event.starts_on
    posts = Appointment.objects.live(at).on(day).filter(person=OuterRef("pk"))
    delegation = Event.people.through.objects.filter(event=event, person=OuterRef("pk"))
    in_programme = event.programme.filter(is_public=True, people=OuterRef("pk"))
    return (
        Person.objects.live(at)
        .annotate(
            post_title=Subquery(posts.values("post__title")[:1]),
            is_delegate=Exists(delegation),
        )
        .filter(Q(is_delegate=True) | Exists(in_programme))
    )


def _programme(event, people):
    """The public programme, day by day: `[(day or None, items)]` (one query).

    A row for each person of an item; who is not in `people` is not known to the public.
    """
    rows = event.programme.filter(is_public=True).annotate(person_id=F("people"))
    items = []
    for row in rows:
        if not items or items[-1].pk != row.pk:
            row.shown = []
            items.append(row)
        if row.person_id in people:
            items[-1].shown.append(people[row.person_id])
    return [(day, list(of_day)) for day, of_day in groupby(items, key=lambda item: item.day)]


@require_safe
def event(request, slug):
    """One event: when, where, with whom, its public programme, what was agreed, and stories."""
    at = timezone.now()
    found = find(Event.objects.live(at).select_related("host"), at, slug)
    people = {person.pk: person for person in _people(found, at)}
    programme = _programme(found, people)
    steps = AgreementStep.objects.live(at)
    agreements = Agreement.objects.live(at).filter(event=found)
    precise = found.precision == Precision.DAY
    context = {
        "event": found,
        "zone": zone_words(found.time_zone, found.starts_on, request.LANGUAGE_CODE) if precise else "",
        "partners": found.partners.all(),
        "pillars": found.pillars.all(),
        "delegation": [person for person in people.values() if person.is_delegate],
        "programme": programme,
        "has_hours": any(item.starts_at for _day, items in programme for item in items),
        "agreements": agreements.with_standing(steps, today(at)).latest_first(steps)[:AGREEMENTS],
        "page_title": str(found.title),
        "page_description": str(found.summary) or f"{found.get_kind_display()}, {found.days}",
    }
    return page(request, "partnerships/event.html", context, at, found)

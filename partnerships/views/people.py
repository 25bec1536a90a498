"""The people whom stories and events name."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.diary import around, beginnings, told_apart
from partnerships.folding import fold
from partnerships.models import (
    Agreement,
    AgreementStep,
    Appointment,
    Event,
    Partner,
    Person,
    ProgrammeItem,
    Signatory,
)
from partnerships.people_filter import OUR_SIDE, PersonFilter, ours
from partnerships.schema_org import person_data
from partnerships.tenure import with_gaps
from partnerships.views.pages import find, page, today

PAGE = 40
EVENTS = 12
AGREEMENTS = 12


def _of_known_people(at):
    """The appointments that the public may know, of people whom it may know."""
    return Appointment.objects.live(at).filter(person__in=Person.objects.live(at))


def _side_choices(at):
    """Our own side, and the partners for which somebody held a post (one query)."""
    posts = _of_known_people(at).filter(post__partner=OuterRef("pk"))
    partners = Partner.objects.filter(Exists(posts)).exclude(ours())
    named = sorted(((partner.slug, str(partner.name)) for partner in partners), key=lambda one: fold(one[1]))
    return [(OUR_SIDE, _("Our own side")), *named]


@require_safe
def people(request):
    """The people, by their addresses, paged by key (`?after=`); `?q=` and `?partner=` choose among them."""
    at = timezone.now()
    live = Person.objects.live(at)
    filtered = PersonFilter(request.GET, live, _of_known_people(at), partner=_side_choices(at))
    after = request.GET.get("after", "")
    rows = filtered.found.filter(slug__gt=after) if after else filtered.found
    shown = list(rows.order_by("slug")[: PAGE + 1])
    following = shown[PAGE - 1].slug if len(shown) > PAGE else ""
    shown = shown[:PAGE]
    day = today(at)
    posts = _of_known_people(at).on(day).filter(person__in=shown).select_related("post__partner")
    held_now = {person.pk: [] for person in shown}
    for held in posts:
        held_now[held.person_id].append(held)
    context = {
        "filter": filtered,
        "address_query": filtered.address_query(after=after),
        "people": [{"person": person, "posts": held_now[person.pk]} for person in shown],
        "following": following,
        "is_first_page": not after,
        "page_title": _("People"),
        "page_description": _("Those whom stories and events name, and the posts that they hold."),
    }
    return page(request, "partnerships/people.html", context, at)


def _events(person, at, day):
    """The next events and the latest, each with the part that the person has in it (one query)."""
    in_programme = ProgrammeItem.objects.filter(is_public=True, people=person)
    delegate = Event.people.through.objects.filter(person=person)
    host = Event.received_by.through.objects.filter(person=person)
    # Looked up by the person: asked of each event in turn, it would be asked of all of them.
    theirs = [Q(pk__in=rows.order_by().values("event")) for rows in (delegate, host, in_programme)]
    events = Event.objects.live(at).filter(theirs[0] | theirs[1] | theirs[2])
    of_this = {"event": OuterRef("pk")}
    delegate, host = delegate.filter(**of_this), host.filter(**of_this)
    found = around(events, *beginnings(day), past=EVENTS)
    return told_apart(list(found.annotate(is_delegate=Exists(delegate), is_host=Exists(host))))


def _signed(person, at, day):
    """The agreements that the person signed, each with the body signed for (one query)."""
    signatures = Signatory.objects.filter(agreement=OuterRef("pk"), person=person).order_by("order", "pk")
    steps = AgreementStep.objects.live(at)
    return (
        Agreement.objects.live(at)
        .filter(Exists(signatures))
        .annotate(signed_for=Subquery(signatures.values("body")[:1]))
        .with_standing(steps, day)
        .latest_first(steps)[:AGREEMENTS]
    )


@require_safe
def person(request, slug):
    """One person: the posts held and when, the gaps between them, events, signatures and stories."""
    at = timezone.now()
    found = find(Person.objects.live(at), at, slug)
    day = today(at)
    appointments = found.appointments.live(at)
    held_now = appointments.on(day).order_by().filter(pk=OuterRef("pk"))
    appointments = list(appointments.select_related("post__partner").annotate(is_now=Exists(held_now)))
    coming, past = _events(found, at, day)
    posts_now = [held for held in appointments if held.is_now]
    context = {
        "person": found,
        "tenure": with_gaps(appointments, day),
        "posts_now": posts_now,
        "coming": coming,
        "past": past,
        "agreements": _signed(found, at, day),
        "structured": person_data(found, appointments, posts_now),
        "page_title": str(found.name),
        "page_description": str(found.summary)
        or _("%(name)s: posts, events and news.") % {"name": found.name},
    }
    return page(request, "partnerships/person.html", context, at, found)

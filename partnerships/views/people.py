"""The people whom stories and events name."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.diary import next_and_latest
from partnerships.models import Event, Person, ProgrammeItem
from partnerships.views.pages import find, page, today

EVENTS = 12


@require_safe
def person(request, slug):
    """One person: the posts held and when, events and stories."""
    at = timezone.now()
    found = find(Person.objects.live(at), at, slug)
    day = today(at)
    appointments = found.appointments.live(at)
    held_now = appointments.on(day).order_by().filter(pk=OuterRef("pk"))
    appointments = appointments.select_related("post__partner").annotate(is_now=Exists(held_now))
    in_programme = ProgrammeItem.objects.filter(event=OuterRef("pk"), is_public=True, people=found)
    delegate = Event.people.through.objects.filter(event=OuterRef("pk"), person=found)
    events = Event.objects.live(at).filter(Q(Exists(delegate)) | Q(Exists(in_programme)))
    coming, past = next_and_latest(events, day, past=EVENTS)
    context = {
        "person": found,
        "appointments": list(appointments),
        "coming": coming,
        "past": past,
        "page_title": str(found.name),
        "page_description": str(found.summary)
        or _("%(name)s: posts, events and news.") % {"name": found.name},
    }
    context["posts_now"] = [held for held in context["appointments"] if held.is_now]
    return page(request, "partnerships/person.html", context, at, found)

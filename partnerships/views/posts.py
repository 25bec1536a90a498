"""The posts that people hold one after the other."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.models import Appointment, Person, Post
from partnerships.tenure import with_gaps
from partnerships.views.pages import find, page, today


@require_safe
def post(request, slug):
    """One post: who held it and when, the last first, and the stretches of which no holder is recorded.

    A post to which nobody is known to have been appointed is not found: it may be about to be announced.
    """
    at = timezone.now()
    known = Appointment.objects.live(at).filter(person__in=Person.objects.live(at))
    posts = Post.objects.filter(Exists(known.filter(post=OuterRef("pk"))))
    found = find(posts.select_related("partner"), at, slug)
    day = today(at)
    now = known.on(day).order_by().filter(pk=OuterRef("pk"))
    holders = list(known.filter(post=found).select_related("person").annotate(is_now=Exists(now)))
    context = {
        "post": found,
        "tenure": with_gaps(holders, day),
        "holders_now": [held for held in holders if held.is_now],
        "page_title": str(found.title),
        "page_description": _("%(title)s: who held the post, and when.") % {"title": found.title},
    }
    return page(request, "partnerships/post.html", context, at, found)

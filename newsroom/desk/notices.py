"""What somebody is told of: the bell in the header, and the page behind it.

A notice of a story that its recipient may no longer see is not shown and not counted.
"""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from newsroom import licences
from newsroom.desk.steps import told
from newsroom.models import Edition, Notice
from newsroom.models.limits import seen_by
from newsroom.public.paging import Key, read_key

PAGE = 30

# The bell counts no further.
MOST = 99


def notices_of(user):
    """Return what `user` is told of and may know, newest first."""
    known = Q(step=None) | seen_by(user, "step__article")
    return Notice.objects.filter(known, recipient=user).order_by("-made_at", "-pk")


def with_things(notices):
    """Return the query `notices` with what each is of, for `said`."""
    notices = notices.select_related(
        "step__by", "step__receiver", "step__article", "step__edition", "warning__photo"
    )
    return notices.defer(
        "step__edition__content",
        "step__edition__body_html",
        "step__edition__body_text",
        "warning__photo__file_says",
        "warning__photo__placeholder",
    )


@dataclass(frozen=True)
class Said:
    """A notice in words: of what it is, where that is, and what happened."""

    title: str
    address: str
    deed: str
    at: datetime.datetime
    who: str = ""
    language: str = ""
    remark: str = ""
    edition: Edition | None = None


def said(notice) -> Said:
    """Return what `notice` tells, in the active language."""
    if notice.warning:
        return _said_of_licence(notice.warning)
    step, story = told(notice.step), notice.step.article
    return Said(
        story.headline,
        story.get_absolute_url(),
        step["deed"],
        step["at"],
        step["who"],
        story.language,
        step["remark"],
        step["edition"],
    )


def _said_of_licence(warning):
    photo = warning.photo
    if photo.licence_until != warning.until:
        deed = _("Its licence was to end on %(day)s, and was given another end since.")
    elif warning.until < licences.today():
        deed = _("Its licence ended on %(day)s.")
    else:
        deed = _("Its licence ends on %(day)s.")
    address = reverse("admin:newsroom_photo_change", args=[photo.pk])
    return Said(
        photo.title, address, deed % {"day": date_format(warning.until, "SHORT_DATE_FORMAT")}, warning.at
    )


def bell_of(user):
    """Return how many notices wait for `user`, as the bell says it; "" for none. One query."""
    number = notices_of(user).filter(read_at=None).order_by()[: MOST + 1].count()
    return f"{MOST}+" if number > MOST else str(number or "")


def urls(site):
    return [path("notices/", site.admin_view(notices_page), {"site": site}, name="notices")]


@require_http_methods(["GET", "HEAD", "POST"])
def notices_page(request, site):
    """Show what the user is told of, a page at a time; read one of them, or all."""
    if request.method == "POST":
        return _read(request)
    notices = with_things(notices_of(request.user))
    if before := request.GET.get("before", ""):
        key = read_key(before)
        notices = notices.filter(made_at__lte=key.moment).exclude(made_at=key.moment, pk__gte=key.pk)
    shown = list(notices[: PAGE + 1])
    older = ""
    if len(shown) > PAGE:
        shown = shown[:PAGE]
        older = "?" + urlencode({"before": str(Key(shown[-1].made_at, shown[-1].pk))})
    context = {
        **site.each_context(request),
        "title": _("Notices"),
        "notices": [(notice, said(notice)) for notice in shown],
        "unread": any(notice.read_at is None for notice in shown),
        "older": older,
        "first": not before,
    }
    return TemplateResponse(request, "admin/notices.html", context)


def _read(request):
    waiting = notices_of(request.user).filter(read_at=None)
    if "all" not in request.POST:
        opened = request.POST.get("open", "")
        if not opened.isdecimal() or len(opened) > 18:
            raise Http404
        notice = get_object_or_404(with_things(notices_of(request.user)), pk=opened)
        waiting.filter(pk=notice.pk).update(read_at=timezone.now())
        return HttpResponseRedirect(said(notice).address)
    number = waiting.order_by().update(read_at=timezone.now())
    read = ngettext("%(number)d notice is read.", "%(number)d notices are read.", number)
    messages.success(request, read % {"number": number})
    return HttpResponseRedirect(reverse("admin:notices"))

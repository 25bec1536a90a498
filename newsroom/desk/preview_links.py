"""The preview links of a story: made, shown once, revoked, and who opened them when."""

from collections import defaultdict

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.desk.moments import Moment
from newsroom.desk.page import page_of
from newsroom.models import PreviewLink, PreviewOpening
from newsroom.newsroom_time import in_newsroom_time, newsroom_zone
from newsroom.previews.links import LONGEST, MAY_SHARE, USUAL, make_link, revoke
from newsroom.publishing import Refused

# As many openings as one looks at; the rest is counted.
OPENINGS = 200


class LinkForm(forms.Form):
    reader = forms.CharField(
        label=gettext_lazy("For whom?"),
        help_text=gettext_lazy("The person and the newspaper or agency. It stands over the page."),
        max_length=PreviewLink._meta.get_field("reader").max_length,
    )
    expires_at = Moment(label=gettext_lazy("Until when does it work?"))


def _story(request, model_admin, pk):
    if not request.user.has_perm(MAY_SHARE) or not model_admin.has_view_permission(request):
        raise PermissionDenied
    story = model_admin.get_queryset(request).filter(pk=pk).first()
    if story is None:
        raise Http404
    return story


def links_page(request, pk, model_admin):
    """List the story's links; make one, or revoke one."""
    story = _story(request, model_admin, pk)
    if "revoke" in request.POST:
        return _revoked(request, model_admin, story)
    made = None
    if request.method == "POST":
        form = LinkForm(request.POST)
        if form.is_valid():
            made = _made(request, model_admin, story, form)
    if request.method != "POST" or made:
        form = LinkForm(initial={"expires_at": timezone.now() + USUAL})
    context = {
        **page_of(request, model_admin, _("Preview links"), story),
        "article": story,
        "form": form,
        "made": made,
        "links": _links_with_openings(story),
        "now": timezone.now(),
        "standing": story.editions.in_force().first(),
        "longest": LONGEST.days,
        "zone_key": newsroom_zone().key,
    }
    return TemplateResponse(request, "admin/newsroom/article/preview_links.html", context)


def _made(request, model_admin, story, form):
    """The new link with its address, which is shown this once; None when the form says why there is none."""
    try:
        link, token = make_link(story, by=request.user, **form.cleaned_data)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(reason.where or None, reason.message)
        return None
    until = in_newsroom_time(link.expires_at)
    said = _("Made a preview link for %(reader)s until %(time)s.") % {"reader": link.reader, "time": until}
    model_admin.log_change(request, story, said)
    return {"link": link, "address": settings.SITE_URL + reverse("previews:story", args=[token])}


def _revoked(request, model_admin, story):
    number = request.POST["revoke"]
    known = number.isdecimal() and len(number) < 19
    link = get_object_or_404(story.preview_links, pk=int(number) if known else 0)
    revoke(link, request.user)
    said = _("Revoked the preview link for %(reader)s. It leads nowhere now.") % {"reader": link.reader}
    model_admin.log_change(request, story, said)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:newsroom_article_preview_links", args=[story.pk]))


def _links_with_openings(story):
    """The story's links, newest first, each with its latest openings (two queries)."""
    links = list(
        story.preview_links.select_related("created_by", "revoked_by").annotate(opened=Count("openings"))
    )
    openings = defaultdict(list)
    for opening in PreviewOpening.objects.filter(link__in=links)[:OPENINGS]:
        openings[opening.link_id].append(opening)
    for link in links:
        link.latest = openings[link.pk]
    return links


def open_links(story, user):
    """Return the links that lead to `story` now, for those who may share it; None for others."""
    if not user.has_perm(MAY_SHARE):
        return None
    return list(story.preview_links.open(timezone.now()))


def pages(model_admin):
    """Return the address of a story's preview links."""
    view = model_admin.admin_site.admin_view(links_page)
    return [
        path(
            "<int:pk>/preview-links/",
            view,
            {"model_admin": model_admin},
            name="newsroom_article_preview_links",
        )
    ]

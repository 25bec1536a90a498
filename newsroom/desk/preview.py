"""The desk's preview: the page that the public would get, beside the form or in a window of its own."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom import previewing
from newsroom.desk.page import page_of
from newsroom.desk.rehearsing import reasons_of, rehearse_typed
from newsroom.imaging.private import picture_response
from newsroom.models import Photo
from newsroom.newsroom_time import in_newsroom_time
from website.security import PREVIEW_POLICY


def photo_address(uid, file):
    """Return the desk's own address of a photo in a preview."""
    return reverse("admin:newsroom_article_preview_photo", args=[uid, file.name])


def _story(request, model_admin, pk):
    """The story of this number, for whoever may see it; to others, and without it, the answer is the same."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    story = model_admin.get_queryset(request).filter(pk=pk).first()
    if story is None:
        raise Http404
    return story


def in_the_frame(response):
    """Let this page stand in a frame of the desk, where it runs nothing."""
    response._csp_config = PREVIEW_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def window(request, pk, model_admin):
    """The preview in a window of its own: what is saved, or typed in a form that is open in another."""
    story = _story(request, model_admin, pk)
    now = timezone.now()
    rehearsal = previewing.rehearse(story, now)
    context = {
        **page_of(request, model_admin, _("Preview"), story),
        "original": story,
        "notes": _notes(rehearsal, now, reasons_of(rehearsal)),
    }
    return TemplateResponse(request, "admin/newsroom/article/preview_window.html", context)


@require_safe
def page(request, pk, model_admin):
    """The page as the story is saved."""
    story, now = _story(request, model_admin, pk), timezone.now()
    rehearsal = previewing.rehearse(story, now)
    return in_the_frame(HttpResponse(previewing.page(rehearsal, photo_address, now)))


@require_safe
def empty(request, model_admin):
    """What stands in the frame until something is typed in a new story."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return in_the_frame(TemplateResponse(request, "admin/newsroom/article/preview_empty.html"))


@require_POST
def typed(request, model_admin, pk=None):
    """The page as the story is typed in the form that is posted, and what there is to say of it."""
    story = _story(request, model_admin, pk) if pk else None
    allowed = (
        model_admin.has_change_permission(request, story) if pk else model_admin.has_add_permission(request)
    )
    if not allowed:
        raise PermissionDenied
    now = timezone.now()
    shown = rehearse_typed(model_admin, request, story, now)
    html = previewing.page(shown.rehearsal, photo_address, now) if shown.rehearsal else ""
    answer = JsonResponse({"page": html, "notes": _notes(shown.rehearsal, now, shown.reasons, shown.errors)})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _notes(rehearsal, now, reasons, errors=()):
    at = in_newsroom_time(rehearsal.at) if rehearsal and rehearsal.at > now else ""
    context = {"reasons": reasons, "errors": errors, "shown": rehearsal is not None, "at": at}
    return render_to_string("admin/newsroom/article/preview_notes.html", context)


@require_safe
def photo(request, uid, file):
    """A photo of a preview, for those who may see the library."""
    if not request.user.has_perm("newsroom.view_photo"):
        raise PermissionDenied
    return picture_response(get_object_or_404(Photo, uid=uid), file)


def pages(model_admin):
    """Return the addresses of the desk's previews."""

    def at(address, view, name, **said):
        return path(address, model_admin.admin_site.admin_view(view), said, name=f"newsroom_article_{name}")

    return [
        at("preview/", empty, "preview_empty", model_admin=model_admin),
        at("preview/typed/", typed, "preview_typed_new", model_admin=model_admin),
        at("preview/photo/<uuid:uid>/<str:file>", photo, "preview_photo"),
        at("<int:pk>/preview/", window, "preview", model_admin=model_admin),
        at("<int:pk>/preview/page/", page, "preview_page", model_admin=model_admin),
        at("<int:pk>/preview/typed/", typed, "preview_typed", model_admin=model_admin),
    ]

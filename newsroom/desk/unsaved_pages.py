"""The addresses to which a story's form sends what is typed, and at which one throws it away."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from newsroom.desk import unsaved
from newsroom.desk.page import page_of
from newsroom.models import Article


class Unreadable(Exception):
    """What was sent is no form of a story; the message says why."""

    def __init__(self, reason, status=400):
        super().__init__(reason)
        self.status = status


def pages(model_admin):
    view = model_admin.admin_site.admin_view
    return [
        path("unsaved/", kept, {"model_admin": model_admin}, name="newsroom_article_unsaved_new"),
        path("<int:pk>/unsaved/", kept, {"model_admin": model_admin}, name="newsroom_article_unsaved"),
        path("unsaved/door/", door, {"model_admin": model_admin}, name="newsroom_article_door"),
        path(
            "unsaved/<uuid:key>/throw/",
            view(throw),
            {"model_admin": model_admin},
            name="newsroom_article_unsaved_throw",
        ),
    ]


def signed_out():
    """The answer to a script whose session is over; a page would lead to the sign-in instead."""
    return JsonResponse({"signed_out": True, "reason": _("You are signed out.")}, status=401)


@never_cache
@require_GET
def door(request, model_admin):
    """Tell a form that was refused who is signed in now, and the token with which it may go on."""
    user = request.user if model_admin.has_module_permission(request) else None
    if user is None or not user.is_active:
        return JsonResponse({"user": None})
    return JsonResponse({"user": user.pk, "csrf": get_token(request)})


@never_cache
@csrf_protect
@require_http_methods(["GET", "POST"])
def kept(request, model_admin, pk=None):
    """Keep what is typed in a form (POST), or tell what is kept of its story (GET)."""
    if not model_admin.admin_site.has_permission(request):
        return signed_out()
    if not may_write(request.user, pk):
        raise PermissionDenied
    article = None
    if pk is not None:
        article = Article.objects.visible_to(request.user).filter(pk=pk).first()
        if article is None:
            raise Http404
    if request.method == "GET":
        own = unsaved.form_key(request.GET.get("key"))
        context = {"unsaved": unsaved.FormState(request, article, own), "original": article}
        return TemplateResponse(request, "admin/newsroom/article/unsaved_offers.html", context)
    try:
        typed = read(request)
    except Unreadable as refused:
        return JsonResponse({"reason": str(refused)}, status=refused.status)
    try:
        work = unsaved.keep(request.user, typed, pk)
    except IntegrityError:
        # The story was deleted in between.
        raise Http404 from None
    if work.settled_at:
        return JsonResponse({"settled": True})
    return JsonResponse({"turn": work.turn, "at": clock_time(work.kept_at)})


def may_write(user, pk) -> bool:
    return user.has_perm("newsroom.add_article" if pk is None else "newsroom.change_article")


def clock_time(moment):
    return date_format(timezone.localtime(moment), "TIME_FORMAT")


def read(request) -> unsaved.TypedForm:
    """Return the form that the request's JSON describes; raise Unreadable."""
    too_much = Unreadable(
        _(
            "The form is larger than the %d kB that the server keeps of unsaved work. Save the story, "
            "or divide it; until then only this browser keeps what you type."
        )
        % (unsaved.MOST_BYTES // 1000),
        status=413,
    )
    if int(request.META.get("CONTENT_LENGTH") or 0) > unsaved.MOST_BYTES:
        raise too_much
    try:
        said = json.loads(request.body)
        fields = said["fields"]
        key = unsaved.form_key(said["key"])
        turn = said["turn"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable(_("This is not the form of a story.")) from None
    if key is None or not _is_number(turn) or not _are_fields(fields):
        raise Unreadable(_("This is not the form of a story."))
    return unsaved.TypedForm(
        key=key,
        fields=unsaved.storable({name: fields[name] for name in fields if unsaved.of_the_story(name)}),
        turn=turn,
        seen_version=unsaved.small_number("".join(fields.get("seen_version", []))),
        preset=unsaved.storable({"preset": [str(said.get("preset", ""))]})["preset"][0],
        instead_of=str(said.get("instead_of", "")),
    )


def _is_number(turn) -> bool:
    return isinstance(turn, int) and not isinstance(turn, bool) and 0 < turn <= unsaved.MOST_TURNS


def _are_fields(fields) -> bool:
    return isinstance(fields, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values)
        for values in fields.values()
    )


@require_http_methods(["GET", "POST"])
def throw(request, key, model_admin):
    """Ask, and throw away what was typed in one form."""
    work = unsaved.of(request.user).filter(key=key).select_related("article").first()
    seen = work and work.article and Article.objects.visible_to(request.user).filter(pk=work.article_id)
    if work is None or (work.article and not seen.exists()):
        raise Http404
    form = (
        work.article.get_absolute_url()
        if work.article
        else f"{reverse('admin:newsroom_article_add')}?{work.preset}"
    )
    if request.method == "POST":
        unsaved.throw_away(request.user, key)
        messages.success(request, _("What you had not saved is thrown away."))
        return HttpResponseRedirect(form)
    context = {
        **page_of(request, model_admin, _("Throw away what you did not save?")),
        "offer": unsaved.Offer(work, work.article, False),
        "form_address": form,
    }
    return TemplateResponse(request, "admin/newsroom/article/throw_away.html", context)

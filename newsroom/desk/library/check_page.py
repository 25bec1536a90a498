"""The page on which new photos are checked, up to 25 at a time."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from newsroom.desk.library import checking
from newsroom.desk.page import page_of
from newsroom.models import Photo

AT_ONCE = 25
# Counted no further.
MOST = 500


def urls(view):
    """Return the address of the page, below the library's own; `view` is the admin's wrapper."""
    return [path("check/", view(check), name="newsroom_photo_check")]


def to_check(user=None):
    """Return the photos that nobody has checked yet, all or those that `user` brought in, oldest first."""
    photos = Photo.objects.filter(to_be_checked=True).select_related("uploaded_by").order_by("pk")
    return photos.filter(uploaded_by=user) if user else photos


@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """Show new photos, one's own or (`whose=all`) everybody's; save what was typed of them."""
    if not request.user.has_perm("newsroom.change_photo"):
        raise PermissionDenied
    whose = "all" if request.GET.get("whose") == "all" else "mine"
    if request.method == "POST":
        rows = _after(request)
        if not rows:
            return redirect(request.get_full_path())
    else:
        found = to_check(None if whose == "all" else request.user).prefetch_related("people")
        rows = [checking.blank_row(photo) for photo in found[:AT_ONCE]]
    checking.tell_duplicates(rows)
    model_admin = admin.site.get_model_admin(Photo)
    waiting = to_check(None if whose == "all" else request.user)[:MOST].count()
    context = page_of(request, model_admin, _("Check new photos"))
    context |= {
        "rows": rows,
        "whose": whose,
        "waiting": waiting,
        "further": max(0, waiting - len(rows)),
        "for_all": [
            (name, checking.field_label(name), request.POST.get(f"all-{name}", ""))
            for name in checking.FOR_ALL
        ],
        "others_wait": whose == "mine" and not rows and to_check().exists(),
        "media": model_admin.media + (rows[0].form.media if rows else Media()),
        "here": f"{reverse('admin:newsroom_photo_check')}?whose={whose}",
        "may_add": request.user.has_perm("newsroom.add_photo"),
    }
    return TemplateResponse(request, "admin/newsroom/photo/check.html", context)


def _after(request):
    """Do what was asked of the page's photos; return the rows that are to be shown again."""
    pks = [int(pk) for pk in request.POST.getlist("photo") if pk.isdecimal() and len(pk) < 19][:AT_ONCE]
    data = request.POST
    if fill := data.get("fill"):
        return _typed(pks, checking.fill_all(data, pks, over=fill == "over"))
    save = data.get("save", "")
    if save.isdecimal() and int(save) in pks:
        asked = [int(save)]
    else:
        asked = pks if save == "complete" else []
    kept = {pk: checking.save_row(pk, data, request, only_complete=save == "complete") for pk in asked}
    done = sum(row is None for row in kept.values())
    if done:
        said = ngettext("%(number)d photo is done.", "%(number)d photos are done.", done)
        messages.success(request, said % {"number": done})
    if any(row and (row.changed_by or row.refusal or row.form.errors) for row in kept.values()):
        messages.warning(request, _("Not all could be saved. What you typed stands below, with the reason."))
    others = {row.photo.pk: row for row in _typed([pk for pk in pks if pk not in kept], data)}
    return [row for pk in pks if (row := kept.get(pk) or others.get(pk))]


def _typed(pks, data):
    found = Photo.objects.select_related("uploaded_by").prefetch_related("people").in_bulk(pks)
    return [checking.typed_row(found[pk], data) for pk in pks if pk in found]

"""Replacing a photo wherever it is used, retiring it, and using it again: from its form, each on a page."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from newsroom import replacing
from newsroom.another_photo import reasons_against
from newsroom.desk.library.photo_choice import PhotoChoice, PhotoNumberField
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.desk.page import page_of
from newsroom.desk.states import short_time
from newsroom.models import Edition, Photo
from newsroom.refusals import MAY_PUBLISH, Refused
from newsroom.release_locks import locked_among

OWN, NEW = "own", "new"
WHY_LENGTH = Photo._meta.get_field("retired_why").max_length


class RetireForm(forms.Form):
    retired_why = forms.CharField(
        label=gettext_lazy("Why is it not used any more?"),
        help_text=gettext_lazy("Those who choose photos read it. The public does not."),
        max_length=WHY_LENGTH,
        strip=True,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class ReplaceForm(forms.Form):
    new = PhotoNumberField(
        Photo.objects.select_related("replaced_by"),
        widget=PhotoChoice,
        label=gettext_lazy("Photo that takes its place"),
        error_messages={"required": gettext_lazy("Choose the photo that shall take its place.")},
    )
    words = forms.ChoiceField(
        label=gettext_lazy("Caption, alternative text and credit"),
        choices=[
            (
                OWN,
                gettext_lazy(
                    "What a story says itself stays; all else is what the library says of the new photo"
                ),
            ),
            (NEW, gettext_lazy("All are what the library says of the new photo")),
        ],
        initial=OWN,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note for readers"),
        help_text=gettext_lazy(
            "The public reads it under each story that is public now. Empty: it passes silently."
        ),
        required=False,
        max_length=600,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    retire = forms.BooleanField(
        label=gettext_lazy("No story shall begin to use the old photo"),
        label_suffix="",
        required=False,
    )
    retired_why = forms.CharField(
        label=gettext_lazy("Why is it not used any more?"),
        help_text=gettext_lazy("Those who choose photos read it. The public does not."),
        required=False,
        max_length=WHY_LENGTH,
        strip=True,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, old, **kwargs):
        super().__init__(*args, **kwargs)
        self.old = old

    def clean_new(self):
        new = self.cleaned_data["new"]
        if reasons := reasons_against(self.old, new):
            raise forms.ValidationError([reason.message for reason in reasons])
        return new

    def clean(self):
        said = super().clean() or self.cleaned_data
        if said.get("retire") and not said.get("retired_why"):
            self.add_error(
                "retired_why", _("Say why it is not used any more: those who choose photos read it.")
            )
        return said


@dataclass(frozen=True)
class Change:
    """A story that a replacement would change, each of its places in words, and why it would not."""

    story: object
    places: list[str]
    refused: str = ""


def _changes(photo, user) -> list[Change]:
    may_publish, may_write = user.has_perm(MAY_PUBLISH), user.has_perm("newsroom.change_article")
    found = []
    uses = replacing.uses(photo, user)
    locked = locked_among([use.article for use in uses])
    for use in uses:
        places = []
        if use.current:
            places.append(_of_edition(use.current))
        places += [
            _("edition %(number)d, scheduled for %(time)s")
            % {"number": edition.number, "time": short_time(edition.public_from)}
            for edition in use.coming
        ]
        if use.in_the_copy:
            places.append(_("the working copy"))
        refused = ""
        if use.article.pk in locked:
            refused = _("It is part of a release that is approved: until its time nothing in it changes.")
        elif use.is_published and not may_publish:
            refused = _("It is public or scheduled: ask a publisher.")
        elif not may_write:
            refused = _("You may not change stories: ask an editor.")
        found.append(Change(use.article, places, refused))
    return found


def _of_edition(edition: Edition) -> str:
    said = {"number": edition.number, "time": short_time(edition.public_from)}
    if edition.is_withdrawal:
        return _("edition %(number)d, the text kept under a notice since %(time)s") % said
    return _("edition %(number)d, public since %(time)s") % said


@require_http_methods(["GET", "HEAD", "POST"])
def replace_page(request, pk, model_admin):
    """Show what a replacement would change; make it when the answer comes, and tell what became of it."""
    photo = _photo(request, pk, model_admin)
    done, reasons = None, []
    form = ReplaceForm(request.POST or None, old=photo, initial={"new": photo.replaced_by_id})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["retire"]:
                # First, so that no story begins to show it while others are being changed.
                replacing.retire(photo, request.user, said["retired_why"], said["new"])
            done = replacing.replace_everywhere(
                photo, said["new"], request.user, said["note"], own_words=said["words"] == OWN
            )
        except Refused as refused:
            reasons = refused.reasons
    context = page_of(request, model_admin, _("Replace this photo everywhere"), photo)
    context |= {
        "photo": photo,
        "thumbnail": thumbnail_address(photo.pk),
        "form": form,
        "media": model_admin.media + form.media,
        "reasons": reasons,
        "done": done,
        "changed": [one for one in done or () if one.replaced],
        "refused": [one for one in done or () if one.reasons],
        "changes": _changes(photo, request.user),
        "most": replacing.AT_ONCE,
    }
    if done is not None:
        new = form.cleaned_data["new"]
        context |= {"new": new, "new_thumbnail": thumbnail_address(new.pk)}
    return TemplateResponse(request, "admin/newsroom/photo/replace.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def retire_page(request, pk, model_admin):
    """Ask why a photo is not used any more, and retire it."""
    photo = _photo(request, pk, model_admin)
    form = RetireForm(request.POST or None, initial={"retired_why": photo.retired_why})
    if request.method == "POST" and form.is_valid():
        try:
            replacing.retire(photo, request.user, form.cleaned_data["retired_why"], photo.replaced_by)
        except Refused as refused:
            form.add_error("retired_why", [reason.message for reason in refused.reasons])
        else:
            messages.success(
                request, _("No story can begin to use this photo any more. Where it is shown, it stays.")
            )
            return _back(photo)
    title = _("Use this photo again") if photo.retired_at else _("Retire this photo")
    context = page_of(request, model_admin, title, photo)
    context |= {
        "photo": photo,
        "thumbnail": thumbnail_address(photo.pk),
        "form": form,
        "media": model_admin.media + form.media,
        "shown_in": len(replacing.uses(photo, request.user)),
    }
    return TemplateResponse(request, "admin/newsroom/photo/retire.html", context)


@require_POST
def use_again(request, pk, model_admin):
    """Let a retired photo be used again."""
    photo = _photo(request, pk, model_admin)
    replacing.use_again(photo, request.user)
    messages.success(request, _("Stories can use this photo again."))
    return _back(photo)


def _photo(request, pk, model_admin):
    photo = get_object_or_404(Photo.objects.select_related("replaced_by"), pk=pk)
    if not model_admin.has_change_permission(request, photo):
        raise PermissionDenied
    return photo


def _back(photo):
    return HttpResponseRedirect(reverse("admin:newsroom_photo_change", args=[photo.pk]))


class Replaceable:
    """Mixed into the photos' admin: what may become of a photo, told in its form, and the pages for it."""

    def fieldsets_of_standing(self, photo):
        """Return the part of the form that tells whether stories can use `photo`; none of a new one."""
        return [(_("Whether it is used"), {"fields": ["standing"]})] if photo else []

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, photo):
        user = getattr(photo, "looked_at_by", None)
        return render_to_string(
            "admin/newsroom/photo/_standing.html",
            {"photo": photo, "may": bool(user and user.has_perm(replacing.MAY_KEEP_PHOTOS))},
        )

    def get_urls(self):
        view, said = self.admin_site.admin_view, {"model_admin": self}
        return [
            path("<int:pk>/replace/", view(replace_page), said, name="newsroom_photo_replace"),
            path("<int:pk>/retire/", view(retire_page), said, name="newsroom_photo_retire"),
            path("<int:pk>/use-again/", view(use_again), said, name="newsroom_photo_use_again"),
            *super().get_urls(),
        ]

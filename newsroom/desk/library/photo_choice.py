"""Choosing a photo by its picture.

The form's field is the photo's number in the library, so that it works without script; a small
module puts a dialog with thumbnails over it.
"""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from newsroom.credits import shown_credit
from newsroom.desk.library.cutting import refuse_another_photos_part
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.models import Photo, PhotoCollection
from newsroom.newsroom_time import newsroom_day
from newsroom.photo_terms import bars, ends_soon
from partnerships.folding import fold

PAGE = 24


class PhotoChoice(forms.TextInput):
    """The number of a photo, shown as its thumbnail. `known` is the photo, where it is loaded already."""

    template_name = "admin/widgets/photo_choice.html"
    known: Photo | None = None

    class Media:
        js = [Script("desk/photo_choice.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "class": "photo-choice-number", "size": 8, **(attrs or {})})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["photo"] = photo = self.photo(value)
        context["thumbnail"] = thumbnail_address(photo.pk) if photo else ""
        context["choose"] = reverse("admin:newsroom_photo_choose")
        context["library"] = reverse("admin:newsroom_photo_changelist")
        return context

    def photo(self, value):
        """Return the photo of this number; None where there is none."""
        if self.known and str(self.known.pk) == str(value):
            return self.known
        number = str(value or "")
        return Photo.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None


class PhotoNumberField(forms.ModelChoiceField):
    default_error_messages = {
        "invalid_choice": gettext_lazy("There is no such photo in the library. Choose another."),
    }


class PhotoUse:
    """Mixed into a form that shows a photo of the library and may say other things of it here."""

    photo_field, crop_field = "photo", "crop"
    said_here = {"caption": "caption", "alt_text": "alt_text", "credit": "credit"}
    decorative_field = "decorative"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.photo_field not in self.fields:
            return
        photo = getattr(self.instance, self.photo_field) if self.instance.pk else None
        self.fields[self.photo_field].widget.known = photo
        for what, field in self.said_here.items():
            attrs = self.fields[field].widget.attrs
            attrs["data-photo-says"] = what
            attrs["placeholder"] = library_says(photo, self.language_of_use())[what] if photo else ""
        if self.decorative_field in self.fields:
            self.fields[self.decorative_field].widget.attrs["data-photo-decorative"] = ""

    def clean(self):
        cleaned = super().clean()
        refuse_another_photos_part(self, self.photo_field, self.crop_field)
        return cleaned

    def language_of_use(self):
        return self.instance.language


def photo_formfield(db_field, **kwargs):
    """Return the form's field for a foreign key to Photo."""
    return PhotoNumberField(
        queryset=Photo.objects.all(),
        widget=PhotoChoice,
        required=not db_field.blank,
        label=capfirst(db_field.verbose_name),
        help_text=db_field.help_text,
        **kwargs,
    )


def library_says(photo, language):
    """Return what the library says of the photo in `language`."""
    return {
        "caption": photo.caption.get(language, ""),
        "alt_text": photo.alt_text.get(language, ""),
        "credit": photo.credit_in(language) if language else photo.credit_line,
    }


def _told(photo, language, day) -> dict:
    """Return what the dialog shows of a photo. `barred` says why it cannot be chosen, where it cannot."""
    until = date_format(photo.licence_until, "SHORT_DATE_FORMAT") if photo.licence_until else ""
    return {
        "id": photo.pk,
        "title": photo.title,
        "thumbnail": thumbnail_address(photo.pk),
        "shape": photo.get_shape_display(),
        "barred": [bar.brief for bar in bars(photo, day)],
        "notes": [_("licence ends on %(day)s") % {"day": until}] if ends_soon(photo, day) else [],
        "shown_credit": shown_credit(photo.credit_in(language or settings.LANGUAGE_CODE)),
        **library_says(photo, language),
    }


# The dialog offers so many collections, the newest first.
COLLECTIONS = 100


@require_safe
def choose(request):
    """The library's photos, newest first, for the dialog.

    `q` has words, `before` a number, `language` a code, `collection` the number of one. The first page tells
    which collections there are.
    """
    if not request.user.has_perm("newsroom.view_photo"):
        raise PermissionDenied
    photos = Photo.objects.select_related("replaced_by").defer("file_says", "folded").order_by("-pk")
    for word in fold(request.GET.get("q", "")).split():
        photos = photos.filter(folded__contains=word)
    before, collection = (_number(request.GET.get(name, "")) for name in ("before", "collection"))
    if before:
        photos = photos.filter(pk__lt=before)
    if collection:
        photos = photos.filter(collected__collection=collection)
    language = request.GET.get("language", "")
    found = list(photos[: PAGE + 1])
    day = newsroom_day(timezone.now())
    answer = {
        "photos": [_told(photo, language, day) for photo in found[:PAGE]],
        "before": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    if not before:
        known = PhotoCollection.objects.order_by("-made_at", "-pk").values_list("pk", "name")
        answer["collections"] = [{"id": pk, "name": name} for pk, name in known[:COLLECTIONS]]
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None

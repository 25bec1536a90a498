"""Cutting a photo for one use, on the story's form.

The form's field holds the box as `newsroom.imaging.cropping` writes it, so that it works without script; a
small module puts a dialog over it, in which the part is drawn on the picture.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from newsroom.imaging.cropping import ALL
from newsroom.imaging.naming import SHAPES, PublicFile, widths
from newsroom.models import Photo

# Pixels: a dialog is no wider.
STAGE = 1280


def picture_at_most(photo, most: int) -> str:
    """Return the desk's address of the whole picture of `photo`, no more than `most` pixels wide."""
    wide = [width for width in widths(SHAPES["whole"].widths, photo.width) if width <= most]
    file = PublicFile(ALL, max(wide, default=photo.width), "webp")
    return reverse("admin:newsroom_article_preview_photo", args=[photo.uid, file.name])


class CropInput(forms.TextInput):
    """The box of a use, over which a script lays what it shows and a button for cutting."""

    template_name = "admin/widgets/crop.html"

    class Media:
        js = [Script("desk/crop.js", type="module")]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["cutting"] = reverse("admin:newsroom_photo_cutting", args=[0])
        return context


def crop_formfield(db_field):
    """Return the form's field for the part of a photo that a use shows."""
    field = db_field.formfield(
        widget=CropInput(attrs={"class": "crop-number", "autocomplete": "off"}),
        label=capfirst(db_field.verbose_name),
    )
    field.help_text = _(
        "Only of this use: what is cut away here is shown elsewhere. "
        "Cut when the story is not about all of the picture."
    )
    return field


def refuse_another_photos_part(form, photo_field: str, crop_field: str) -> None:
    """Add an error to `form` where another photo was chosen, and the part of the former one still stands."""
    cleaned, changed = form.cleaned_data, form.changed_data
    if photo_field not in changed or crop_field in changed or not form.initial.get(photo_field):
        return
    if cleaned.get(photo_field) and cleaned.get(crop_field):
        form.add_error(
            crop_field, _("This part was cut of another photo. Empty the field, or cut this one again.")
        )


@require_safe
def cutting(request, pk):
    """What is needed for cutting the photo of this number: its picture, size in pixels and focal point."""
    if not request.user.has_perm("newsroom.view_photo"):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk)
    if not photo.width or not photo.height:
        raise Http404
    return JsonResponse(
        {
            "picture": picture_at_most(photo, STAGE),
            "width": photo.width,
            "height": photo.height,
            "focal_x": photo.focal_x,
            "focal_y": photo.focal_y,
        },
        headers={"Cache-Control": "private, no-store"},
    )

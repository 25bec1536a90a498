"""The focal point on the form of a photo: two fields in percent, and the picture on which they are set."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from newsroom.desk.library.cutting import picture_at_most
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.imaging.naming import SHAPES

FIELDS = ("focal_x", "focal_y")
# Pixels: as wide as the picture stands in the form, on a screen that is twice as fine.
STAGE = 1280

_LABELS = {
    "whole": _("Whole"),
    "card": _("In lists"),
    "square": _("Square"),
    "share": _("On other sites"),
}


class PercentInput(forms.NumberInput):
    class Media:
        js = [Script("desk/focal_point.js", type="module")]


class PercentField(forms.DecimalField):
    """Ten-thousandths, written as percent."""

    widget = PercentInput

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 0, "max_value": 100, "decimal_places": 2, **kwargs})

    def prepare_value(self, value):
        return f"{Decimal(value) / 100:.2f}".rstrip("0").rstrip(".") if isinstance(value, int) else value

    def clean(self, value):
        percent = super().clean(value)
        return None if percent is None else int(percent * 100)

    def has_changed(self, initial, data):
        try:
            return Decimal(str(data).strip()) * 100 != initial
        except InvalidOperation:
            return True


def focal_formfield(db_field):
    """Return the form's field for one of the coordinates of the focal point."""
    return PercentField(label=capfirst(db_field.verbose_name), help_text=_("Percent of the picture."))


def _ratio(photo, shape):
    across, down = SHAPES[shape].ratio or (photo.width, photo.height)
    return f"{across}:{down}"


def focal_sheet(photo) -> str:
    """Return the picture of `photo` as HTML, with its focal point and the shapes that are cut around it."""
    known = bool(photo.width and photo.height)
    context = {
        "photo": photo,
        "known": known,
        "picture": picture_at_most(photo, STAGE) if known else thumbnail_address(photo.pk),
        "shapes": [(_ratio(photo, shape), label) for shape, label in _LABELS.items()] if known else [],
    }
    return render_to_string("admin/newsroom/photo/focal_point.html", context)

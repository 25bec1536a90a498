"""What a photo's file says of itself, beside what the library says: told, and taken over by hand only."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from newsroom.models import Photo
from partnerships.texts import Texts, TextsField, nfc, site_languages

# What files say and the library has no field of its own for.
OTHERWISE = {
    "headline": gettext_lazy("headline"),
    "instructions": gettext_lazy("instructions"),
    "creator_title": gettext_lazy("the photographer’s position"),
    "software": gettext_lazy("software"),
    "camera": gettext_lazy("camera"),
    "country": gettext_lazy("country"),
    "city": gettext_lazy("city"),
    "source": pgettext_lazy("of a photo", "source"),
    "people": gettext_lazy("people shown"),
    "usage_terms": gettext_lazy("terms of use"),
}


@dataclass(frozen=True)
class Into:
    """Where a text of the file can be taken over: the name of the form's field, and its language if it has one."""

    name: str
    language: str = ""


@dataclass(frozen=True)
class Said:
    """One thing that the file says. `source` is the standard by which it says so: IPTC, XMP or EXIF."""

    field: str
    label: str
    text: str
    source: str
    # What stands in the photo's own field: "same", "other", "nothing"; "" where it has no such field.
    own: str
    into: tuple[Into, ...] = ()
    # As a form's field takes it; days are written otherwise than they are read.
    value: str = ""


def what_the_file_says(photo: Photo, prefix: str = "") -> list[Said]:
    """Return what the file says of itself, in the order of the photo's form.

    `prefix` is that of the form into which it can be taken over (`django.forms.Form.prefix`).
    """
    told = {
        field: told
        for field, told in (photo.file_says or {}).items()
        if isinstance(told, dict) and isinstance(told.get("text"), str) and told["text"].strip()
    }
    order = {field.name: place for place, field in enumerate(Photo._meta.fields)}
    return [
        _said(photo, field, told[field], f"{prefix}-" if prefix else "")
        for field in sorted(told, key=lambda field: (order.get(field, len(order)), field))
    ]


def _said(photo, name, told, prefix):
    text, source = nfc(told["text"].strip()), str(told.get("from", ""))
    try:
        field = Photo._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    if field is None or not field.editable or field.many_to_many:
        label = OTHERWISE.get(name, name.replace("_", " "))
        return Said(name, capfirst(str(label)), text, source, "")
    label = capfirst(str(field.verbose_name))
    if isinstance(field, TextsField):
        texts = getattr(photo, name) or Texts()
        into = tuple(Into(f"{prefix}{name}_{code}", code) for code in site_languages())
        return Said(name, label, text, source, _standing(text, texts.values()), into, text)
    own = getattr(photo, name)
    value = text
    if name == "taken_on":
        day = _day(text)
        own, value = (own.isoformat() if own else ""), (day.isoformat() if day else text)
        text = date_format(day) if day else text
    return Said(name, label, text, source, _standing(value, [own or ""]), (Into(f"{prefix}{name}"),), value)


def _standing(text, own):
    # A field may be shorter than what the file says, and then holds its beginning.
    written = [one for one in own if one]
    if text in written or any(len(one) > 60 and text.startswith(one.rstrip("… ")) for one in written):
        return "same"
    return "other" if written else "nothing"


def _day(text):
    try:
        return date.fromisoformat(text[:10].replace(":", "-"))
    except ValueError:
        return None


def noted(said: Said) -> str:
    """Return the note that stands beside a field which holds what the file says."""
    return _("From the file: %(source)s") % {"source": said.source}

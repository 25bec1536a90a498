"""What a photo's file says of itself, beside what the library says: told, and taken over by hand only."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format, localize_input
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.models import Photo
from partnerships.texts import Texts, TextsField, nfc, site_languages


@dataclass(frozen=True)
class Into:
    """Where a text of the file can be taken over: the form's field and its language, and the text for it."""

    name: str
    language: str
    value: str
    # Where a form has days as its reader writes them.
    typed: str = ""


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
    # All of it, where the field has less room than the text needs.
    whole: str = ""


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


def _said(photo, name, entry, prefix):
    text, source = nfc(entry["text"].strip()), str(entry.get("from", ""))
    whole = str(entry.get("whole", ""))
    try:
        field = Photo._meta.get_field(name)
    except FieldDoesNotExist:
        return Said(name, capfirst(name.replace("_", " ")), text, source, "", whole=whole)
    label = capfirst(str(field.verbose_name))
    if field.many_to_many or not field.editable:
        # Names are texts, and people of the register are chosen.
        return Said(name, label, text, source, "", whole=whole)
    if isinstance(field, TextsField):
        said = entry.get("languages") or {}
        into = tuple(Into(f"{prefix}{name}_{code}", code, said.get(code, text)) for code in site_languages())
        own = (getattr(photo, name) or Texts()).values()
        standing = "same" if {text, *said.values()} & set(own) else ("other" if any(own) else "nothing")
        return Said(name, label, text, source, standing, into, whole)
    own, into = getattr(photo, name), Into(f"{prefix}{name}", "", text)
    value = text
    if name == "taken_on" and (day := _day(text)):
        into = replace(into, typed=localize_input(day))
        text, own = date_format(day), (own.isoformat() if own else "")
    standing = "same" if own == value else ("other" if own else "nothing")
    return Said(name, label, text, source, standing, (into,), whole)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def noted(said: Said) -> str:
    """Return the note that stands beside a field which holds what the file says."""
    return _("From the file: %(source)s") % {"source": said.source}

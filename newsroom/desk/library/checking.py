"""New photos are looked at before they count as checked: what the file said is mended and completed.

Two may check the same photos: each form remembers what stood in the photo when it was opened, and is not
saved over what somebody else wrote meanwhile without telling.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import ProtectedError
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from newsroom.desk.library.file_says import Said, noted, what_the_file_says
from newsroom.desk.library.removal import remove_photo
from newsroom.desk.states import short_time
from newsroom.imaging import likeness
from newsroom.models import Likeness, Photo
from newsroom.staff import name_of
from partnerships.texts import Texts

FIELDS = [
    "title",
    "caption",
    "alt_text",
    "photographer",
    "agency",
    "credit_line",
    "copyright",
    "taken_on",
    "place",
    "keywords",
    "people",
    "licence",
    "licence_url",
    "licence_until",
]
# What fifty photos of one event have in common.
FOR_ALL = ["photographer", "agency", "credit_line", "copyright", "taken_on", "place", "keywords"]
BOTH = "both"
# Told of one photo.
MOST_DUPLICATES = 4


class CheckForm(forms.ModelForm):
    """What one checks of a photo. `seen` is the photo as it was when the form was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    keep = forms.CharField(required=False)

    class Meta:
        model = Photo
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("taken_on", "licence_until"):
            self.fields[name].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        people = Photo._meta.get_field("people")
        self.fields["people"].widget = AutocompleteSelectMultiple(people, admin.site)
        self.fields["people"].widget.choices = self.fields["people"].choices
        for name, bound in self.fields.items():
            # The page says once what each field is for.
            bound.help_text = ""
            bound.widget.attrs["data-field"] = name
        for widget in (self.fields["caption"].widget, self.fields["alt_text"].widget):
            for part in widget.widgets:
                part.attrs["rows"] = 2
        self.initial["seen"] = state_of(self.instance)

    @cached_property
    def changed_data(self):
        # The history tells of the photo, not of the page.
        return [name for name in super().changed_data if name in FIELDS]

    def unjudged(self):
        """Show what was typed without saying what is wrong with it: nobody asked to save it."""
        self._errors = ErrorDict()
        return self


def written_in(photo: Photo) -> dict:
    """Return what a photo's fields hold that one checks, for comparing."""
    return {
        name: sorted(one.pk for one in photo.people.all()) if name == "people" else getattr(photo, name)
        for name in FIELDS
    }


def state_of(photo: Photo) -> str:
    """Return a short sign of what stands in the photo: another sign, another text."""
    written = json.dumps(written_in(photo), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:24]


def missing_in(photo: Photo) -> list[str]:
    """Return what a story will need of the photo and does not find; it may be checked without."""
    missing = [
        _("alternative text (%(language)s)") % {"language": code.upper()} for code in photo.alt_text.missing
    ]
    return missing if photo.credit_in("") else [*missing, _("credit")]


@dataclass
class Field:
    """A field of a row: the form's own, what the file says of it, and what somebody else wrote in it."""

    bound: forms.BoundField
    said: Said | None = None
    theirs: str = ""

    @property
    def note(self):
        return noted(self.said) if self.said and self.said.own == "same" else ""


@dataclass
class Row:
    """One photo on the page."""

    photo: Photo
    form: CheckForm
    duplicates: list[tuple[Photo, str]] = field(default_factory=list)
    # Who changed the photo since the form was opened, and when.
    changed_by: str = ""
    # Why the choice between this photo and its duplicate was not followed.
    refusal: str = ""

    @property
    def missing(self):
        return missing_in(self.photo)

    @property
    def brought_by(self):
        return name_of(self.photo.uploaded_by)

    @property
    def fields(self):
        said = {one.field: one for one in what_the_file_says(self.photo, self.form.prefix)}
        return {name: Field(self.form[name], said.get(name), self._theirs(name)) for name in FIELDS}

    def _theirs(self, name):
        """What stands in the field now that somebody else has saved, where it is not what is typed here."""
        if not self.changed_by:
            return ""
        now = Photo.objects.get(pk=self.photo.pk) if name == "people" else self.photo
        stands = getattr(now, name)
        if name == "people":
            return ", ".join(str(person) for person in stands.all())
        if isinstance(stands, Texts):
            typed = self.form.add_prefix(name)
            others = {
                code: text
                for code, text in stands.items()
                if self.form.data.get(f"{typed}_{code}", "") != text
            }
            return " · ".join(f"{code.upper()}: {text}" for code, text in others.items())
        text = "" if stands is None else str(stands)
        return text if text != self.form.data.get(self.form.add_prefix(name), "") else ""

    @property
    def kept(self):
        """Which of the two is to be kept: as it was chosen, else both."""
        return self.form["keep"].value() or BOTH


def prefix_of(pk) -> str:
    return f"p{pk}"


def blank_row(photo: Photo) -> Row:
    """Return the photo's row as it is opened."""
    return Row(photo, CheckForm(instance=photo, prefix=prefix_of(photo.pk)))


def typed_row(photo: Photo, data) -> Row:
    """Return the photo's row with what was typed in it, saved by nobody."""
    return Row(photo, CheckForm(data, instance=photo, prefix=prefix_of(photo.pk)).unjudged())


def save_row(pk: int, data, request, *, only_complete: bool) -> Row | None:
    """Save what was typed of one photo; return its row where it is to be looked at again.

    With `only_complete` a photo that lacks something is saved too, but stays to be checked.
    """
    model_admin: Any = admin.site.get_model_admin(Photo)
    with transaction.atomic():
        photo = Photo.objects.select_for_update().filter(pk=pk).first()
        if photo is None:
            return None
        stood = state_of(photo)
        form = CheckForm(data, instance=photo, prefix=prefix_of(pk))
        row = Row(photo, form)
        if form["seen"].value() != stood:
            row.changed_by = _who_changed(photo)
            typed = data.copy()
            typed[form.add_prefix("seen")] = stood
            form.data = typed
            form.unjudged()
            return row
        kept = form["keep"].value() or BOTH
        if kept != BOTH:
            row.refusal = _use_the_other(photo, kept, request, model_admin)
            if not row.refusal:
                return None
            form.unjudged()
            return row
        if not form.is_valid():
            # What the form wrote into the photo is not so.
            row.photo = Photo.objects.get(pk=pk)
            return row
        # Only these: meanwhile a task may have written when the public files were made.
        form.save(commit=False)
        photo.to_be_checked = photo.to_be_checked and only_complete and bool(missing_in(photo))
        columns = [name for name in FIELDS if name != "people"]
        photo.save(update_fields=[*columns, "to_be_checked"])
        form.save_m2m()
        if form.changed_data:
            message = model_admin.construct_change_message(request, form, [])
            model_admin.log_change(request, photo, message)
    return blank_row(Photo.objects.get(pk=pk)) if photo.to_be_checked else None


def _who_changed(photo):
    entry = (
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Photo), object_id=str(photo.pk)
        )
        .select_related("user")
        .order_by("-action_time")
        .first()
    )
    if entry is None:
        return _("somebody else")
    said = pgettext("who and when", "%(name)s, %(time)s")
    return said % {"name": name_of(entry.user), "time": short_time(entry.action_time)}


def _use_the_other(photo, kept, request, model_admin):
    """Delete the new photo for one that is there already; return why not, or nothing."""
    other = Photo.objects.filter(pk=int(kept)).first() if kept.isdecimal() and len(kept) < 19 else None
    if other is None or other.pk == photo.pk:
        return _("The other photo is not there any more. Keep this one.")
    if not (request.user.has_perm("newsroom.delete_photo") or photo.uploaded_by_id == request.user.pk):
        return _("This photo is somebody else’s, and your role deletes none. Keep both.")
    if photo.collected.exists():
        return _("This photo is in a collection already. Take it out of there first, or keep both.")
    model_admin.log_deletions(request, [photo])
    try:
        with transaction.atomic():
            remove_photo(photo)
    except ProtectedError:
        return _("A story shows this photo already. Choose the other one there first, or keep both.")
    return ""


def tell_duplicates(rows: list[Row]) -> None:
    """Give each row the photos of the library that are the same file, or look the same."""
    digests = {row.photo.sha256 for row in rows if row.photo.sha256}
    same = defaultdict(list)
    for pk, digest in Photo.objects.filter(sha256__in=digests).order_by("-pk").values_list("pk", "sha256"):
        same[digest].append(pk)
    looks = Likeness.objects.in_bulk([row.photo.pk for row in rows])
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        pk = row.photo.pk
        alike = dict.fromkeys((other for other in same[row.photo.sha256] if other != pk), _("the same file"))
        if pk in looks:
            for other, _away in likeness.near(_fingerprint(looks[pk]), excluding=pk, limit=MOST_DUPLICATES):
                alike.setdefault(other, _("looks the same"))
        found[pk] = dict(list(alike.items())[:MOST_DUPLICATES])
    others = Photo.objects.in_bulk({pk for alike in found.values() for pk in alike})
    for row in rows:
        alike = found[row.photo.pk]
        row.duplicates = [(others[pk], how) for pk, how in alike.items() if pk in others]


def _fingerprint(kept):
    return kept.quarter_1 << 48 | kept.quarter_2 << 32 | kept.quarter_3 << 16 | kept.quarter_4


def duplicates_of(photo: Photo) -> list[tuple[Photo, str]]:
    """Return the photos that are the same file as `photo`, or look like it, and which of the two."""
    return [
        (one.photo, _("the same file") if one.same_file else _("looks the same"))
        for one in likeness.like(photo)
    ]


def fill_all(data, pks, *, over: bool):
    """Return what was typed with that which is the same for all written into each photo.

    Where something is written already it stays, unless `over`.
    """
    data = data.copy()
    for name in FOR_ALL:
        text = data.get(f"all-{name}", "").strip()
        for pk in pks if text else []:
            key = f"{prefix_of(pk)}-{name}"
            if over or not data.get(key, "").strip():
                data[key] = text
    return data


def field_label(name: str) -> str:
    """Return what the page calls a field."""
    column: Any = Photo._meta.get_field(name)
    return capfirst(str(column.verbose_name))

"""Editing photos together: only what is ticked changes, all of it or nothing, and each history tells it."""

import hashlib
import json
from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from newsroom.desk.library import collecting
from newsroom.desk.library.choosing import chooser
from newsroom.desk.library.selection import MOST, TooMany, chosen_keys, chosen_photos
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.desk.page import page_of
from newsroom.models import CollectedPhoto, Photo, PhotoCollection
from newsroom.staff import name_of
from partnerships.dates import check_year
from partnerships.folding import fold

# Set to what is written, where it is ticked.
COLUMNS = (
    "photographer",
    "agency",
    "credit_line",
    "copyright",
    "licence",
    "licence_url",
    "licence_until",
    "press_download",
    "place",
    "taken_on",
)
# Added to what each photo has.
TIES = ("people", "partners", "events")
KEYWORDS = ("add_keywords", "remove_keywords")
COLLECTIONS = ("add_to_collection", "remove_from_collection")
# SQLite and PostgreSQL hold eight bytes: 9,223,372,036,854,775,807.
LONGEST_KEY = 18


def words_of(keywords: str) -> list[str]:
    """Return the keywords in a text with commas between."""
    return [word for part in keywords.split(",") if (word := " ".join(part.split()))]


def with_keywords(keywords: str, more: list[str], less: list[str]) -> str:
    """Return `keywords` with `more` of them at the end, and without `less`; "Huế" and "hue" are one."""
    gone = {fold(word) for word in less}
    kept = {fold(word): word for word in words_of(keywords)}
    for word in more:
        kept.setdefault(fold(word), word)
    return ", ".join(word for folded, word in kept.items() if folded not in gone)


def state_of(photo: Photo, ties: dict[str, list[int]]) -> str:
    """Return what differs between two states of a photo as soon as anything differs that is edited here."""
    said = [getattr(photo, name) for name in (*COLUMNS, "keywords")]
    written = json.dumps([said, ties], cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:24]


def tie_of(name) -> Any:
    """Return the field of Photo that holds this tie, such as "people"."""
    return Photo._meta.get_field(name)


def ties_of(photos) -> dict[int, dict[str, list[int]]]:
    """Return for each of `photos` what it is tied to: names of fields, each with keys."""
    found = {photo.pk: {name: [] for name in TIES} for photo in photos}
    for name in TIES:
        field = tie_of(name)
        column = field.m2m_reverse_name()
        rows = field.remote_field.through.objects.filter(photo__in=list(found)).order_by(column)
        for photo, other in rows.values_list("photo", column):
            found[photo][name].append(other)
    return found


class ThingsField(forms.ModelMultipleChoiceField):
    """Things of the register by their keys. A key that no database holds is none of theirs."""

    def clean(self, value):
        for key in value or ():
            if len(str(key)) > LONGEST_KEY:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)


class TogetherForm(forms.Form):
    """What is to change in all of the chosen photos. Of each field a box says whether it counts."""

    def __init__(self, data, photos, user):
        super().__init__(data)
        self.photos = photos
        for name in COLUMNS:
            self._add_column(name)
        of_keywords = {"required": False, "max_length": 500}
        self.fields["add_keywords"] = forms.CharField(
            label=_("Add keywords"), help_text=_("With commas between."), **of_keywords
        )
        self.fields["remove_keywords"] = forms.CharField(
            label=_("Remove keywords"), help_text=_("With commas between."), **of_keywords
        )
        labels = {
            "people": _("Add people shown"),
            "partners": _("Add partners"),
            "events": _("Add events"),
        }
        for name in TIES:
            things = tie_of(name).related_model._default_manager.all()
            self.fields[name] = ThingsField(
                things, label=labels[name], required=False, widget=chooser(Photo, name, several=True)
            )
        if user.has_perm("newsroom.change_photocollection"):
            for name, label in zip(
                COLLECTIONS, (_("Add to a collection"), _("Remove from a collection")), strict=True
            ):
                self.fields[name] = forms.ModelChoiceField(
                    PhotoCollection.objects.all(),
                    label=label,
                    required=False,
                    widget=chooser(CollectedPhoto, "collection"),
                )

    def _add_column(self, name):
        field = Photo._meta.get_field(name)
        values = {getattr(photo, name) for photo in self.photos}
        options = {"required": False, "label": capfirst(field.verbose_name)}
        if name == "press_download":
            yes_or_no = [("yes", _("Yes")), ("no", _("No"))]
            made = forms.ChoiceField(choices=[("", "—"), *yes_or_no], **options)
            made.initial = ("yes" if values == {True} else "no") if len(values) == 1 else ""
        elif name.endswith(("_on", "_until")):
            day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            made = forms.DateField(widget=day, input_formats=["%Y-%m-%d"], validators=[check_year], **options)
        else:
            made = field.formfield(**options)
        if name != "press_download" and len(values) == 1:
            made.initial = values.pop()
        made.varies = len({getattr(photo, name) for photo in self.photos}) > 1
        if made.varies:
            made.widget.attrs["placeholder"] = _("various")
        self.fields[name] = made

    @property
    def ticked(self) -> list[str]:
        """The fields that are to change."""
        return [name for name in self.fields if f"change-{name}" in self.data]

    @property
    def rows(self):
        """Each field with the name of its box, whether that is ticked, and whether photos differ in it."""
        return [
            (self[name], f"change-{name}", name in self.ticked, getattr(field, "varies", False))
            for name, field in self.fields.items()
        ]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        # What is not ticked is not looked at, right or wrong.
        for name in [name for name in self.errors if name in self.fields and name not in self.ticked]:
            del self._errors[name]
        for name in (*TIES, *COLLECTIONS, *KEYWORDS):
            if name in self.ticked and name in cleaned and not cleaned[name]:
                self.add_error(name, _("Say what, or take the tick away."))
        if "press_download" in self.ticked and not cleaned.get("press_download"):
            self.add_error("press_download", _("Say yes or no, or take the tick away."))
        if not self.ticked:
            self.add_error(None, _("Nothing is ticked, so nothing would change. Tick what is to change."))
        self._check_keywords(cleaned)
        return cleaned

    def _check_keywords(self, cleaned):
        longest = Photo._meta.get_field("keywords").max_length
        for photo in self.photos:
            if len(self.keywords_of(photo, cleaned)) > longest:
                said = _("“%(title)s” would have more keywords than fit (%(most)d characters).")
                self.add_error("add_keywords", said % {"title": photo.title, "most": longest})
                return

    def keywords_of(self, photo, cleaned=None) -> str:
        """Return the keywords that `photo` is to have."""
        cleaned = self.cleaned_data if cleaned is None else cleaned
        add, remove = (words_of(cleaned.get(name) or "") if name in self.ticked else [] for name in KEYWORDS)
        return with_keywords(photo.keywords, add, remove) if add or remove else photo.keywords

    def value_of(self, name):
        """Return what the column `name` is to be."""
        value = self.cleaned_data[name]
        return value == "yes" if name == "press_download" else value


def change(form: TogetherForm, photos: list[Photo], ties, user) -> list[Photo]:
    """Write what is ticked in the valid `form` into `photos`, which are held; return those that changed."""
    changed: dict[int, list[str]] = defaultdict(list)
    columns = [name for name in COLUMNS if name in form.ticked]
    for photo in photos:
        for name in columns:
            if getattr(photo, name) != (value := form.value_of(name)):
                setattr(photo, name, value)
                changed[photo.pk].append(name)
        if (keywords := form.keywords_of(photo)) != photo.keywords:
            photo.keywords = keywords
            changed[photo.pk].append("keywords")
        photo.refold()
    written = [photo for photo in photos if photo.pk in changed]
    if written:
        Photo.objects.bulk_update(written, [*columns, "keywords", "folded"])
    for name in (name for name in TIES if name in form.ticked):
        _tie(name, form.cleaned_data[name], ties, changed)
    _collect(form, photos, changed)
    _record(changed, photos, user)
    return [photo for photo in photos if photo.pk in changed]


def _tie(name, things, ties, changed):
    field = tie_of(name)
    through, column = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
    new = [
        (photo, thing.pk) for photo, tied in ties.items() for thing in things if thing.pk not in tied[name]
    ]
    through.objects.bulk_create(
        (through(photo_id=photo, **{column: thing}) for photo, thing in new), ignore_conflicts=True
    )
    for photo in dict.fromkeys(photo for photo, _thing in new):
        changed[photo].append(name)


def _collect(form, photos, changed):
    keys = [photo.pk for photo in photos]
    if "add_to_collection" in form.ticked:
        for photo in collecting.add(form.cleaned_data["add_to_collection"], keys):
            changed[photo].append("collections")
    if "remove_from_collection" in form.ticked:
        for photo in collecting.remove(form.cleaned_data["remove_from_collection"], keys):
            if "collections" not in changed[photo]:
                changed[photo].append("collections")


def _record(changed, photos, user):
    """Tell the history of each photo what was changed in it; one query, however many photos."""
    kind = ContentType.objects.get_for_model(Photo)
    names = {name: str(Photo._meta.get_field(name).verbose_name) for name in (*COLUMNS, "keywords", *TIES)}
    names["collections"] = str(PhotoCollection._meta.verbose_name_plural)
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=user.pk,
            content_type=kind,
            object_id=str(photo.pk),
            object_repr=str(photo)[:200],
            action_flag=CHANGE,
            change_message=json.dumps([{"changed": {"fields": [names[name] for name in changed[photo.pk]]}}]),
        )
        for photo in photos
        if photo.pk in changed
    )


def who_changed(photos) -> dict[int, str]:
    """Return who was the last to change each of `photos` on the desk, as far as its history tells."""
    kind = ContentType.objects.get_for_model(Photo)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=[str(photo.pk) for photo in photos])
    found = {}
    for entry in entries.select_related("user").order_by("action_time", "pk"):
        found[int(entry.object_id or 0)] = name_of(entry.user)
    return found


def _list_address(request):
    """Return the address of the list as it was when photos were chosen in it."""
    address, query = reverse("admin:newsroom_photo_changelist"), request.POST.get("back_to_list", "")
    return f"{address}?{query}" if query else address


@require_POST
def together_page(request, model_admin):
    """Show the chosen photos and what can be changed in all of them; change it."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    saving = "save" in request.POST
    try:
        with transaction.atomic():
            rows = Photo.objects.order_by("pk")
            photos = chosen_photos(request.POST, rows.select_for_update() if saving else rows)
            ties = ties_of(photos)
            states = {photo.pk: state_of(photo, ties[photo.pk]) for photo in photos}
            form = TogetherForm(request.POST if saving else None, photos, request.user)
            seen = {photo.pk: request.POST.get(f"state-{photo.pk}") for photo in photos}
            meanwhile = [photo for photo in photos if saving and seen[photo.pk] != states[photo.pk]]
            if photos and saving and form.is_valid() and not meanwhile:
                gone = len(chosen_keys(request.POST)) - len(photos)
                _tell(request, change(form, photos, ties, request.user), photos, gone)
                return HttpResponseRedirect(_list_address(request))
    except TooMany:
        said = _("At most %(most)d photos are edited together. Choose fewer.")
        messages.error(request, said % {"most": MOST})
        return HttpResponseRedirect(_list_address(request))
    if not photos:
        messages.warning(request, _("Choose photos first: tick those that you mean."))
        return HttpResponseRedirect(_list_address(request))
    names = who_changed(meanwhile) if meanwhile else {}
    context = page_of(request, model_admin, _("Edit photos together"))
    context |= {
        "form": form,
        "media": model_admin.media + form.media,
        "photos": [(photo, states[photo.pk], thumbnail_address(photo.pk)) for photo in photos],
        "meanwhile": [(photo, names.get(photo.pk, "")) for photo in meanwhile],
        "back_to_list": request.POST.get("back_to_list", ""),
    }
    return TemplateResponse(request, "admin/newsroom/photo/together.html", context)


def _tell(request, changed, photos, gone):
    number = len(changed)
    said = ngettext("%(number)d photo was changed.", "%(number)d photos were changed.", number)
    same = len(photos) - number
    parts = [said % {"number": number}]
    if same:
        parts.append(
            ngettext("%(number)d was so already.", "%(number)d were so already.", same) % {"number": same}
        )
    if gone > 0:
        parts.append(
            ngettext("%(number)d is not there any more.", "%(number)d are not there any more.", gone)
            % {"number": gone}
        )
    messages.success(request, " ".join(parts))


def pages(model_admin):
    """Return the addresses of this concern."""
    view = model_admin.admin_site.admin_view(together_page)
    return [path("together/", view, {"model_admin": model_admin}, name="newsroom_photo_together")]

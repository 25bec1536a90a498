"""The filters of the library. Each is a part of the list's address, so that a state can be shared."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from newsroom import licences
from newsroom.desk.library import uses
from newsroom.desk.library.choosing import chooser
from newsroom.models import CollectedPhoto, Photo, PhotoCollection
from newsroom.staff import name_of
from partnerships.days_asked import DayFilter, DaysForm
from partnerships.folding import fold
from partnerships.models import Event, Partner, Person

ANY = gettext_lazy("Any")


@dataclass(frozen=True)
class Chip:
    """A filter that is set: what it is called, what is chosen, and the address of the list without it."""

    label: str
    value: str
    without: str


class UserChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return name_of(user)


class UploaderFilter(ModelChoiceFilter):
    field_class = UserChoiceField


def alt_choices():
    """A choice for each site language, in its own name."""
    return [
        (code, format_lazy(gettext_lazy("none in {language}"), language=name))
        for code, name in settings.LANGUAGES
    ]


def without_alt(language) -> Q:
    """Return the condition that a photo has no alternative text in `language`."""
    return ~Q(alt_text__has_key=language) | Q(**{f"alt_text__{language}": ""})


def uploaders(request):
    """The users who brought photos in, by name."""
    theirs = Photo.objects.filter(uploaded_by=OuterRef("pk")).order_by()
    return get_user_model().objects.filter(Exists(theirs)).order_by("first_name", "last_name", "username")


class PhotoFilter(FilterSet):
    """Photos of the library. `request.user` decides which stories count as uses."""

    photographer = CharFilter(label=gettext_lazy("Photographer"), method="named", max_length=120)
    agency = CharFilter(label=gettext_lazy("Agency"), method="named", max_length=120)
    person = ModelChoiceFilter(
        label=gettext_lazy("Person shown"),
        queryset=Person.objects.all(),
        method="with_tie",
        widget=lambda: chooser(Photo, "people"),
    )
    event = ModelChoiceFilter(
        label=gettext_lazy("Event"),
        queryset=Event.objects.all(),
        method="with_tie",
        widget=lambda: chooser(Photo, "events"),
    )
    partner = ModelChoiceFilter(
        label=gettext_lazy("Partner"),
        queryset=Partner.objects.all(),
        method="with_tie",
        widget=lambda: chooser(Photo, "partners"),
    )
    collection = ModelChoiceFilter(
        label=gettext_lazy("Collection"),
        queryset=PhotoCollection.objects.all(),
        method="in_collection",
        widget=lambda: chooser(CollectedPhoto, "collection"),
    )
    licence = ChoiceFilter(
        label=gettext_lazy("Licence"),
        empty_label=ANY,
        method="licensed",
        choices=[
            ("none", gettext_lazy("none noted")),
            ("valid", gettext_lazy("valid")),
            ("soon", gettext_lazy("ends within 30 days")),
            ("ended", gettext_lazy("has ended")),
        ],
    )
    use = ChoiceFilter(
        label=gettext_lazy("Use"),
        empty_label=ANY,
        method="in_use",
        choices=[
            ("unused", gettext_lazy("unused")),
            ("used", gettext_lazy("used by a story")),
            ("public", gettext_lazy("public now")),
            ("ended", gettext_lazy("public now, licence has ended")),
        ],
    )
    shape = ChoiceFilter(label=gettext_lazy("Shape"), empty_label=ANY, choices=Photo.Shape.choices)
    alt = ChoiceFilter(
        label=gettext_lazy("Alternative text"), empty_label=ANY, choices=alt_choices(), method="lacking_alt"
    )
    check = ChoiceFilter(
        label=gettext_lazy("Check"),
        empty_label=ANY,
        method="checked",
        choices=[("open", gettext_lazy("to be checked")), ("done", gettext_lazy("checked"))],
    )
    retired = ChoiceFilter(
        label=gettext_lazy("Retired"),
        empty_label=ANY,
        method="that_retired",
        choices=[("no", gettext_lazy("not retired")), ("yes", gettext_lazy("retired"))],
    )
    by = UploaderFilter(
        label=gettext_lazy("Uploaded by"), empty_label=ANY, queryset=uploaders, field_name="uploaded_by"
    )

    class Meta:
        model = Photo
        form = DaysForm
        fields: list[str] = []

    TIES = {"person": ("people", "person"), "event": ("events", "event"), "partner": ("partners", "partner")}

    def __init__(self, data, queryset, request):
        super().__init__(data, queryset, request=request)
        # "from" is no name that Python allows for an attribute.
        for name, label, comparison in (
            ("from", gettext_lazy("Taken from"), "gte"),
            ("until", gettext_lazy("Taken until"), "lte"),
        ):
            bound = DayFilter(label=label, field_name="taken_on", lookup_expr=comparison)
            bound.parent, bound.model = self, Photo
            self.filters[name] = bound
        for chosen in self.filters.values():
            if callable(widget := chosen.extra.get("widget")) and not isinstance(widget, type):
                chosen.extra["widget"] = widget()

    def named(self, photos, name, typed):
        """Those whose photographer or agency has every word typed in the name, whatever the marks.

        The names are few beside the photos, and an index has them all: they are folded here.
        """
        words = fold(typed).split()
        names = Photo.objects.order_by().exclude(**{name: ""}).values_list(name, flat=True).distinct()
        found = [said for said in names if all(word in fold(said) for word in words)]
        return photos.filter(**{f"{name}__in": found})

    def with_tie(self, photos, name, thing):
        field, column = self.TIES[name]
        through = Photo._meta.get_field(field).remote_field.through
        return photos.filter(pk__in=through.objects.filter(**{column: thing}).values("photo"))

    def in_collection(self, photos, name, collection):
        collected = CollectedPhoto.objects.filter(collection=collection).order_by()
        return photos.filter(pk__in=collected.values("photo"))

    def licensed(self, photos, name, state):
        day = licences.today()
        match state:
            case "none":
                return photos.filter(licence="", licence_until=None)
            case "valid":
                return photos.exclude(licence="", licence_until=None).filter(
                    Q(licence_until=None) | Q(licence_until__gte=day)
                )
            case "soon":
                return photos.filter(licences.ends_soon(day))
        return photos.filter(licences.has_ended(day))

    def in_use(self, photos, name, state):
        match state:
            case "unused":
                return photos.filter(uses.is_unused(self.request.user))
            case "used":
                return photos.filter(uses.is_used(self.request.user))
            case "ended":
                photos = photos.filter(licences.has_ended(licences.today()))
        return photos.filter(uses.is_public())

    def lacking_alt(self, photos, name, language):
        return photos.filter(without_alt(language))

    def checked(self, photos, name, state):
        return photos.filter(to_be_checked=state == "open")

    def that_retired(self, photos, name, state):
        return photos.filter(retired_at__isnull=state == "no")

    @property
    def found(self):
        """The photos that were asked for; none when something was asked for that cannot be chosen."""
        return self.qs if self.is_valid() else self.queryset.none()

    @property
    def asked(self) -> bool:
        """Whether any filter is set, rightly or not."""
        return any(self.data.get(name, "") for name in self.filters)

    def chips(self, address_without) -> list[Chip]:
        """Return what is set; `address_without(name)` gives the address of the list without one filter."""
        found = []
        for name, field in self.form.fields.items():
            if said := self.data.get(name, ""):
                value = self.form.cleaned_data.get(name) if self.form.is_bound else None
                found.append(Chip(str(field.label), self._told(field, value, said), address_without(name)))
        return found

    def _told(self, field, value: Any, said: str) -> str:
        if value in (None, ""):
            return said
        if choices := getattr(field, "choices", None):
            if not isinstance(field, forms.ModelChoiceField):
                return str(dict(choices).get(value, said))
            return field.label_from_instance(value)
        return str(value)

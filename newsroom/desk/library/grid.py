"""The library's list of photos as a grid: found by words and filters, ticked by hand, each with badges."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom import licences
from newsroom.desk.library import collecting, together, where_used
from newsroom.desk.library.filters import PhotoFilter
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.desk.library.uses import numbers_of_stories
from newsroom.models import Photo
from partnerships.admin.finding import NearPaginator


@dataclass(frozen=True)
class Badge:
    """A word on a photo of the grid. `tone` is one of the desk's states, by which it is coloured."""

    text: str
    tone: str = "draft"


def _of_check(photo, day):
    return [Badge(_("to be checked"), "submitted")] if photo.to_be_checked else []


def _of_retirement(photo, day):
    return [Badge(_("retired"), "withdrawn")] if photo.retired_at else []


def _of_licence(photo, day):
    left = licences.days_left(photo, day)
    if left is None or left > licences.SOON:
        return []
    if left < 0:
        return [Badge(_("licence has ended"), "withdrawn")]
    if left == 0:
        return [Badge(_("licence ends today"), "changed")]
    said = ngettext("licence ends in %(days)d day", "licence ends in %(days)d days", left)
    return [Badge(said % {"days": left}, "changed")]


def _of_alt(photo, day):
    return [
        Badge(_("no alternative text (%(code)s)") % {"code": code.upper()}, "changed")
        for code in photo.alt_text.missing
    ]


BADGES: tuple[Callable[..., list[Badge]], ...] = (_of_check, _of_retirement, _of_licence, _of_alt)


def badges_of(photo: Photo, day) -> list[Badge]:
    """Return what is to be noticed of `photo` on `day`, the most pressing first."""
    return [badge for badges in BADGES for badge in badges(photo, day)]


def use_of(number: int) -> str:
    """Return in words by how many stories a photo is used."""
    if not number:
        return _("unused")
    return ngettext("in %(number)d story", "in %(number)d stories", number) % {"number": number}


class KeyedPages(NearPaginator):
    """Finds the first photos that are asked for once, by their keys, and counts and shows these.

    Whatever has to be read to find them is read once for each page, and only rows of the page are read whole.
    """

    # Of queries alone: a list of rows has no keys to find first.
    object_list: QuerySet

    @cached_property
    def keys(self) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True)[: self.farthest])

    @cached_property
    def count(self):
        return len(self.keys)


class PhotoList(ChangeList):
    """A page of photos with what the grid shows of each: one query more for all of them."""

    def get_filters_params(self, params=None):
        # What our filters read from the address is no lookup of Django's.
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in self.photo_filter.filters}

    def get_queryset(self, request, exclude_parameters=None):
        self.photo_filter = PhotoFilter(request.GET, Photo.objects.none(), request)
        found = super().get_queryset(request, exclude_parameters)
        self.photo_filter.queryset = found
        if not self.photo_filter.asked:
            return found
        return self.photo_filter.found

    def get_results(self, request):
        super().get_results(request)
        self.result_list = photos = self._page()
        numbers = numbers_of_stories([photo.pk for photo in photos], request.user) if photos else {}
        day = licences.today()
        for photo in photos:
            photo.badges = badges_of(photo, day)
            photo.use = use_of(numbers[photo.pk])
            photo.thumbnail = thumbnail_address(photo.pk)

    def _page(self):
        """Return the photos of this page, by the keys that the paginator has found already."""
        keys = self.paginator.keys
        if self.multi_page and not (self.show_all and self.can_show_all):
            first = (self.page_num - 1) * self.list_per_page
            keys = keys[first : first + self.list_per_page]
        found = Photo.objects.defer("file_says", "placeholder", "folded").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    @property
    def chips(self):
        return self.photo_filter.chips(lambda name: self.get_query_string({name: None}))

    @property
    def without_filters(self) -> str:
        """The address of the list with the words that are looked for, and without any filter."""
        return self.get_query_string(dict.fromkeys(self.photo_filter.filters))

    @property
    def kept_besides(self):
        """What the address says beside the filters, for the form of the filters: names and values."""
        return [(name, value) for name, value in self.params.items() if name not in self.photo_filter.filters]


class PhotoGrid:
    """Mixed into the admin of photos: its list, and what begins in it."""

    change_list_template = "admin/newsroom/photo/change_list.html"
    # What one does to many photos has pages of its own.
    actions = None
    list_filter = ()
    paginator = KeyedPages
    list_per_page = 48
    sortable_by = ()

    def get_changelist(self, request, **kwargs):
        return PhotoList

    def changelist_view(self, request, extra_context=None):
        may = {
            "may_edit_together": self.has_change_permission(request),
            "may_collect": request.user.has_perm("newsroom.change_photocollection"),
        }
        response = super().changelist_view(request, {**may, **(extra_context or {})})
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            shown = context["cl"]
            context["media"] = context["media"] + shown.photo_filter.form.media
            context["selectable"] = IS_POPUP_VAR not in request.GET and any(may.values())
            context["most_together"] = together.MOST
            if not shown.is_popup:
                context["title"] = _("Photos")
        return response

    # A photo's form tells where it is used

    def get_object(self, request, object_id, from_field=None):
        photo = super().get_object(request, object_id, from_field)
        if photo is not None:
            photo.looked_at_by = request.user
        return photo

    def fieldsets_of_uses(self, photo):
        """Return the part of the form that tells where `photo` is used; none of one that is new."""
        return [(_("Where it is used"), {"fields": ["where_it_is_used"]})] if photo else []

    @admin.display(description=gettext_lazy("uses"))
    def where_it_is_used(self, photo):
        return where_used.panel(photo, photo.looked_at_by)

    def get_urls(self):
        return [
            *where_used.pages(self),
            *together.pages(self),
            *collecting.pages(self),
            *super().get_urls(),
        ]

"""Putting photos into collections, in their order, and taking them out again."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from newsroom.desk.library.choosing import chooser
from newsroom.desk.library.selection import MOST, TooMany, chosen_photos
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.desk.page import page_of
from newsroom.models import CollectedPhoto, PhotoCollection


def add(collection: PhotoCollection, photos: list[int]) -> list[int]:
    """Put `photos` (keys) at the end of `collection`; return those that were not in it."""
    with transaction.atomic():
        PhotoCollection.objects.select_for_update().get(pk=collection.pk)
        there = CollectedPhoto.objects.filter(collection=collection)
        known = set(there.filter(photo__in=photos).values_list("photo", flat=True))
        new = [photo for photo in photos if photo not in known]
        last = there.aggregate(last=Max("position"))["last"] or 0
        CollectedPhoto.objects.bulk_create(
            CollectedPhoto(collection=collection, photo_id=photo, position=last + number)
            for number, photo in enumerate(new, start=1)
        )
    return new


def remove(collection: PhotoCollection, photos: list[int]) -> list[int]:
    """Take `photos` (keys) out of `collection`; return those that were in it."""
    there = CollectedPhoto.objects.filter(collection=collection, photo__in=photos)
    found = list(there.order_by("position", "pk").values_list("photo", flat=True))
    there.delete()
    return found


def arrange(collection: PhotoCollection, photos: list[int]) -> None:
    """Put those of `photos` (keys) that are in `collection` in this order; others stay behind them."""
    with transaction.atomic():
        PhotoCollection.objects.select_for_update().get(pk=collection.pk)
        rows = list(CollectedPhoto.objects.filter(collection=collection).order_by("position", "pk"))
        place = {photo: number for number, photo in enumerate(photos)}
        rows.sort(key=lambda row: place.get(row.photo_id, len(place)))
        for number, row in enumerate(rows, start=1):
            row.position = number
        CollectedPhoto.objects.bulk_update(rows, ["position"], batch_size=500)


class CollectForm(forms.Form):
    """An existing collection, or the name of a new one."""

    collection = forms.ModelChoiceField(
        PhotoCollection.objects.all(), label=gettext_lazy("Collection"), required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Or a new one, called"),
        max_length=PhotoCollection._meta.get_field("name").max_length,
        required=False,
    )

    def __init__(self, data, may_add):
        super().__init__(data)
        self.fields["collection"].widget = chooser(CollectedPhoto, "collection")
        self.fields["collection"].widget.choices = self.fields["collection"].choices
        if not may_add:
            del self.fields["name"]

    def clean_name(self):
        name = self.cleaned_data["name"]
        if PhotoCollection.objects.filter(name=name).exists():
            raise ValidationError(_("There is a collection of this name: choose it above."), code="there")
        return name

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("collection")) == bool(cleaned.get("name")):
            raise ValidationError(_("Choose a collection, or write the name of a new one."), code="which")
        return cleaned


@require_POST
def collect_page(request, model_admin):
    """Ask into which collection the chosen photos go, and put them there."""
    if not request.user.has_perm("newsroom.change_photocollection"):
        raise PermissionDenied
    back = reverse("admin:newsroom_photo_changelist")
    try:
        photos = chosen_photos(request.POST)
    except TooMany:
        said = _("At most %(most)d photos go into a collection at once. Choose fewer.")
        messages.error(request, said % {"most": MOST})
        return HttpResponseRedirect(back)
    if not photos:
        messages.warning(request, _("Choose photos first: tick those that you mean."))
        return HttpResponseRedirect(back)
    may_add = request.user.has_perm("newsroom.add_photocollection")
    form = CollectForm(request.POST if "save" in request.POST else None, may_add)
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            collection = form.cleaned_data["collection"] or PhotoCollection.objects.create(
                name=form.cleaned_data["name"], made_by=request.user
            )
            new = len(add(collection, [photo.pk for photo in photos]))
        said = ngettext(
            "%(number)d photo was put into “%(name)s”.", "%(number)d photos were put into “%(name)s”.", new
        )
        messages.success(request, said % {"number": new, "name": collection.name})
        return HttpResponseRedirect(reverse("admin:newsroom_photocollection_change", args=[collection.pk]))
    context = page_of(request, model_admin, _("Put photos into a collection"))
    context |= {
        "form": form,
        "media": model_admin.media + form.media,
        "photos": [(photo, "", thumbnail_address(photo.pk)) for photo in photos],
    }
    return TemplateResponse(request, "admin/newsroom/photo/collect.html", context)


def pages(model_admin):
    """Return the addresses of this concern."""
    view = model_admin.admin_site.admin_view(collect_page)
    return [path("collect/", view, {"model_admin": model_admin}, name="newsroom_photo_collect")]

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from newsroom.desk.library import check_page, focal_point, upload_page
from newsroom.desk.library.cutting import cutting
from newsroom.desk.library.grid import PhotoGrid
from newsroom.desk.library.originals import OriginalField
from newsroom.desk.library.photo_choice import choose
from newsroom.desk.library.photo_form import ToldBesideTheFields, photo_fieldsets
from newsroom.desk.library.removal import remove_photo
from newsroom.desk.library.replace_page import Replaceable
from newsroom.desk.library.thumbnails import thumbnail
from newsroom.imaging.formats import MOST_MEGABYTES, MOST_MEGAPIXELS, NAMES
from newsroom.imaging.taking_in import keep, shortened, title_for, write_words
from newsroom.models import Photo
from partnerships.admin.finding import FoundByWords


def _names(fields):
    """Return what these fields of a photo are called, with commas between."""
    return ", ".join(str(Photo._meta.get_field(field).verbose_name) for field in fields)


class PhotoForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "title" in self.fields:
            # What is left empty is written from what the file says, or is called.
            self.fields["title"].required = False

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.errors and "original" in self.files and "original" not in self.errors:
            # A browser sends a file once: the one thing that cannot be given back.
            self.add_error("original", _("Choose the file again: it is kept only once all is right."))
        return cleaned


@admin.register(Photo)
class PhotoAdmin(ToldBesideTheFields, Replaceable, PhotoGrid, FoundByWords, admin.ModelAdmin):
    form = PhotoForm
    list_display = ["title", "credit_line", "taken_on"]
    show_facets = admin.ShowFacets.NEVER
    autocomplete_fields = ["people", "partners", "events"]
    readonly_fields = ["picture", *ToldBesideTheFields.told, "standing", "where_it_is_used"]

    def get_fieldsets(self, request, obj=None):
        # Whoever may only look sees the point on the picture.
        point = focal_point.FIELDS if obj and self.has_change_permission(request, obj) else ()
        return [
            *photo_fieldsets(obj, point),
            *self.fieldsets_of_standing(obj),
            *self.fieldsets_of_uses(obj),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in focal_point.FIELDS:
            return focal_point.focal_formfield(db_field)
        if isinstance(db_field, models.ImageField):
            return OriginalField(
                label=capfirst(db_field.verbose_name),
                help_text=_("%(names)s, up to %(megabytes)d MB and %(megapixels)d million pixels.")
                % {"names": NAMES, "megabytes": MOST_MEGABYTES, "megapixels": MOST_MEGAPIXELS},
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            *upload_page.urls(view),
            *check_page.urls(view),
            path("choose/", view(choose), name="newsroom_photo_choose"),
            path("<int:pk>/cutting/", view(cutting), name="newsroom_photo_cutting"),
            path("<int:pk>/thumbnail.jpg", view(thumbnail, cacheable=True), name="newsroom_photo_thumbnail"),
            *super().get_urls(),
        ]

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except BaseException:
            # The row is gone with its transaction; the file would stay.
            if photo := getattr(request, "photo_taken_in", None):
                photo.original.storage.delete(photo.original.name)
            raise

    def save_model(self, request, obj, form, change):
        if change:
            # Whoever saves its form has looked at it.
            obj.to_be_checked = False
            super().save_model(request, obj, form, change)
        else:
            self._take_in(request, obj, form.cleaned_data["original"])

    def _take_in(self, request, photo, file):
        """Keep a new photo; what its form left empty is written from what the file says."""
        photo.uploaded_by = request.user
        written = write_words(photo, file.facts.said)
        # Nobody has looked at these words yet.
        photo.to_be_checked = bool(written)
        if not photo.title:
            photo.title = title_for(file.name)
        keep(photo, file, file.facts)
        request.photo_taken_in = photo
        if written:
            messages.info(
                request,
                _("Written from what the file says: %(fields)s. Check it.") % {"fields": _names(written)},
            )
        if cut := [field for field in shortened(file.facts.said) if field in written]:
            messages.warning(
                request, _("The file says more than was kept here: %(fields)s.") % {"fields": _names(cut)}
            )

    def delete_model(self, request, obj):
        remove_photo(obj)

    @admin.display(description=_("picture"))
    def picture(self, photo):
        return focal_point.focal_sheet(photo)

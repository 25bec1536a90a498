from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from newsroom.desk.library import focal_point
from newsroom.desk.library.cutting import cutting
from newsroom.desk.library.originals import MOST_MEGABYTES, MOST_MEGAPIXELS, OriginalField
from newsroom.desk.library.photo_choice import choose
from newsroom.desk.library.thumbnails import thumbnail, thumbnail_name
from newsroom.models import Photo
from newsroom.models.photos import originals
from partnerships.admin.finding import FoundByWords


class AlternativeTextFilter(admin.SimpleListFilter):
    title = _("alternative text")
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("none", _("none yet"))]

    def queryset(self, request, queryset):
        return queryset.filter(alt_text={}) if self.value() == "none" else queryset


class PhotoForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.errors and "original" in self.files and "original" not in self.errors:
            # A browser sends a file once: the one thing that cannot be given back.
            self.add_error("original", _("Choose the file again: it is kept only once all is right."))
        return cleaned


@admin.register(Photo)
class PhotoAdmin(FoundByWords, admin.ModelAdmin):
    form = PhotoForm
    list_display = ["title", "credit_line", "taken_on"]
    list_filter = [AlternativeTextFilter, ("uploaded_by", admin.RelatedOnlyFieldListFilter)]
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 48
    # The list is a grid of pictures; what one does to a photo one does on its own page.
    actions = None
    autocomplete_fields = ["people"]
    readonly_fields = ["picture"]
    change_list_template = "admin/newsroom/photo/change_list.html"

    def get_fieldsets(self, request, obj=None):
        # Whoever may only look sees the point on the picture.
        point = [focal_point.FIELDS] if obj and self.has_change_permission(request, obj) else []
        return [
            (None, {"fields": ["picture" if obj else "original", *point, "title"]}),
            (
                _("What it shows"),
                {
                    "fields": ["caption", "alt_text", ("taken_on", "place"), "people"],
                    "description": _(
                        "Stories in a language show the caption and the alternative text of that language; "
                        "a story may say something else in their place."
                    ),
                },
            ),
            (
                _("Whose it is"),
                {"fields": [("photographer", "agency"), "credit_line", "licence"]},
            ),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in focal_point.FIELDS:
            return focal_point.focal_formfield(db_field)
        if isinstance(db_field, models.ImageField):
            return OriginalField(
                label=capfirst(db_field.verbose_name),
                help_text=_("JPEG, PNG or WebP, up to %(megabytes)d MB and %(megapixels)d million pixels.")
                % {"megabytes": MOST_MEGABYTES, "megapixels": MOST_MEGAPIXELS},
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("choose/", view(choose), name="newsroom_photo_choose"),
            path("<int:pk>/cutting/", view(cutting), name="newsroom_photo_cutting"),
            path("<int:pk>/thumbnail.jpg", view(thumbnail, cacheable=True), name="newsroom_photo_thumbnail"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        files = [obj.original.name, thumbnail_name(obj)]
        super().delete_model(request, obj)
        transaction.on_commit(lambda: [originals().delete(name) for name in files])

    @admin.display(description=_("picture"))
    def picture(self, photo):
        return focal_point.focal_sheet(photo)

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import path
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from newsroom.desk.library import check_page, upload_page
from newsroom.desk.library.originals import MOST_MEGABYTES, MOST_MEGAPIXELS, OriginalField
from newsroom.desk.library.photo_choice import choose
from newsroom.desk.library.photo_form import ToldBesideTheFields, photo_fieldsets
from newsroom.desk.library.removal import remove_photo
from newsroom.desk.library.thumbnails import thumbnail, thumbnail_address
from newsroom.models import Photo
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
class PhotoAdmin(ToldBesideTheFields, FoundByWords, admin.ModelAdmin):
    form = PhotoForm
    list_display = ["title", "credit_line", "taken_on"]
    list_filter = [AlternativeTextFilter, ("uploaded_by", admin.RelatedOnlyFieldListFilter)]
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 48
    # The list is a grid of pictures; what one does to a photo one does on its own page.
    actions = None
    autocomplete_fields = ["people", "partners", "events"]
    readonly_fields = ["picture", *ToldBesideTheFields.told]
    change_list_template = "admin/newsroom/photo/change_list.html"

    def get_fieldsets(self, request, obj=None):
        return photo_fieldsets(obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
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
            *upload_page.urls(view),
            *check_page.urls(view),
            path("choose/", view(choose), name="newsroom_photo_choose"),
            path("<int:pk>/thumbnail.jpg", view(thumbnail, cacheable=True), name="newsroom_photo_thumbnail"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        # Whoever saves its form has looked at it.
        obj.to_be_checked = False
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        remove_photo(obj)

    @admin.display(description=_("picture"))
    def picture(self, photo):
        return format_html(
            '<figure class="photo-sheet"><img src="{}" alt="{}">'
            "<figcaption>{} × {} px<br>{}</figcaption></figure>",
            thumbnail_address(photo.pk),
            photo.title,
            photo.width or "?",
            photo.height or "?",
            _("To use another picture, add it as a photo of its own: editions show this one."),
        )

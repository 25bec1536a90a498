"""The fields of a photo's own form, and beside them what its file says and which photos look like it."""

from django import forms
from django.contrib import admin
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.desk.library.checking import duplicates_of
from newsroom.desk.library.file_says import what_the_file_says


def photo_fieldsets(photo=None, on_the_picture: tuple[str, ...] = ()) -> list:
    """Return the fieldsets of the form of `photo`, or of that for adding one.

    `on_the_picture` are the fields that are set on the picture itself.
    """
    beside = [on_the_picture] if on_the_picture else []
    fieldsets = [
        (None, {"fields": ["picture" if photo else "original", *beside, "title"]}),
        (
            gettext_lazy("What it shows"),
            {
                "fields": ["caption", "alt_text", ("taken_on", "place"), "keywords"],
                "description": gettext_lazy(
                    "Stories in a language show the caption and the alternative text of that language; "
                    "a story may say something else in their place."
                ),
            },
        ),
        (
            gettext_lazy("Who and what is in it"),
            {"fields": ["people", "partners", "events"]},
        ),
        (
            gettext_lazy("Whose it is"),
            {"fields": [("photographer", "agency"), "credit_line", "copyright"]},
        ),
        (
            gettext_lazy("How it may be used"),
            {"fields": [("licence", "licence_until"), "licence_url", "press_download"]},
        ),
    ]
    if photo and photo.file_says:
        fieldsets.append(
            (
                gettext_lazy("What the file says"),
                {
                    "fields": ["told_by_the_file"],
                    "description": gettext_lazy("Nothing of it is taken over by itself."),
                },
            )
        )
    if photo:
        fieldsets.append((gettext_lazy("Photos like it"), {"fields": ["alike"]}))
    return fieldsets


class ToldBesideTheFields:
    """Mixed into the photos' admin: what is told of a photo and cannot be written."""

    told = ("told_by_the_file", "alike")

    @property
    def media(self):
        script = Script("desk/take_over.js", type="module")
        return super().media + forms.Media(js=[script], css={"all": ["desk/check.css"]})

    @admin.display(description=gettext_lazy("the file"))
    def told_by_the_file(self, photo):
        return render_to_string("admin/newsroom/photo/file_says.html", {"all": what_the_file_says(photo)})

    @admin.display(description=gettext_lazy("photos like it"))
    def alike(self, photo):
        found = duplicates_of(photo)
        if not found:
            return _("None.")
        return render_to_string("admin/newsroom/photo/alike.html", {"alike": found})

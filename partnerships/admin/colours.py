from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


class ColourInput(forms.TextInput):
    """The browser's own choice of a colour."""

    input_type = "color"


class Coloured:
    """Mixed into the admin of something that has a `colour` and a name."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "colour":
            kwargs["widget"] = ColourInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("name"))
    def swatch(self, thing):
        return format_html('<span class="swatch" style="background:{}"></span> {}', thing.colour, thing)

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.finding import Finding
from partnerships.admin.locked import LockableRows
from partnerships.models import Appointment, Person, Post


class PersonForm(AddressForm):
    class Meta:
        widgets = {"other_names": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}


class AppointmentInline(LockableRows, admin.StackedInline):
    model = Appointment
    extra = 0
    autocomplete_fields = ["post"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "post",
                    ("since", "since_precision", "until"),
                    ("source", "source_url"),
                    "public_from",
                ]
            },
        )
    ]


@admin.register(Person)
class PersonAdmin(Announcing, Finding, admin.ModelAdmin):
    form = PersonForm
    list_display = ["__str__", shown_from]
    list_filter = [PublicFilter]
    inlines = [AppointmentInline]
    fieldsets = [
        (None, {"fields": ["name", "other_names", "summary"]}),
        (_("Source and address"), {"fields": [("source", "source_url"), "slug"]}),
        ANNOUNCEMENT,
    ]


@admin.register(Post)
class PostAdmin(Finding, admin.ModelAdmin):
    form = AddressForm
    list_display = ["__str__", "partner"]
    list_select_related = ["partner"]
    autocomplete_fields = ["partner"]
    fields = ["title", "partner", "slug"]

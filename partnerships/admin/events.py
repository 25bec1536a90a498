from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.finding import Finding
from partnerships.admin.reading import ReadTextsRows
from partnerships.models import Event, ProgrammeItem


class ProgrammeInline(ReadTextsRows, admin.StackedInline):
    model = ProgrammeItem
    extra = 0
    autocomplete_fields = ["people"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("day", "starts_at", "ends_at"),
                    "title",
                    "venue",
                    "people",
                    ("is_public", "order"),
                ]
            },
        )
    ]


@admin.register(Event)
class EventAdmin(Announcing, Finding, admin.ModelAdmin):
    form = AddressForm
    list_display = ["__str__", "kind", "days", "status", shown_from]
    list_filter = [PublicFilter, "kind", "status"]
    autocomplete_fields = ["host", "partners", "pillars", "people"]
    inlines = [ProgrammeInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "summary"]}),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts_on", "ends_on", "precision"),
                    ("confirmed", "status"),
                    "venue",
                    ("host", "time_zone"),
                ]
            },
        ),
        (_("Who and what"), {"fields": ["partners", "pillars", "people"]}),
        (_("Source and address"), {"fields": [("source", "source_url"), "slug"]}),
        ANNOUNCEMENT,
    ]

    @admin.display(description=_("days"), ordering="starts_on")
    def days(self, event):
        return event.days

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.finding import Finding
from partnerships.admin.locked import Lockable, LockableRows
from partnerships.models import Partner, PartnershipPeriod, PartnershipPillar


class PartnerForm(AddressForm):
    class Meta:
        widgets = {"other_names": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}


class PeriodInline(LockableRows, admin.StackedInline):
    model = PartnershipPeriod
    extra = 0
    autocomplete_fields = ["declaration", "event"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("level", "since", "since_precision", "until"),
                    ("declaration", "event"),
                    ("source", "source_url"),
                    "note",
                    "public_from",
                ]
            },
        )
    ]


class PartnershipPillarInline(LockableRows, admin.StackedInline):
    model = PartnershipPillar
    extra = 0
    classes = ["collapse"]
    autocomplete_fields = ["pillar"]
    fieldsets = [
        (None, {"fields": [("pillar", "order"), "wording", ("source", "source_url"), "public_from"]}),
    ]


@admin.register(Partner)
class PartnerAdmin(Lockable, Finding, admin.ModelAdmin):
    form = PartnerForm
    list_display = ["__str__", "code", "kind", "region", "level_now"]
    list_filter = ["kind", "region"]
    inlines = [PeriodInline, PartnershipPillarInline]
    fieldsets = [
        (None, {"fields": [("kind", "code"), "own_names", "region", "other_names", "slug"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("periods__level")

    @admin.display(description=_("level, as the desk knows it"))
    def level_now(self, partner):
        # The newest first, as periods are ordered; those to come are the desk's knowledge too.
        period = next(iter(partner.periods.all()), None)
        return str(period.level) if period else "—"

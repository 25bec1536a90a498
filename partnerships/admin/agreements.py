from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.finding import Finding
from partnerships.admin.locked import LockableRows
from partnerships.dates import spoken_date
from partnerships.models import Agreement, AgreementStep


class StepInline(LockableRows, admin.StackedInline):
    model = AgreementStep
    extra = 0
    fieldsets = [
        (
            None,
            {"fields": [("status", "on", "precision"), "note", ("source", "source_url"), "public_from"]},
        )
    ]


@admin.register(Agreement)
class AgreementAdmin(Announcing, Finding, admin.ModelAdmin):
    form = AddressForm
    list_display = ["__str__", "short_name", "kind", "status_now", "signed", shown_from]
    list_filter = [PublicFilter, "kind"]
    autocomplete_fields = ["partners", "pillars", "event", "succeeded_by"]
    inlines = [StepInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "short_name", "summary"]}),
        (_("Where it stands"), {"fields": ["event", ("expires_on", "succeeded_by")]}),
        (_("With whom and about what"), {"fields": ["partners", "pillars"]}),
        (_("Source and address"), {"fields": [("source", "source_url"), "slug"]}),
        ANNOUNCEMENT,
    ]

    def get_queryset(self, request):
        # As the desk knows it: with the steps that are not announced.
        steps = AgreementStep.objects.all()
        return super().get_queryset(request).with_standing(steps, timezone.localdate()).latest_first(steps)

    @admin.display(description=_("status"))
    def status_now(self, agreement):
        return agreement.get_status_display() or "—"

    @admin.display(description=_("signed or agreed on"))
    def signed(self, agreement):
        return spoken_date(agreement.signed_on, agreement.signed_precision) or "—"

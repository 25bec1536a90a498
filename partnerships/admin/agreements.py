from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.attached import AttachedRows, Attaching
from partnerships.admin.finding import Finding
from partnerships.admin.locked import LockableRows
from partnerships.admin.reading import ReadTextsRows
from partnerships.commitment_lists import mark_overdue
from partnerships.dates import spoken_date
from partnerships.models import Agreement, AgreementStep, AgreementText, CommitmentEntry, Signatory
from partnerships.views.pages import today


class StepInline(LockableRows, admin.StackedInline):
    model = AgreementStep
    extra = 0
    fieldsets = [
        (
            None,
            {"fields": [("status", "on", "precision"), "note", ("source", "source_url"), "public_from"]},
        )
    ]


class SignatoryInline(ReadTextsRows, admin.StackedInline):
    model = Signatory
    extra = 0
    autocomplete_fields = ["party", "person"]
    fieldsets = [(None, {"fields": ["body", ("party", "person"), "order"]})]


class TextInline(AttachedRows, LockableRows, admin.StackedInline):
    model = AgreementText
    # Until it is announced its page is there for nobody.
    view_on_site = False
    extra = 0
    fieldsets = [
        (
            None,
            {"fields": [("language", "is_authentic"), "file", ("source", "source_url"), "public_from"]},
        )
    ]


@admin.register(Agreement)
class AgreementAdmin(Attaching, Announcing, Finding, admin.ModelAdmin):
    form = AddressForm
    attached = (AgreementText, "file")
    list_display = ["__str__", "short_name", "kind", "status_now", "signed", shown_from]
    list_filter = [PublicFilter, "kind"]
    autocomplete_fields = ["partners", "pillars", "event", "succeeded_by"]
    inlines = [StepInline, SignatoryInline, TextInline]
    readonly_fields = ["commitments_listed"]
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

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.has_perm("partnerships.view_commitment"):
            return fieldsets
        obj.may_add_commitments = request.user.has_perm("partnerships.add_commitment")
        return [*fieldsets, (_("Commitments"), {"fields": ["commitments_listed"]})]

    @admin.display(description=_("status"))
    def status_now(self, agreement):
        return agreement.get_status_display() or "—"

    @admin.display(description=_("signed or agreed on"))
    def signed(self, agreement):
        return spoken_date(agreement.signed_on, agreement.signed_precision) or "—"

    @admin.display(description=_("commitments"))
    def commitments_listed(self, agreement):
        day = today(timezone.now())
        found = list(agreement.commitments.with_state(CommitmentEntry.objects.all(), day).order_by("number"))
        mark_overdue(found, day)
        said = {"commitments": found, "agreement": agreement}
        return render_to_string("admin/partnerships/commitments_listed.html", said)

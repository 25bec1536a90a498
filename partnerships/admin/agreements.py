from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.finding import Finding
from partnerships.models import Agreement


@admin.register(Agreement)
class AgreementAdmin(Announcing, Finding, admin.ModelAdmin):
    form = AddressForm
    list_display = ["__str__", "short_name", "kind", "status", "signed_on", shown_from]
    list_filter = [PublicFilter, "kind", "status"]
    autocomplete_fields = ["partners", "pillars", "event"]
    fieldsets = [
        (None, {"fields": ["kind", "title", "short_name", "summary"]}),
        (
            _("Where it stands"),
            {"fields": ["status", ("signed_on", "signed_precision"), ("in_force_on", "expires_on"), "event"]},
        ),
        (_("With whom and about what"), {"fields": ["partners", "pillars"]}),
        (_("Source and address"), {"fields": [("source", "source_url"), "slug"]}),
        ANNOUNCEMENT,
    ]

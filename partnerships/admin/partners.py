from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.finding import Finding
from partnerships.admin.locked import Lockable, LockableRows
from partnerships.admin.memberships import MembershipForm
from partnerships.country_names import country_name, is_country
from partnerships.folding import fold
from partnerships.models import Membership, Partner, PartnershipPeriod, PartnershipPillar
from partnerships.texts import site_languages
from partnerships.views.pages import today


class PartnerForm(AddressForm):
    class Meta:
        widgets = {"other_names": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = usual_names(self.instance)
        if names and (field := self.fields.get("own_names")):
            # Beside the boxes in which another wording may be written.
            field.help_text = format_html("{} {}", field.help_text, names)


def usual_names(partner):
    """Say how CLDR names a country, each language's name marked as such; "" for what is no country."""
    if partner.kind != Partner.Kind.COUNTRY or not is_country(partner.code):
        return ""
    names = ((code, country_name(partner.code, code)) for code in site_languages())
    return format_html(
        "{} {}", _("Its usual name:"), format_html_join(" · ", '<span lang="{}">{}</span>', names)
    )


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


class MembershipInline(LockableRows, admin.StackedInline):
    model = Membership
    form = MembershipForm
    fk_name = "member"
    extra = 0
    # A country belongs to a dozen.
    classes = ["collapse"]
    autocomplete_fields = ["grouping"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "grouping",
                    ("since", "since_precision", "until"),
                    ("source", "source_url"),
                    "public_from",
                ]
            },
        )
    ]


class GroupingFilter(admin.SimpleListFilter):
    """Members today, as the desk knows it: announced or not."""

    title = _("member of")
    parameter_name = "grouping"

    def lookups(self, request, model_admin):
        groupings = Partner.objects.filter(Exists(Membership.objects.filter(grouping=OuterRef("pk"))))
        named = ((grouping.code, str(grouping.name)) for grouping in groupings)
        return sorted(named, key=lambda choice: fold(choice[1]))

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        members = Membership.objects.on(today(timezone.now())).filter(grouping__code=self.value())
        return queryset.filter(pk__in=members.order_by().values("member"))


@admin.register(Partner)
class PartnerAdmin(Lockable, Finding, admin.ModelAdmin):
    form = PartnerForm
    list_display = ["__str__", "code", "kind", "region", "level_now"]
    list_filter = ["kind", "region", GroupingFilter]
    inlines = [PeriodInline, PartnershipPillarInline, MembershipInline]
    fieldsets = [
        (None, {"fields": [("kind", "code"), "own_names", "region", "capital", "other_names", "slug"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("periods__level")

    @admin.display(description=_("level, as the desk knows it"))
    def level_now(self, partner):
        # The newest first, as periods are ordered; those to come are the desk's knowledge too.
        period = next(iter(partner.periods.all()), None)
        return str(period.level) if period else "—"

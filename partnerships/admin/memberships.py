from django import forms
from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.finding import NearPaginator
from partnerships.admin.history import PlainHistory
from partnerships.dates import spoken_date
from partnerships.folding import fold
from partnerships.models import Membership


class MembershipForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "until": _("The first day on which it is no longer a member. Empty while it is one."),
        }


@admin.register(Membership)
class MembershipAdmin(Announcing, PlainHistory, admin.ModelAdmin):
    """All members of a grouping stand here; those of one partner in its own form as well."""

    form = MembershipForm
    list_display = ["member", "grouping", "begun", "over", shown_from]
    list_display_links = ["member"]
    list_select_related = ["member", "grouping"]
    list_filter = [PublicFilter]
    list_per_page = 50
    show_full_result_count = False
    paginator = NearPaginator
    search_fields = ["member__folded", "grouping__folded"]
    autocomplete_fields = ["member", "grouping"]
    fieldsets = [
        (None, {"fields": [("member", "grouping"), ("since", "since_precision", "until")]}),
        (None, {"fields": [("source", "source_url")]}),
        ANNOUNCEMENT,
    ]

    def get_search_results(self, request, queryset, search_term):
        for word in fold(search_term).split():
            queryset = queryset.filter(Q(member__folded__contains=word) | Q(grouping__folded__contains=word))
        return queryset, False

    @admin.display(description=Membership._meta.get_field("since").verbose_name, ordering="since")
    def begun(self, membership):
        return spoken_date(membership.since, membership.since_precision) or "—"

    @admin.display(description=Membership._meta.get_field("until").verbose_name, ordering="until")
    def over(self, membership):
        return spoken_date(membership.until) or "—"

"""From when the public knows a fact: shown in every list, and set to now by one action."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.admin.locked import Lockable, make_public

ANNOUNCEMENT: tuple[Any, Any] = (
    _("Announcement"),
    {
        "fields": ["public_from"],
        "description": _(
            "The public knows nothing of this before the time given here: it is on no page, in no feed, "
            "in no search. Leave it empty until the ministry announces it."
        ),
    },
)


class PublicFilter(admin.SimpleListFilter):
    title = _("public")
    parameter_name = "public"

    def lookups(self, request, model_admin):
        return [("yes", _("public now")), ("later", _("announced for later")), ("no", _("not announced"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "yes":
            return queryset.live(now)
        if self.value() == "later":
            return queryset.filter(public_from__gt=now)
        if self.value() == "no":
            return queryset.filter(public_from=None)
        return queryset


class SourceFilter(admin.SimpleListFilter):
    """Finds the facts that came in before a source was asked for."""

    title = _("source")
    parameter_name = "source"

    def lookups(self, request, model_admin):
        return [("no", _("without a source")), ("yes", _("with a source"))]

    def queryset(self, request, queryset):
        without = Q(source="", source_url="")
        if self.value() in {"yes", "no"}:
            return queryset.filter(without if self.value() == "no" else ~without)
        return queryset


@admin.display(description=_("public"), ordering="public_from")
def shown_from(fact):
    """Whether the public knows the fact, in words."""
    if fact.public_from is None:
        return format_html('<span class="state state-draft">{}</span>', _("not announced"))
    when = date_format(timezone.localtime(fact.public_from), "SHORT_DATETIME_FORMAT")
    if fact.is_public():
        return format_html('<span class="state state-live">{}</span> {}', _("public"), when)
    return format_html('<span class="state state-scheduled">{}</span> {}', _("from"), when)


class Announcing(Lockable):
    """Mixed into the admin of a Fact."""

    actions = ["make_public_now"]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), SourceFilter]

    def get_view_on_site_url(self, obj=None):
        # Until it is announced its page is there for nobody.
        return super().get_view_on_site_url(obj) if obj and obj.is_public() else None

    @admin.action(description=_("Make public now"), permissions=["change"])
    def make_public_now(self, request, queryset):
        now = timezone.now()
        unknown = [fact for fact in queryset if not fact.is_public(now)]
        made = make_public(request, self, unknown, now)
        for fact in made:
            self.log_change(request, fact, str(_("Made public.")))
        if unknown and not made:
            return
        self.message_user(
            request,
            ngettext("%(count)d is public now.", "%(count)d are public now.", len(made))
            % {"count": len(made)}
            if made
            else _("Nothing to do: the public knows them already."),
            messages.SUCCESS if made else messages.INFO,
        )

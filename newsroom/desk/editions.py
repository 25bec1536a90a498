"""What was published, to be read on the desk and never changed there."""

from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.desk.states import short_time
from newsroom.models import Edition
from newsroom.models.limits import seen_by
from partnerships.admin.finding import NearPaginator


class ReadOnly:
    """Mixed into an admin: it shows, and nobody adds, changes or deletes."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LanguageFilter(admin.SimpleListFilter):
    """The site's languages, which nobody has to look for in all the editions."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return settings.LANGUAGES

    def queryset(self, request, queryset):
        return queryset.in_language(self.value()) if self.value() else queryset


@admin.register(Edition)
class EditionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "headline_or_notice",
        "which",
        "public",
        "published_by",
    ]
    list_display_links = ["headline_or_notice"]
    list_filter = ["change", LanguageFilter, "kind", "section"]
    ordering = ["-public_from", "-pk"]
    search_fields = ["slug"]
    show_full_result_count = False
    paginator = NearPaginator
    fieldsets = [
        (None, {"fields": ["story", "headline", "kicker", "standfirst", ("language", "kind", "section")]}),
        (_("This edition"), {"fields": [("number", "change"), "change_note", "published_by", "recorded_at"]}),
        (_("Public"), {"fields": [("public_from", "public_until"), "first_public_from", "slug"]}),
        (_("Text"), {"fields": ["body_text"]}),
        (_("Identity"), {"classes": ["collapse"], "fields": ["uid", "content_digest"]}),
    ]

    def get_queryset(self, request):
        editions = super().get_queryset(request).select_related("article", "published_by", "section")
        # A scheduled edition says all that its limited story says.
        editions = editions.filter(seen_by(request.user, "article"))
        if request.resolver_match.url_name.endswith("_changelist"):
            editions = editions.defer("content", "body_html", "body_text")
        return editions

    @admin.display(description=_("headline"), ordering="headline")
    def headline_or_notice(self, edition):
        return edition.headline or edition.article.headline

    @admin.display(description=_("digest of the content"))
    def content_digest(self, edition):
        return edition.digest

    @admin.display(description=_("edition"), ordering="number")
    def which(self, edition):
        return format_html(
            '<span class="nowrap">{} · {}</span> <br><span class="quiet">{}</span>',
            edition.number,
            edition.change_name,
            edition.language.upper(),
        )

    @admin.display(description=_("public from"), ordering="public_from")
    def public(self, edition):
        until = f"→ {short_time(edition.public_until)}" if edition.public_until else ""
        if edition.cancelled_at:
            until = _("cancelled")
        return format_html(
            '<span class="nowrap">{}</span> <br><span class="quiet nowrap">{}</span>',
            short_time(edition.public_from),
            until,
        )

    @admin.display(description=_("story"))
    def story(self, edition):
        return format_html('<a href="{}">{}</a>', edition.article.get_absolute_url(), edition.article)

"""Releases on the desk: what becomes public together, what is still missing, and who approved it."""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom import releasing
from newsroom.desk.moments import Moment
from newsroom.desk.reasons import ToldReason
from newsroom.desk.release_choice import KINDS, choice_page
from newsroom.desk.release_members import lacking_languages, release_reasons, rows
from newsroom.desk.release_moves import MOVES, move_page, moves_for
from newsroom.desk.states import short_time
from newsroom.models import Article, Release, ReleaseStory
from newsroom.newsroom_time import in_newsroom_time, newsroom_zone, newsroom_zone_name
from newsroom.staff import name_of
from partnerships.admin.finding import NearPaginator
from partnerships.admin.history import PlainHistory

NOTE_LENGTH = ReleaseStory._meta.get_field("change_note").max_length


class ReleaseForm(forms.ModelForm):
    """The release with what is said of each member: a note for readers, and whether it is taken out."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = Moment(label=_("Public from"), required=False)

    class Meta:
        widgets = {"note": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version if self.instance.pk else None
        # Of a story that the writer may not see there is no note to read or to change.
        seen = Article.objects.visible_to(self.user)
        self.stories = list(self.instance.stories.filter(article__in=seen)) if self.instance.pk else []
        for member in self.stories:
            self.fields[f"note-{member.pk}"] = forms.CharField(
                required=False,
                max_length=NOTE_LENGTH,
                initial=member.change_note,
                label=_("what has changed"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        release = self.instance
        if release.pk is None:
            return cleaned
        for reason in releasing.editing_reasons(release, self.user):
            raise ValidationError(reason.message)
        if cleaned.get("seen_version") != release.version:
            raise ValidationError(
                _(
                    "Somebody else changed this release while you were writing, so yours is not saved yet. "
                    "What you typed is all here: look at what is in the release now, and save again."
                ),
                code="saved-meanwhile",
            )
        return cleaned


class ReleaseState(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("preparing", _("being prepared")),
            ("waiting", _("approved, its time to come")),
            ("public", _("public")),
            ("cancelled", _("cancelled")),
        ]

    def queryset(self, request, queryset):
        approved = queryset.filter(state=Release.State.APPROVED)
        match self.value():
            case "waiting":
                return approved.filter(at__gt=timezone.now())
            case "public":
                return approved.filter(at__lte=timezone.now())
            case "preparing" | "cancelled":
                return queryset.filter(state=self.value())
        return queryset


def standing(release):
    """Return the release's state as a mark with a word."""
    if release.is_public():
        return format_html('<span class="state state-live">{}</span>', _("public"))
    look = {
        Release.State.PREPARING: "draft",
        Release.State.APPROVED: "scheduled",
        Release.State.CANCELLED: "withdrawn",
    }[release.state]
    return format_html('<span class="state state-{}">{}</span>', look, release.get_state_display())


@admin.register(Release)
class ReleaseAdmin(PlainHistory, admin.ModelAdmin):
    form = ReleaseForm
    change_form_template = "admin/newsroom/release/change_form.html"
    list_display = ["name", "state_now", "public_at", "holds", "made_by"]
    list_filter = [ReleaseState]
    list_select_related = ["created_by"]
    search_fields = ["name"]
    show_full_result_count = False
    paginator = NearPaginator
    actions = None
    view_on_site = False
    fieldsets = [(None, {"fields": ["name", "at", "note"]})]

    @admin.display(description=_("state"))
    def state_now(self, release):
        return standing(release)

    @admin.display(description=_("public from"), ordering="at")
    def public_at(self, release):
        if not release.at:
            return "—"
        utc = release.at.strftime("%Y-%m-%d %H:%M UTC")
        return format_html(
            '<span class="nowrap">{}</span> <br><span class="quiet nowrap">{}</span>',
            short_time(release.at),
            utc,
        )

    @admin.display(description=_("stories and facts"))
    def holds(self, release):
        return f"{release.story_count} + {release.fact_count}"

    @admin.display(description=_("made by"))
    def made_by(self, release):
        return release.created_by.get_full_name() or release.created_by.get_username()

    def get_queryset(self, request):
        releases = super().get_queryset(request)
        if request.resolver_match.url_name.endswith("_changelist"):
            return releases.annotate(
                story_count=Count("stories", distinct=True), fact_count=Count("facts", distinct=True)
            )
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            # Whoever saves holds the release to the end: nobody approves it in between.
            return releases.select_for_update(of=("self",))
        return releases

    # The form

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        # A form that was opened before the approval is answered with its own words in it.
        return may and (obj is None or request.method == "POST" or obj.state == Release.State.PREPARING)

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or obj.state == Release.State.PREPARING)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        else:
            obj.version += 1
        super().save_model(request, obj, form, change)
        gone = set(request.POST.getlist("remove"))
        for member in form.stories:
            if (name := f"note-{member.pk}") not in form.data:
                continue
            note = form.cleaned_data[name]
            if f"story-{member.pk}" not in gone and note != member.change_note:
                member.change_note = note
                member.save(update_fields=["change_note"])
        for members, kind in ((obj.stories, "story"), (obj.facts, "fact")):
            members.filter(pk__in=_numbers(gone, kind)).delete()

    def response_add(self, request, obj, post_url_continue=None):
        super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect(obj.get_absolute_url())

    def response_change(self, request, obj):
        super().response_change(request, obj)
        return HttpResponseRedirect(obj.get_absolute_url())

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {
            "zone": newsroom_zone_name(),
            "zone_key": newsroom_zone().key,
            "zone_offset": timezone.localtime().strftime("%:z"),
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }
        if obj is not None:
            context |= self._standing(request, obj)
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    def _standing(self, request, release):
        preparing = release.state == Release.State.PREPARING
        found = releasing.missing(release, request.user) if preparing else []
        members = rows(release, request.user, found)
        kind = ContentType.objects.get_for_model(release)
        log = LogEntry.objects.filter(content_type=kind, object_id=str(release.pk)).select_related("user")
        return {
            "release": release,
            "badge": standing(release),
            "at_time": in_newsroom_time(release.at) if release.at else "",
            "decisions": _decisions(release),
            "is_waiting": release.is_waiting(),
            "is_public": release.is_public(),
            "is_preparing": preparing,
            "release_moves": moves_for(request.user, release),
            "rows": members,
            "not_ready": sum(bool(row.lacking) for row in members),
            "reasons": [ToldReason(reason.message) for reason in release_reasons(release, found)],
            "languages": lacking_languages(release, request.user) if preparing else [],
            "kinds": [(key, kind.model._meta.verbose_name) for key, kind in KINDS.items()],
            "log": log[:20],
        }

    # Pages

    def get_urls(self):
        pages = [
            path(
                f"<int:pk>/{move.name}/",
                self.admin_site.admin_view(move_page),
                {"move": move, "model_admin": self},
                name=f"newsroom_release_{move.name}",
            )
            for move in MOVES.values()
        ]
        choice = path(
            "<int:pk>/choose/",
            self.admin_site.admin_view(choice_page),
            {"model_admin": self},
            name="newsroom_release_choose",
        )
        return [choice, *pages, *super().get_urls()]


def _decisions(release):
    """Who approved and who cancelled the release, when and why, in the reader's language."""
    decided = [
        (
            _("Approved by %(who)s, %(time)s."),
            release.approved_by,
            release.approved_at,
            release.approval_reason,
        ),
        (
            _("Cancelled by %(who)s, %(time)s."),
            release.cancelled_by,
            release.cancelled_at,
            release.cancel_reason,
        ),
    ]
    return [
        (said % {"who": name_of(by), "time": short_time(at)}, reason)
        for said, by, at, reason in decided
        if by and at
    ]


def _numbers(keys, kind):
    """The numbers in keys such as "story-12"."""
    return [
        key.removeprefix(f"{kind}-")
        for key in keys
        if key.startswith(f"{kind}-") and key.rpartition("-")[2].isdecimal() and len(key) < 24
    ]

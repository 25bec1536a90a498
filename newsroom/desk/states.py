"""Where a story stands between the desk and the public: read from its editions, never stored."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.chain import ahead_of
from newsroom.models import Edition
from newsroom.models.kinds import WorkflowState

# Where a copy of a public story is on its way to the next edition, and no mere draft of it.
BETWEEN = {WorkflowState.SUBMITTED, WorkflowState.CHANGES_REQUESTED, WorkflowState.APPROVED}


@dataclass(frozen=True)
class Standing:
    """What the public reads of a story (`current`), what it will (`coming`), what it does not (`changed`).

    `ahead` is all that is to come, the next first: what is scheduled, and when the story leaves.
    """

    current: Edition | None = None
    coming: Edition | None = None
    changed: bool = False
    ahead: tuple[Edition, ...] = ()
    # The working copy's own state (WorkflowState) and its name.
    state: str = ""
    state_name: str = ""

    @property
    def is_live(self) -> bool:
        return self.current is not None and not self.current.is_withdrawal

    @property
    def is_withdrawn(self) -> bool:
        return self.current is not None and self.current.is_withdrawal

    @property
    def is_draft(self) -> bool:
        return self.current is None and self.coming is None

    def words(self) -> list[tuple[str, str, str]]:
        """Return (state, its name, what more there is to say) for each state that the story is in."""
        said = []
        if self.current and self.current.is_withdrawal:
            name = _("expired") if self.current.is_expiry else _("withdrawn")
            said.append(("withdrawn", name, short_time(self.current.public_from)))
        elif self.current:
            said.append(("live", _("live"), _since(self.current)))
        for edition in self.ahead:
            if edition.is_withdrawal:
                said.append(("expires", _("leaves"), short_time(edition.public_from)))
            else:
                said.append(("scheduled", _("scheduled"), _due(edition)))
        if self.is_draft or self.state in BETWEEN:
            said.append((self.state, self.state_name, ""))
        elif self.changed:
            said.append(("changed", _("changed since"), ""))
        return said


def _since(edition):
    return _("edition %(number)d since %(time)s") % {
        "number": edition.number,
        "time": short_time(edition.public_from),
    }


def _due(edition):
    return _("edition %(number)d for %(time)s") % {
        "number": edition.number,
        "time": short_time(edition.public_from),
    }


def short_time(moment):
    """Return `moment` in the newsroom's time zone, in the active language's short form."""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def standings(articles, at=None):
    """Return `{article's key: Standing}` for these articles, in one query."""
    editions = Edition.objects.only(
        "article", "number", "change", "change_note", "language", "slug", "public_from", "recorded_at"
    )
    found = ahead_of(articles, editions, at or timezone.now())
    return {article.pk: _standing(article, found[article.pk]) for article in articles}


def _standing(article, ahead):
    current, coming = ahead.current, ahead.coming
    newest = coming or (current if current and not current.is_withdrawal else None)
    changed = newest is not None and article.updated_at > newest.recorded_at
    return Standing(current, coming, changed, ahead.to_come, article.state, article.get_state_display())


def standing_of(article, at=None) -> Standing:
    return standings([article], at)[article.pk]


def badges(standing):
    """Return the states of a story as marks with words."""
    return format_html_join(
        " ",
        '<span class="standing"><span class="state state-{}">{}</span> <span>{}</span></span>',
        standing.words(),
    )


class StageFilter(admin.SimpleListFilter):
    """Where the working copy is on its way to the gate."""

    title = gettext_lazy("state")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return WorkflowState.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in WorkflowState.values else queryset


class WhoseFilter(admin.SimpleListFilter):
    title = gettext_lazy("whose it is")
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("with-me", _("with me")), ("begun-by-me", _("begun by me"))]

    def queryset(self, request, queryset):
        match self.value():
            case "with-me":
                return queryset.filter(assigned_to=request.user)
            case "begun-by-me":
                return queryset.filter(created_by=request.user)
        return queryset


class StateFilter(admin.SimpleListFilter):
    """What the public has of the story."""

    title = gettext_lazy("what the public reads")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("not public yet")),
            ("live", _("live")),
            ("changed", _("changed since published")),
            ("scheduled", _("scheduled")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        own = Edition.objects.filter(article=OuterRef("pk"), cancelled_at=None)
        coming = own.coming(now)
        newer = own.filter(recorded_at__gte=OuterRef("updated_at"))
        match self.value():
            case "draft":
                return queryset.exclude(Exists(own.in_force(now))).exclude(Exists(coming))
            case "live":
                return queryset.filter(Exists(own.live(now)))
            case "changed":
                # What the gate has as it stands is not asked about: that is nearly the whole archive.
                elsewhere = set(WorkflowState.values) - {WorkflowState.PUBLISHED}
                unlike = queryset.filter(state__in=elsewhere, last_edition__gt=0)
                return unlike.filter(Exists(own.live(now)) | Exists(coming)).exclude(Exists(newer))
            case "scheduled":
                return queryset.filter(Exists(coming))
            case "withdrawn":
                return queryset.filter(Exists(own.in_force(now).filter(change=Edition.Change.WITHDRAWAL)))
        return queryset

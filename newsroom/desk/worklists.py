"""The lists of work on the start page, and the same lists as a filter of the stories.

Each is one condition on the stories that somebody sees; the start page shows its beginning and counts no
further than `MOST`, the list of stories shows all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsroom import translations
from newsroom.models import Article, Edition
from newsroom.workflow import MAY_APPROVE

State = Article.State


@dataclass(frozen=True)
class Worklist:
    """A list of work. `stories` narrows a query of stories to it for a user; `order` is how it begins."""

    name: str
    title: Promise
    nothing: Promise
    stories: Callable
    permission: str = "newsroom.view_article"
    order: tuple[str, ...] = ("-updated_at", "-pk")


def _mine(stories, user):
    return stories.filter(Q(created_by=user) | Q(edited_by=user) | Q(assigned_to=user))


def _to_approve(stories, user):
    own = Q(edited_by=user) | Q(edited_by=None, created_by=user)
    anybody = Q(assigned_to=None) | Q(assigned_to=user)
    return stories.filter(anybody, state=State.SUBMITTED).exclude(own)


def _to_publish(stories, user):
    return stories.filter(Q(assigned_to=None) | Q(assigned_to=user), state=State.APPROVED)


def _changes(stories, user):
    nobody = Q(assigned_to=None) & (Q(edited_by=user) | Q(created_by=user))
    return stories.filter(Q(assigned_to=user) | nobody, state=State.CHANGES_REQUESTED)


def _reviews(stories, user):
    live = Edition.objects.live(timezone.now()).filter(article=OuterRef("pk")).order_by()
    return stories.filter(Exists(live), review_on__lt=timezone.localdate())


def _behind(stories, user):
    return translations.behind(stories)


WORKLISTS = {
    worklist.name: worklist
    for worklist in (
        Worklist("mine", _("Mine"), _("You have written nothing yet."), _mine),
        Worklist(
            "changes",
            _("Changes requested from you"),
            _("Nobody waits for changes of yours."),
            _changes,
            "newsroom.change_article",
        ),
        Worklist(
            "to-approve",
            _("Submitted: waiting for approval"),
            _("Nothing waits to be approved."),
            _to_approve,
            MAY_APPROVE,
        ),
        Worklist(
            "to-publish",
            _("Approved: waiting for publication"),
            _("Nothing waits to be published."),
            _to_publish,
            "newsroom.publish_article",
        ),
        Worklist(
            "reviews",
            _("Reviews overdue"),
            _("No review is overdue."),
            _reviews,
            order=("review_on", "pk"),
        ),
        Worklist("behind", _("Translations fallen behind"), _("Every translation is current."), _behind),
    )
}


def offered_to(user):
    """Return the lists that are `user`'s to work on."""
    return [worklist for worklist in WORKLISTS.values() if user.has_perm(worklist.permission)]


class WorklistFilter(admin.SimpleListFilter):
    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [(worklist.name, worklist.title) for worklist in offered_to(request.user)]

    def queryset(self, request, queryset):
        worklist = WORKLISTS.get(self.value())
        return worklist.stories(queryset, request.user) if worklist else queryset

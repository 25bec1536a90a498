"""The first page of the desk: what is mine, what waits for me, and what the month brings.

However large the archive, it asks a fixed number of queries, and none of them counts further than `MOST`.
"""

from dataclasses import dataclass
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom import workflow
from newsroom.desk import calendar_month
from newsroom.desk.commitments_panel import MAY_CHANGE, commitment_counts
from newsroom.desk.library.worklists import KEEPS_LICENCES, LICENCES
from newsroom.desk.notices import notices_of, said, with_things
from newsroom.desk.states import short_time
from newsroom.desk.worklists import offered_to
from newsroom.models import Article
from newsroom.newsroom_time import newsroom_zone, newsroom_zone_name
from newsroom.staff import name_of

# Counted no further; shown of each list.
MOST = 100
SHOWN = 8


@dataclass(frozen=True)
class Row:
    text: str
    address: str
    language: str = ""
    detail: str = ""
    # Of a notice, which is read when it is opened.
    notice: int | None = None


@dataclass(frozen=True)
class Panel:
    """A list of work: its beginning, how much there is of it, and where all of it stands."""

    name: str
    title: Any
    nothing: Any
    rows: list[Row]
    count: int
    address: str

    @property
    def counted(self) -> str:
        return _counted(self.count)


def _counted(number):
    return _("more than %(most)d") % {"most": MOST} if number > MOST else str(number)


def _begun(rows):
    """Return the beginning of a list and how long it is, in one query that reads no further."""
    found = list(rows[: MOST + 1])
    return found[:SHOWN], len(found)


def _worklist(worklist, user):
    stories = Article.objects.visible_to(user).select_related("section")
    stories = stories.only(
        "headline", "language", "state", "updated_at", "review_on", "section__name", "section__slug"
    )
    found, count = _begun(worklist.stories(stories, user).order_by(*worklist.order))
    rows = [
        Row(story.headline, _place(worklist, story), story.language, _detail(worklist, story))
        for story in found
    ]
    address = f"{reverse('admin:newsroom_article_changelist')}?todo={worklist.name}"
    return Panel(worklist.name, worklist.title, worklist.nothing, rows, count, address)


def _place(worklist, story):
    """Where the story is worked on: of an overdue review, where the next day is set."""
    address = story.get_absolute_url()
    return f"{address}#id_review_on" if worklist.name == "reviews" else address


def _detail(worklist, story):
    if worklist.name == "reviews":
        return _("since %(day)s") % {"day": date_format(story.review_on, "SHORT_DATE_FORMAT")}
    when = short_time(story.updated_at)
    return f"{story.get_state_display()} · {when}" if worklist.name == "mine" else f"{story.section} · {when}"


def _approvals(user):
    waiting = workflow.outstanding_approvals(user).defer(
        "edition__content", "edition__body_html", "edition__body_text"
    )
    found, count = _begun(waiting)
    rows = [
        Row(
            approval.edition.headline or approval.edition.article.headline,
            reverse("admin:approval", args=[approval.pk]),
            approval.edition.language,
            f"{name_of(approval.edition.published_by)} · {short_time(approval.edition.public_from)}",
        )
        for approval in found
    ]
    return Panel(
        "afterwards",
        _("Approved afterwards: still open"),
        _("Everything that was published at once has been approved."),
        rows,
        count,
        reverse("admin:approvals"),
    )


def _notices(user):
    found, count = _begun(with_things(notices_of(user).filter(read_at=None)))
    rows = []
    for notice in found:
        what = said(notice)
        detail = f"{what.who} {what.deed}".strip() + f" · {short_time(what.at)}"
        rows.append(Row(what.title, what.address, what.language, detail, notice.pk))
    return Panel(
        "notices", _("Notices"), _("You have read every notice."), rows, count, reverse("admin:notices")
    )


def _commitments():
    """The reasons to look at commitments, each with how many there are; one may be there for several."""
    counts = commitment_counts(MOST)
    return Panel(
        "commitments",
        _("Commitments to look at"),
        _("No commitment is overdue, due soon, without evidence or silent."),
        [Row(what, address, detail=_counted(number)) for what, number, address in counts],
        len(counts),
        reverse("admin:partnerships_commitment_changelist"),
    )


def _licences(worklist):
    found, count = _begun(worklist.photos())
    rows = [
        Row(
            photo.title,
            reverse("admin:newsroom_photo_change", args=[photo.pk]),
            detail=date_format(photo.licence_until, "SHORT_DATE_FORMAT"),
        )
        for photo in found
    ]
    return Panel(worklist.name, worklist.title, worklist.nothing, rows, count, worklist.address)


def panels_for(user) -> list[Panel]:
    """Return what is there for `user` to do, one query for each list."""
    if not user.has_perm("newsroom.view_article"):
        return []
    panels = [_worklist(worklist, user) for worklist in offered_to(user)]
    found = {panel.name: panel for panel in [*panels, _notices(user)]}
    if user.has_perm(workflow.MAY_APPROVE):
        found["afterwards"] = _approvals(user)
    if user.has_perm(MAY_CHANGE):
        found["commitments"] = _commitments()
    if user.has_perm(KEEPS_LICENCES):
        found |= {worklist.name: _licences(worklist) for worklist in LICENCES}
    return [found[name] for name in ORDER if name in found]


# What waits for one comes first.
ORDER = (
    "changes",
    "to-approve",
    "to-publish",
    "afterwards",
    "notices",
    "mine",
    "behind",
    "reviews",
    "licences-ended",
    "licences-soon",
    "commitments",
)


WAITING = {"changes", "to-approve", "to-publish", "afterwards"}


def start_page(request, site, extra_context=None):
    """Show the user's work and the month."""
    today = timezone.localdate(timezone=newsroom_zone())
    first = calendar_month.asked_month(request.GET.get("month", ""), today)
    panels = panels_for(request.user)
    waiting = sum(panel.count for panel in panels if panel.name in WAITING)
    context = {
        **site.each_context(request),
        "title": site.index_title,
        "subtitle": None,
        "app_list": site.get_app_list(request),
        "panels": panels,
        "waiting": _waiting(waiting),
        "nothing_waits": not waiting,
        "who": request.user.get_short_name() or request.user.get_username(),
        "today": today,
        "month": calendar_month.month_for(request.user, first),
        "zone": newsroom_zone_name(),
        **(extra_context or {}),
    }
    return TemplateResponse(request, "admin/start_page.html", context)


def _waiting(number):
    if number > MOST:
        return _("More than %(most)d stories wait for you.") % {"most": MOST}
    waiting = ngettext("%(count)d story waits for you.", "%(count)d stories wait for you.", number)
    return waiting % {"count": number}

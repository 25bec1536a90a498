"""The desk's buttons for the gate: each opens a page that says what will happen, then asks the gate."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import publishing
from newsroom.desk.move_forms import (
    ArchiveForm,
    CorrectionForm,
    MoveForm,
    NoteForm,
    RescheduleForm,
    ScheduleForm,
    WithdrawForm,
)
from newsroom.desk.page import page_of
from newsroom.desk.reasons import told
from newsroom.desk.states import standing_of
from newsroom.models import Article, Edition
from newsroom.models.kinds import WithdrawalWay
from newsroom.newsroom_time import in_newsroom_time, newsroom_zone, newsroom_zone_name
from newsroom.readiness import archive_reasons
from newsroom.refusals import MAY_PUBLISH, MAY_PUBLISH_FROM_ARCHIVE, MAY_WITHDRAW
from newsroom.timing import latest_embargo
from newsroom.workflow import is_approved


@dataclass(frozen=True)
class Move:
    """A button. `offered` says for which stories, `act` asks the gate, `refused` why it would not."""

    name: str
    slug: str
    label: Promise
    question: Promise
    permission: str
    form: type[MoveForm]
    offered: Callable
    act: Callable
    refused: Callable
    tone: str = ""


def _correct(article, by, said):
    return publishing.publish(
        article, by, said["note"], Edition.Change.CORRECTION, at_once=said.get("at_once", "")
    )


def _publish(article, by, said):
    return publishing.publish(article, by, said.get("note", ""), at_once=said.get("at_once", ""))


def _schedule(article, by, said):
    note, at_once = said.get("note", ""), said.get("at_once", "")
    return publishing.schedule(article, by, said["at"], note, at_once=at_once)


def _soonest(article):
    """The first time for which the story could be scheduled, as far as time goes."""
    soon = timezone.now() + datetime.timedelta(minutes=1)
    return max(soon, latest_embargo(article) or soon)


def _withdraw(article, by, said):
    return publishing.withdraw(article, by, said["reason"], said["way"], said["to"])


def _no_reasons(article, by):
    return []


MOVES = {
    move.name: move
    for move in (
        Move(
            "publish",
            "publish",
            gettext_lazy("Publish…"),
            gettext_lazy("Publish this story?"),
            MAY_PUBLISH,
            NoteForm,
            offered=lambda standing, article: standing.coming is None,
            act=_publish,
            refused=lambda article, by: publishing.refusals(article, None, by),
            tone="default",
        ),
        Move(
            "correct",
            "correct",
            gettext_lazy("Correct…"),
            gettext_lazy("Publish a correction?"),
            MAY_PUBLISH,
            CorrectionForm,
            offered=lambda standing, article: standing.is_live and standing.coming is None,
            act=_correct,
            refused=lambda article, by: publishing.refusals(article, None, by),
        ),
        Move(
            "schedule",
            "schedule",
            gettext_lazy("Schedule…"),
            gettext_lazy("Schedule this story?"),
            MAY_PUBLISH,
            ScheduleForm,
            offered=lambda standing, article: standing.coming is None,
            act=_schedule,
            refused=lambda article, by: publishing.refusals(article, _soonest(article), by),
        ),
        Move(
            "reschedule",
            "reschedule",
            gettext_lazy("Move the schedule…"),
            gettext_lazy("Move the scheduled edition?"),
            MAY_PUBLISH,
            RescheduleForm,
            offered=lambda standing, article: standing.coming is not None,
            act=lambda article, by, said: publishing.reschedule(article, by, said["at"]),
            refused=_no_reasons,
        ),
        Move(
            "cancel_schedule",
            "cancel-schedule",
            gettext_lazy("Cancel the schedule…"),
            gettext_lazy("Cancel the scheduled edition?"),
            MAY_PUBLISH,
            MoveForm,
            offered=lambda standing, article: standing.coming is not None,
            act=lambda article, by, said: publishing.cancel_schedule(article, by),
            refused=_no_reasons,
        ),
        Move(
            "archive",
            "publish-from-archive",
            gettext_lazy("Publish under a past date…"),
            gettext_lazy("Publish this story under a past date?"),
            MAY_PUBLISH_FROM_ARCHIVE,
            ArchiveForm,
            offered=lambda standing, article: article.last_edition == 0,
            act=lambda article, by, said: publishing.publish_from_archive(article, by, said["at"]),
            refused=lambda article, by: archive_reasons(article, timezone.now(), by),
        ),
        Move(
            "withdraw",
            "withdraw",
            gettext_lazy("Withdraw…"),
            gettext_lazy("Withdraw this story?"),
            MAY_WITHDRAW,
            WithdrawForm,
            # What is withdrawn can be withdrawn otherwise: with a better reason, or leading elsewhere.
            offered=lambda standing, article: standing.current is not None,
            act=_withdraw,
            refused=_no_reasons,
            tone="danger",
        ),
    )
}


def moves_for(user, standing, article):
    """Return the moves that `user` may make with the story as it stands."""
    return [
        move for move in MOVES.values() if move.offered(standing, article) and user.has_perm(move.permission)
    ]


def move_page(request, pk, move, model_admin):
    """Ask whether to make a move, and make it when the answer comes."""
    if not request.user.has_perm(move.permission) or not model_admin.has_view_permission(request):
        raise PermissionDenied
    stories = Article.objects.visible_to(request.user).select_related("section")
    article = get_object_or_404(stories, pk=pk)
    reasons = []
    standing = standing_of(article)
    if request.method != "POST" and not move.offered(standing, article):
        messages.info(request, _("The story stands otherwise now: there is nothing to do here."))
        return HttpResponseRedirect(article.get_absolute_url())
    if request.method == "POST":
        form = move.form(request.POST, standing=standing, approved=is_approved(article), user=request.user)
        if form.is_valid():
            article.version = form.cleaned_data["seen_version"]
            article.last_edition = form.cleaned_data["seen_edition"]
            try:
                edition = move.act(article, request.user, form.cleaned_data)
            except publishing.Refused as refused:
                reasons = refused.reasons
                article = get_object_or_404(stories, pk=pk)
            else:
                return _done(request, move, article, edition, model_admin)
    else:
        seen = {"seen_version": article.version, "seen_edition": article.last_edition}
        form = move.form(initial=seen, standing=standing, approved=is_approved(article), user=request.user)
        reasons = move.refused(article, request.user)
    context = {
        **page_of(request, model_admin, move.question, article),
        "article": article,
        "move": move,
        "form": form,
        "reasons": told(article, reasons),
        "refused": request.method == "POST" and bool(reasons),
        "standing": standing,
        "current_since": in_newsroom_time(standing.current.public_from) if standing.current else "",
        "coming_from": in_newsroom_time(standing.coming.public_from) if standing.coming else "",
        "leaves": [in_newsroom_time(end.public_from) for end in standing.ahead if end.is_withdrawal],
        "next_number": article.last_edition + 1,
        "zone": newsroom_zone_name(),
        "zone_key": newsroom_zone().key,
        "zone_offset": timezone.localtime().strftime("%z")[:3]
        + ":"
        + timezone.localtime().strftime("%z")[3:],
    }
    return TemplateResponse(request, "admin/newsroom/article/move.html", context)


def _done(request, move, article, edition, model_admin):
    said = _said(move, edition)
    model_admin.log_change(request, article, str(said))
    link = ""
    if edition.public_from <= timezone.now() and not edition.is_withdrawal:
        link = format_html(' <a href="{}">{}</a>', edition.get_absolute_url(), _("Read it on the site."))
    messages.success(request, format_html("{}{}", said, link))
    return HttpResponseRedirect(article.get_absolute_url())


def _said(move, edition):
    when = {"number": edition.number, "time": in_newsroom_time(edition.public_from)}
    match move.name:
        case "schedule":
            return _("Edition %(number)d is scheduled for %(time)s.") % when
        case "reschedule":
            return _("The schedule is moved: edition %(number)d becomes public on %(time)s.") % when
        case "cancel_schedule":
            return _("Edition %(number)d of %(time)s is cancelled. It will not become public.") % when
        case "withdraw":
            return _WITHDRAWN[edition.way] % when
        case "correct":
            return _("The correction is public: edition %(number)d, since %(time)s.") % when
    return _("Edition %(number)d is public since %(time)s.") % when


_WITHDRAWN = {
    WithdrawalWay.GONE: gettext_lazy(
        "The story is withdrawn (edition %(number)d). Its address answers with your reason."
    ),
    WithdrawalWay.NOTICE: gettext_lazy(
        "The story is withdrawn (edition %(number)d). Its text stays at its address, under your reason."
    ),
    WithdrawalWay.REDIRECT: gettext_lazy(
        "The story is withdrawn (edition %(number)d). Its address leads to the story that replaces it."
    ),
}

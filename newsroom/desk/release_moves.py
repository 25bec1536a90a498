"""The buttons of a release: each opens a page that says what will happen, then asks newsroom.releasing."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import releasing
from newsroom.desk.moments import Moment
from newsroom.desk.page import page_of
from newsroom.desk.reasons import ToldReason
from newsroom.desk.release_members import release_reasons, rows
from newsroom.models import Release
from newsroom.newsroom_time import in_newsroom_time, newsroom_zone, newsroom_zone_name


class MoveForm(forms.Form):
    """What every move carries: the release as its mover saw it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, release, user, **kwargs):
        super().__init__(*args, **kwargs)


def _reason(label, **said):
    return forms.CharField(
        label=label,
        max_length=600,
        help_text=gettext_lazy("The desk remembers it; the public never reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        **said,
    )


class ApproveForm(MoveForm):
    when = forms.ChoiceField(
        label=gettext_lazy("When shall all of it become public?"), widget=forms.RadioSelect
    )
    reason = _reason(gettext_lazy("Why do you approve what you made yourself?"), required=False)

    def __init__(self, *args, release, user, **kwargs):
        super().__init__(*args, release=release, user=user, **kwargs)
        at_once = ("now", _("At once"))
        set_for = [("set", in_newsroom_time(release.at))] if release.at else []
        self.fields["when"].choices = [*set_for, at_once]
        if set_for:
            self.fields["when"].initial = "set"
        if release.created_by_id != user.pk:
            del self.fields["reason"]


class CancelForm(MoveForm):
    reason = _reason(gettext_lazy("Why is it cancelled?"))


class MoveToForm(MoveForm):
    at = Moment(label=gettext_lazy("To when is it moved?"))

    def __init__(self, *args, release, user, **kwargs):
        super().__init__(*args, release=release, user=user, **kwargs)
        self.fields["at"].initial = release.at


@dataclass(frozen=True)
class Move:
    """A button. `offered` says for which releases, `act` does it."""

    name: str
    label: Promise
    question: Promise
    button: Promise
    permission: str
    form: type[MoveForm]
    offered: Callable
    act: Callable
    tone: str = ""

    @property
    def page(self) -> str:
        """The name of the address of its page."""
        return f"admin:newsroom_release_{self.name}"


def _approve(release, by, said):
    at = release.at if said["when"] == "set" else None
    releasing.approve(release, by, at, said.get("reason", ""))


MOVES = {
    move.name: move
    for move in (
        Move(
            "approve",
            gettext_lazy("Approve…"),
            gettext_lazy("Approve this release?"),
            gettext_lazy("Approve the release"),
            releasing.MAY_APPROVE,
            ApproveForm,
            offered=lambda release: release.state == Release.State.PREPARING,
            act=_approve,
            tone="default",
        ),
        Move(
            "move",
            gettext_lazy("Move…"),
            gettext_lazy("Move this release to another time?"),
            gettext_lazy("Move the release"),
            releasing.MAY_APPROVE,
            MoveToForm,
            offered=Release.is_waiting,
            act=lambda release, by, said: releasing.move(release, by, said["at"]),
        ),
        Move(
            "cancel",
            gettext_lazy("Cancel…"),
            gettext_lazy("Cancel this release?"),
            gettext_lazy("Cancel the release"),
            releasing.MAY_APPROVE,
            CancelForm,
            offered=Release.is_waiting,
            act=lambda release, by, said: releasing.cancel(release, by, said["reason"]),
            tone="danger",
        ),
        Move(
            "reopen",
            gettext_lazy("Prepare again…"),
            gettext_lazy("Prepare this release again?"),
            gettext_lazy("Prepare it again"),
            "newsroom.change_release",
            MoveForm,
            offered=lambda release: release.state == Release.State.CANCELLED,
            act=lambda release, by, said: releasing.reopen(release, by),
        ),
    )
}


def moves_for(user, release) -> list[Move]:
    """Return the moves that `user` may make with the release as it stands."""
    return [move for move in MOVES.values() if move.offered(release) and user.has_perm(move.permission)]


def move_page(request, pk, move, model_admin):
    """Ask whether to make a move with a release, and make it when the answer comes."""
    if not request.user.has_perm(move.permission) or not model_admin.has_view_permission(request):
        raise PermissionDenied
    release = get_object_or_404(Release, pk=pk)
    if request.method != "POST" and not move.offered(release):
        messages.info(request, _("The release stands otherwise now: there is nothing to do here."))
        return HttpResponseRedirect(release.get_absolute_url())
    found: list[releasing.Lack] = []
    given = {"release": release, "user": request.user}
    if request.method == "POST":
        form = move.form(request.POST, **given)
        if form.is_valid():
            release.version = form.cleaned_data["seen_version"]
            try:
                move.act(release, request.user, form.cleaned_data)
            except releasing.NotReleased as refused:
                found = refused.missing
                release = get_object_or_404(Release, pk=pk)
            else:
                messages.success(request, _said(move, release))
                return HttpResponseRedirect(release.get_absolute_url())
    else:
        form = move.form(initial={"seen_version": release.version}, **given)
        if move.name == "approve":
            found = releasing.missing(release, request.user)
    context = {
        **page_of(request, model_admin, move.question, release),
        "release": release,
        "move": move,
        "form": form,
        "reasons": [
            ToldReason(reason.message, *_place(move, reason)) for reason in release_reasons(release, found)
        ],
        "rows": rows(release, request.user, found),
        "lacking": bool(found),
        "refused": request.method == "POST" and bool(found),
        "at": in_newsroom_time(release.at) if release.at else "",
        "zone": newsroom_zone_name(),
        "zone_key": newsroom_zone().key,
        "zone_offset": timezone.localtime().strftime("%:z"),
    }
    return TemplateResponse(request, "admin/newsroom/release/move.html", context)


def _place(move, reason):
    if reason.where in move.form.base_fields:
        return _("On this page"), f"#id_{reason.where}"
    return "", ""


def _said(move, release):
    when = {"time": in_newsroom_time(release.at)} if release.at else {}
    match move.name:
        case "approve" if release.is_waiting():
            return _("Approved. All of it becomes public at %(time)s, and is locked until then.") % when
        case "approve":
            return _("Approved. All of it is public since %(time)s.") % when
        case "move":
            return _("Moved. All of it becomes public at %(time)s.") % when
        case "cancel":
            return _("Cancelled. Nothing of it becomes public, and nothing is locked any more.")
    return _("It is being prepared again. What is in it can be changed.")

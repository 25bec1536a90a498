"""A story's history on the desk: its editions, saved copies and steps, to be read, compared and restored."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, zip_longest
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom import copies
from newsroom.comparing import compare, differs, places_changed
from newsroom.desk.page import page_of
from newsroom.desk.reasons import told as told_reasons
from newsroom.desk.states import short_time
from newsroom.desk.steps import told as told_step
from newsroom.models import Article, Edition, Step, WorkingCopy
from newsroom.newsroom_time import in_newsroom_time
from newsroom.public.paging import Key, read_key
from newsroom.readable import Things, readable
from newsroom.refusals import Reason
from newsroom.release_locks import story_lock
from newsroom.staff import name_of
from partnerships.words_compared import SAME

PAGE = 30
NOW = "now"

# Moves that record an edition: told with it, and not once more.
RECORDING = ("publish", "correct", "schedule", "archive", "withdraw", "release")
EDITION, COPY, STEP = range(3)


def pages(model_admin):
    """The pages of a story's history, which hang under it."""
    site = model_admin.admin_site
    said = {"model_admin": model_admin}

    def page(address, view, name):
        return path(
            f"<int:pk>/history/{address}", site.admin_view(view), said, name=f"newsroom_article_{name}"
        )

    return [
        page("", history_page, "history"),
        page("compare/", compare_page, "history_compare"),
        page("<str:which>/", copy_page, "copy"),
        page("<str:which>/restore/", restore_page, "restore"),
    ]


def _story(request, pk, model_admin):
    article = get_object_or_404(
        Article.objects.visible_to(request.user).select_related("edited_by", "created_by"), pk=pk
    )
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    return article


def _page(request, model_admin, article, template, title, **said):
    context = {
        **page_of(request, model_admin, title, article),
        "article": article,
        # Of a story that a release locks, the page itself says why it is not restored.
        "may_restore": request.user.has_perm(copies.MAY_RESTORE),
        **said,
    }
    return TemplateResponse(request, f"admin/newsroom/article/{template}.html", context)


# The sides of a comparison


@dataclass(frozen=True)
class Side:
    """One state of a story: the working copy now, an edition, or a copy that was saved."""

    which: str
    name: str
    detail: str
    snapshot: dict
    copy: WorkingCopy | None = None
    edition: Edition | None = None


def side_of(article, which: str) -> Side:
    """Return the state of `article` that `which` names: "now", "edition-3" or "copy-17"; 404 for none."""
    if which == NOW:
        detail = _saved_by(article.version, name_of(article.edited_by), article.updated_at)
        return Side(NOW, _("Working copy now"), detail, copies.snapshot(article))
    kind, _dash, number = which.partition("-")
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    if kind == "edition":
        editions = article.editions.select_related("published_by").defer("body_html", "body_text")
        edition = get_object_or_404(editions, number=number)
        if not copies.has_text(edition):
            raise Http404
        name = _("Edition %(number)d") % {"number": edition.number}
        return Side(which, name, _edition_detail(edition), copies.from_edition(edition), edition=edition)
    if kind == "copy":
        copy = get_object_or_404(article.copies.select_related("saved_by"), version=number)
        name = _("Saved copy, version %(version)d") % {"version": copy.version}
        detail = _saved_by(copy.version, name_of(copy.saved_by), copy.saved_at)
        return Side(which, name, detail, copy.snapshot, copy=copy)
    raise Http404


def _saved_by(version, name, moment):
    said = {"version": version, "name": name, "time": short_time(moment)}
    if name:
        return _("version %(version)d, saved by %(name)s, %(time)s") % said
    return _("version %(version)d, saved %(time)s") % said


def _edition_detail(edition):
    return _("%(change)s, public from %(time)s, by %(name)s") % {
        "change": edition.get_change_display(),
        "time": short_time(edition.public_from),
        "name": name_of(edition.published_by),
    }


def _published(article) -> str:
    """The edition that the public reads, else the one that is coming, else the last that carried a story."""
    editions = article.editions.exclude(change=Edition.Change.WITHDRAWAL)
    live = editions.live().order_by().values_list("number", flat=True).first()
    standing = editions.filter(cancelled_at=None).order_by("-number").values_list("number", flat=True).first()
    number = live or standing
    return f"edition-{number}" if number else ""


# The timeline


@dataclass(frozen=True)
class Entry:
    """One line of the history. `which` names what can be compared, read and restored; "" for a step."""

    at: datetime
    order: int
    kind: str
    who: str
    what: str
    which: str = ""
    details: tuple[str, ...] = ()
    remark: str = ""
    edition: Edition | None = None


def history_page(request, pk, model_admin):
    """Everything that happened to a story, newest first, a page at a time."""
    article = _story(request, pk, model_admin)
    before = request.GET.get("before", "")
    entries, older = timeline(article, read_key(before) if before else None)
    return _page(
        request,
        model_admin,
        article,
        "history",
        _("History"),
        entries=entries,
        older=older,
        first_page=not before,
        now=_saved_by(article.version, name_of(article.edited_by), article.updated_at),
        choosable=any(entry.which for entry in entries),
        published=_published(article),
    )


def timeline(article, before: Key | None = None) -> tuple[list[Entry], str]:
    """Return one page of a story's history and the address of what is older ("" for nothing)."""
    entries = [*_editions(article, before), *_copies(article, before), *_steps(article, before)]
    entries.sort(key=lambda entry: (entry.at, entry.order), reverse=True)
    if len(entries) <= PAGE:
        return entries, ""
    last = entries[PAGE - 1]
    return entries[:PAGE], f"?before={Key(last.at, last.order)}"


def _page_of(rows, moment: str, kind: int, before: Key | None):
    """The rows of one kind that come next, one more than a page can hold.

    The number in a key holds the row's own and its kind, so that what happened in one moment has an order.
    """
    if before:
        same = Q(**{moment: before.moment}, pk__lte=(before.pk - kind - 1) // 3)
        rows = rows.filter(Q(**{f"{moment}__lt": before.moment}) | same)
    return list(rows.order_by(f"-{moment}", "-pk")[: PAGE + 1])


def _order(row, kind):
    return row.pk * 3 + kind


def _editions(article, before):
    rows = article.editions.select_related("published_by", "cancelled_by").defer(
        "content", "body_html", "body_text", "lead_photo", "standfirst"
    )
    found = _page_of(rows, "recorded_at", EDITION, before)
    steps = Step.objects.filter(edition__in=found, move__in=RECORDING)
    remarks = {step.edition_id: step.remark for step in steps}
    return [_edition_entry(edition, remarks.get(edition.pk, "")) for edition in found]


def _edition_entry(edition, remark):
    details = [_public_when(edition)]
    if edition.change_note:
        details.append(_("Note for readers: %(note)s") % {"note": edition.change_note})
    what = _("Edition %(number)d: %(change)s") % {
        "number": edition.number,
        "change": edition.get_change_display(),
    }
    return Entry(
        edition.recorded_at,
        _order(edition, EDITION),
        "edition",
        name_of(edition.published_by),
        what,
        "" if edition.is_withdrawal else f"edition-{edition.number}",
        tuple(details),
        remark if remark != edition.change_note else "",
        edition,
    )


def _public_when(edition):
    said = {"from": short_time(edition.public_from)}
    if edition.cancelled_at:
        return _("It was to be public from %(from)s, and was cancelled on %(at)s by %(name)s.") % {
            **said,
            "at": short_time(edition.cancelled_at),
            "name": name_of(edition.cancelled_by),
        }
    if edition.public_until:
        return _("Public from %(from)s until %(until)s.") % {
            **said,
            "until": short_time(edition.public_until),
        }
    return _("Public from %(from)s on.") % said


def _copies(article, before):
    rows = article.copies.select_related("saved_by", "restored_from", "restored_edition").defer(
        "restored_from__snapshot",
        "restored_edition__content",
        "restored_edition__body_html",
        "restored_edition__body_text",
    )
    found = _page_of(rows, "saved_at", COPY, before)
    return [_copy_entry(copy, older) for copy, older in zip_longest(found, found[1:])]


def _copy_entry(copy, older):
    details = []
    if older is not None:
        changed = places_changed(older.snapshot, copy.snapshot)
        details.append(
            _("Changed: %(places)s") % {"places": ", ".join(changed)}
            if changed
            else _("Nothing in it changed.")
        )
    return Entry(
        copy.saved_at,
        _order(copy, COPY),
        "copy",
        name_of(copy.saved_by),
        _("Version %(version)d %(origin)s") % {"version": copy.version, "origin": _origin(copy)},
        f"copy-{copy.version}",
        tuple(details),
    )


def _origin(copy):
    if copy.restored_edition:
        return _("restored from edition %(number)d") % {"number": copy.restored_edition.number}
    if copy.restored_from:
        return _("restored from version %(version)d") % {"version": copy.restored_from.version}
    return copy.get_origin_display()


def _steps(article, before):
    rows = article.steps.exclude(move__in=RECORDING, edition__isnull=False)
    rows = rows.select_related("by", "receiver", "edition").defer(
        "edition__content", "edition__body_html", "edition__body_text"
    )
    return [_step_entry(step) for step in _page_of(rows, "at", STEP, before)]


def _step_entry(step):
    told = told_step(step)
    return Entry(
        step.at, _order(step, STEP), "step", told["who"], capfirst(str(told["deed"])), remark=step.remark
    )


# Comparing


def compare_page(request, pk, model_admin):
    """Two states of a story side by side; without a choice, what is published and the working copy now."""
    article = _story(request, pk, model_admin)
    chosen = request.GET.get("left") or _published(article) or _before(article)
    if not chosen:
        messages.info(request, _("There is nothing to compare yet: this story was saved once."))
        return HttpResponseRedirect(reverse("admin:newsroom_article_history", args=[article.pk]))
    left, right = side_of(article, chosen), side_of(article, request.GET.get("right") or NOW)
    rows = compare(left.snapshot, right.snapshot, request.user)
    return _page(
        request,
        model_admin,
        article,
        "compare",
        _("What differs"),
        left=left,
        right=right,
        **shown(rows, everything="all" in request.GET),
        everything="all" in request.GET,
    )


def _before(article) -> str:
    version = article.copies.filter(version__lt=article.version).values_list("version", flat=True).first()
    return f"copy-{version}" if version else ""


def shown(rows, everything: bool = False) -> dict[str, Any]:
    """Return for a template what differs, and in place of what does not how many pieces that are.

    `parts` are `(rows, number)`: rows to show, or how many pieces of the body are the same.
    """
    parts = []
    for same, run in groupby(rows, key=lambda row: row.change == SAME and not everything):
        found = list(run)
        if not same:
            parts.append((found, ""))
        elif number := sum(row.place == "body" for row in found):
            told = ngettext("%(number)d piece is the same.", "%(number)d pieces are the same.", number)
            parts.append(([], told % {"number": number}))
    return {"parts": parts, "differs": differs(rows)}


# Reading and restoring one


def copy_page(request, pk, which, model_admin):
    """One state of a story, to be read."""
    article = _story(request, pk, model_admin)
    side = side_of(article, which)
    units = readable(side.snapshot, Things([side.snapshot], request.user))
    return _page(request, model_admin, article, "copy", side.name, side=side, units=units)


def restore_page(request, pk, which, model_admin):
    """Show what a restore would change, ask, and restore."""
    article = _story(request, pk, model_admin)
    if not request.user.has_perm(copies.MAY_RESTORE) or which == NOW:
        raise PermissionDenied
    side = side_of(article, which)
    reasons: list[Reason] = []
    seen, meanwhile = article.version, False
    if request.method == "POST":
        seen = _seen(request)
        article.version = seen
        try:
            restored = copies.restore(
                article,
                side.snapshot,
                request.user,
                restored_from=side.copy,
                restored_edition=side.edition,
            )
        except copies.NotRestored as refused:
            reasons, meanwhile = refused.reasons, refused.meanwhile
            article = _story(request, pk, model_admin)
        else:
            return _restored(request, model_admin, article, side, restored)
    elif lock := story_lock(article):
        reasons = [Reason("locked", lock.message)]
    now = side_of(article, NOW)
    rows = compare(now.snapshot, side.snapshot, request.user)
    return _page(
        request,
        model_admin,
        article,
        "restore",
        _("Restore %(which)s into the working copy?") % {"which": side.name},
        left=now,
        right=side,
        **shown(rows),
        reasons=told_reasons(article, reasons),
        meanwhile=meanwhile,
        seen=seen,
        offered=differs(rows) and (not reasons or meanwhile),
        live=_live(article),
    )


def _seen(request) -> int:
    number = request.POST.get("seen_version", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _live(article):
    edition = article.editions.live().defer("content", "body_html", "body_text").first()
    if edition is None:
        return ""
    return _("The public goes on reading edition %(number)d, since %(time)s.") % {
        "number": edition.number,
        "time": in_newsroom_time(edition.public_from),
    }


def _restored(request, model_admin, article, side, restored):
    told = _("%(which)s is restored into the working copy, as version %(version)d.") % {
        "which": side.name,
        "version": restored.copy.version,
    }
    model_admin.log_change(request, article, told)
    messages.success(request, told)
    for sentence in restored.left_out:
        messages.warning(request, sentence)
    return HttpResponseRedirect(article.get_absolute_url())

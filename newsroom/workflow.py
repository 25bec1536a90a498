"""How a story comes to the gate: who may move it where, and whom each move is told to.

A move is made for the story as its mover saw it, like the gate's own. An approval is for one version:
whatever is saved afterwards wants another, and nobody approves what they saved themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.models import Article, Edition, Notice, RetrospectiveApproval, Step, WorkingCopy
from newsroom.models.kinds import WorkflowState
from newsroom.models.limits import seen_by
from newsroom.refusals import Reason, Refused
from newsroom.release_locks import story_lock
from newsroom.staff import name_of, who_may, who_sees

MAY_WRITE = "newsroom.change_article"
MAY_APPROVE = "newsroom.approve_article"
MAY_PUBLISH_AT_ONCE = "newsroom.publish_at_once"

DRAFT, SUBMITTED, CHANGES_REQUESTED, APPROVED, PUBLISHED = WorkflowState
ANY_STATE = frozenset(WorkflowState)

# The gate's moves that freeze the working copy as it stands.
RECORDING = ("publish", "correct", "schedule", "archive", "release")

# How many of those who could do it instead are named in a refusal.
NAMED = 3


@dataclass(frozen=True)
class Move:
    """A line of the table: from which states, to which (None: it stays where it is), and who may.

    `elsewhere` is what is said of a story that stands in another state, which it names as %(state)s.
    """

    name: str
    permission: str
    elsewhere: Promise
    from_states: frozenset[str] = field(default=ANY_STATE)
    to_state: str | None = None
    needs_remark: bool = False
    # Whether it is given to somebody: never, if the mover likes, or by its nature.
    hands_over: bool = False
    needs_receiver: bool = False


MOVES = {
    move.name: move
    for move in (
        Move(
            "submit",
            MAY_WRITE,
            gettext_lazy("A draft is submitted; this story is already further (%(state)s)."),
            frozenset({DRAFT, CHANGES_REQUESTED}),
            SUBMITTED,
            hands_over=True,
        ),
        Move(
            "approve",
            MAY_APPROVE,
            gettext_lazy(
                "Only what was submitted can be approved. This story stands elsewhere now (%(state)s)."
            ),
            frozenset({SUBMITTED}),
            APPROVED,
            hands_over=True,
        ),
        Move(
            "request_changes",
            MAY_APPROVE,
            gettext_lazy(
                "Changes are requested of what was submitted or approved. This story stands elsewhere "
                "now (%(state)s)."
            ),
            frozenset({SUBMITTED, APPROVED}),
            CHANGES_REQUESTED,
            needs_remark=True,
        ),
        Move(
            "take_back",
            MAY_WRITE,
            gettext_lazy("Only what was submitted can be taken back. This story is not (%(state)s)."),
            frozenset({SUBMITTED}),
            DRAFT,
        ),
        Move(
            "hand_over",
            MAY_WRITE,
            gettext_lazy("This story cannot be handed over now (%(state)s)."),
            hands_over=True,
            needs_receiver=True,
        ),
        Move("take_on", MAY_WRITE, gettext_lazy("This story cannot be taken on now (%(state)s).")),
    )
}


def last_editor(article):
    """Return who saved the story as it stands; None when nobody knows."""
    return article.edited_by or article.created_by


def is_approved(article) -> bool:
    """Whether somebody approved the story as it stands, this very version of it."""
    return article.state in {APPROVED, PUBLISHED} and article.approved_version == article.version


def refusals(article, by, move: Move) -> list[Reason]:
    """Return why `by` cannot make `move` with the story as it stands; nothing when they can."""
    if not by.has_perm(move.permission):
        return [Reason("permission", _("Your role does not allow this. Ask an editor."))]
    if article.state not in move.from_states:
        return [Reason("state", move.elsewhere % {"state": article.get_state_display()})]
    if move.name == "approve":
        return list(_own_work(article, by))
    if move.name == "take_back" and by.pk not in {article.created_by_id, article.edited_by_id}:
        return [Reason("not-yours", _("Only who wrote the story can take it back. You can ask for changes."))]
    if move.name == "take_on" and article.assigned_to_id == by.pk:
        return [Reason("yours", _("You have this story already."))]
    return []


def lock_reasons(article) -> list[Reason]:
    """Return why nobody moves the story at all now: it belongs to a release that is approved."""
    lock = story_lock(article)
    return [Reason("release", lock.message)] if lock else []


def _own_work(article, by):
    editor = last_editor(article)
    if editor is not None and editor.pk == by.pk:
        yield Reason(
            "own-work",
            _("You saved this version yourself, so somebody else has to approve it. %(who)s")
            % {"who": _who_could(article, {by.pk})},
        )


def _who_could(article, besides):
    others = who_sees(article, who_may(MAY_APPROVE)).exclude(pk__in=besides)[:NAMED]
    if not others:
        return _("There is nobody else who may: ask an administrator.")
    return _("These could: %(names)s.") % {"names": ", ".join(map(name_of, others))}


def take(article: Article, by, move: str, remark: str = "", receiver=None) -> Step:
    """Make the move of that name with `article`, as its caller saw it, in the name of `by`.

    `receiver` is who gets the story, where the move hands it over. Returns the step, and brings
    `article` up to date. Raises Refused, and then nothing was changed.
    """
    made = MOVES[move]
    remark = remark.strip()
    with transaction.atomic():
        _claim(article)
        fresh = Article.objects.select_related("edited_by", "created_by", "assigned_to").get(pk=article.pk)
        if reasons := [
            *refusals(fresh, by, made),
            *lock_reasons(fresh),
            *_lacking(fresh, made, remark, receiver),
        ]:
            raise Refused(reasons)
        had_it = fresh.assigned_to
        writers = [fresh.created_by, last_editor(fresh)]
        changes = {"assigned_to": _next_holder(fresh, by, made, receiver)}
        if made.name == "approve":
            changes["approved_version"] = fresh.version
        elif made.to_state:
            changes["approved_version"] = None
        told = [had_it, changes["assigned_to"]]
        if made.name in {"approve", "request_changes"}:
            told += writers
        step = record(
            fresh, by, made.name, made.to_state, remark=remark, receiver=receiver, tell=told, **changes
        )
    _bring_up_to_date(article, fresh)
    return step


def _claim(article):
    """Hold the story's row to the end, if it still stands as the caller saw it."""
    seen = Article.objects.filter(
        pk=article.pk, version=article.version, state=article.state, last_edition=article.last_edition
    )
    if seen.update(version=F("version")) != 1:
        raise Refused(
            [
                Reason(
                    "changed",
                    _("Somebody else saved or moved this story since you opened it. Look at it first."),
                )
            ]
        )


def _lacking(article, move, remark, receiver):
    if move.needs_remark and not remark:
        yield Reason("remark", _("Write what is to be changed: the writer reads it."), "remark")
    if move.needs_receiver and receiver is None:
        yield Reason("receiver", _("Choose who shall have the story."), "receiver")
    if receiver is not None and not who_sees(article, who_may(MAY_WRITE)).filter(pk=receiver.pk).exists():
        yield Reason(
            "receiver",
            _("%(who)s may not see or write this story. Choose somebody else.") % {"who": name_of(receiver)},
            "receiver",
        )


def _next_holder(article, by, move, receiver):
    """Who has the story after the move; None when it waits for whoever comes to it first."""
    match move.name:
        case "submit":
            return receiver or _who_asked(article, by)
        case "request_changes":
            return last_editor(article) or article.created_by
        case "take_back" | "take_on":
            return by
    return receiver


def _who_asked(article, by):
    """Who asked for the changes that are made now: they look whether that is what they meant."""
    asked = article.steps.filter(move="request_changes").select_related("by").first()
    if asked is None or article.state != CHANGES_REQUESTED or asked.by_id == by.pk:
        return None
    return asked.by if asked.by.is_active and asked.by.has_perm(MAY_APPROVE) else None


def saved(article: Article, by) -> None:
    """Say that `by` saved a new version of `article`; called in the transaction that saves it.

    An approval was for the version before, so the story is a draft again. One that waits for approval
    goes on waiting when it is an editor who mends it, as a sub-editor does on the way; when its writer
    takes it up again, it is theirs until it is submitted anew.
    """
    goes_on = article.state in {DRAFT, CHANGES_REQUESTED} or (
        article.state == SUBMITTED and by.has_perm(MAY_APPROVE)
    )
    had_it = article.assigned_to
    changes = {"edited_by": by, "approved_version": None, "assigned_to": had_it or by}
    if goes_on:
        _change(article, **changes)
    else:
        record(article, by, "edit", DRAFT, tell=[had_it], **changes)


def another_photo(article: Article, by, *, published: bool) -> bool:
    """Say that `by` put another photo into `article`, which raised its version; the gate calls it.

    What is published as it stands keeps the approval that it has, when its editions show the other photo as
    well (`published`). Anything else has changed since somebody approved it, as by a save. Returns whether
    an approval was lost by it.
    """
    was_approved = article.approved_version == article.version - 1
    if article.state == PUBLISHED and published:
        _change(article, approved_version=article.version if was_approved else None)
        return False
    goes_on = article.state not in {APPROVED, PUBLISHED} and (
        article.state != SUBMITTED or by.has_perm(MAY_APPROVE)
    )
    state = article.state if goes_on else DRAFT
    _change(article, state=state, edited_by=by, approved_version=None)
    return was_approved


def approval_reasons(article, by, at_once: str = "") -> list[Reason]:
    """Return what keeps `by` from taking this version through the gate, as far as its approval goes.

    `at_once` is the reason, in words, for not waiting for it.
    """
    if is_approved(article):
        return []
    if not by.has_perm(MAY_PUBLISH_AT_ONCE):
        return [
            Reason(
                "not-approved",
                _("Nobody has approved this version yet (it is: %(state)s). Ask an editor to approve it.")
                % {"state": article.get_state_display()},
            )
        ]
    if at_once.strip():
        return []
    return [
        Reason(
            "not-approved",
            _(
                "Nobody has approved this version yet (it is: %(state)s). Have it approved, or write "
                "why it cannot wait: then somebody else approves it afterwards."
            )
            % {"state": article.get_state_display()},
            "at_once",
        )
    ]


def went_through(article: Article, edition: Edition, by, move: str, remark: str = "", at_once: str = ""):
    """Say that the gate recorded `edition` of `article`: its step, and what is still to be approved.

    The gate calls it under its claim. Nobody has the story any more: its work is done.
    """
    if not is_approved(article) and at_once.strip():
        RetrospectiveApproval.objects.create(edition=edition, reason=at_once.strip())
        remark = " ".join(filter(None, [remark.strip(), at_once.strip()]))
    told = [article.created_by, last_editor(article), article.assigned_to]
    record(article, by, move, PUBLISHED, edition=edition, remark=remark, tell=told, assigned_to=None)


def came_back(article: Article, edition: Edition, by, move: str, remark: str = ""):
    """Say that the gate cancelled or withdrew `edition`: where the working copy stands after it.

    What was to come is approved still, when it was. What was withdrawn wants a new approval, whatever
    it is to say then. What the desk has begun since stays where it is, unless the story was withdrawn.
    """
    told = [article.created_by, last_editor(article), article.assigned_to]
    if move == "withdraw":
        record(article, by, move, DRAFT, edition=edition, remark=remark, tell=told, approved_version=None)
        return
    state = article.state
    if state == PUBLISHED:
        state = APPROVED if is_approved(article) else DRAFT
    record(article, by, move, state, edition=edition, remark=remark, tell=told)


def record(
    article: Article,
    by,
    move: str,
    to_state: str | None = None,
    *,
    edition: Edition | None = None,
    remark: str = "",
    receiver=None,
    tell: Iterable = (),
    **changes,
) -> Step:
    """Put `article` in its new state with `changes`, write the step, and tell it to all in `tell` but `by`.

    Whoever calls it holds the story's row.
    """
    before = article.state
    _change(article, state=to_state or before, **changes)
    now = timezone.now()
    step = Step.objects.create(
        article=article,
        move=move,
        from_state=before,
        to_state=article.state,
        version=article.version,
        edition=edition,
        remark=remark.strip()[:REMARK_LENGTH],
        receiver=receiver,
        by=by,
        at=now,
    )
    told = {user.pk for user in tell if user and user.is_active} - {by.pk}
    Notice.objects.bulk_create(Notice(recipient_id=pk, step=step, made_at=now) for pk in sorted(told))
    return step


REMARK_LENGTH = Step._meta.get_field("remark").max_length


def _change(article, **changes):
    # The time of the last save stays what it was: a move changes nothing in the story.
    Article.objects.filter(pk=article.pk).update(**changes)
    for name, value in changes.items():
        setattr(article, name, value)


def _bring_up_to_date(article, fresh):
    for name in ("state", "approved_version", "assigned_to", "edited_by"):
        setattr(article, name, getattr(fresh, name))


def outstanding_approvals(user):
    """Return the approvals that are to be given afterwards, of stories that `user` may see, newest first."""
    return (
        RetrospectiveApproval.objects.filter(approved_at=None, edition__cancelled_at=None)
        .filter(seen_by(user, "edition__article"))
        .select_related("edition__article", "edition__published_by")
        .order_by("-pk")
    )


def afterwards_refusals(approval: RetrospectiveApproval, by) -> list[Reason]:
    """Return why `by` cannot approve afterwards what was published at once; nothing when they can."""
    if not by.has_perm(MAY_APPROVE):
        return [Reason("permission", _("Your role does not allow this. Ask an editor."))]
    if approval.approved_at:
        return [
            Reason("approved", _("%(who)s approved it already.") % {"who": name_of(approval.approved_by)})
        ]
    if approval.edition.cancelled_at:
        return [Reason("cancelled", _("This edition was cancelled before it became public."))]
    involved = {approval.edition.published_by_id, _editor_of(approval.edition)}
    if by.pk in involved:
        return [
            Reason(
                "own-work",
                _("You published or wrote this edition yourself, so somebody else has to approve it. %(who)s")
                % {"who": _who_could(approval.edition.article, involved)},
            )
        ]
    return []


def version_of(edition: Edition) -> int | None:
    """Return the version of the working copy that became `edition`; None when no step tells.

    An edition whose schedule was moved has the content of the one that was recorded first.
    """
    recorded = Step.objects.filter(
        article=edition.article_id,
        move__in=RECORDING,
        edition__digest=edition.digest,
        edition__number__lte=edition.number,
    )
    return recorded.order_by("-edition__number").values_list("version", flat=True).first()


def _editor_of(edition):
    """The key of who saved what became `edition`."""
    article, version = edition.article, version_of(edition)
    if version != article.version:
        copy = WorkingCopy.objects.filter(article=article, version=version).first()
        if copy and copy.saved_by_id:
            return copy.saved_by_id
    return article.edited_by_id or article.created_by_id


def approve_afterwards(approval: RetrospectiveApproval, by, remark: str = "") -> Step:
    """Give the approval that an edition which was published at once still lacks. Raises Refused."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=approval.edition.article_id)
        # Read when the wait for the story's row is over: somebody else may have given it meanwhile.
        approval.refresh_from_db()
        if reasons := afterwards_refusals(approval, by):
            raise Refused(reasons)
        approval.approved_by, approval.approved_at, approval.remark = by, timezone.now(), remark.strip()
        approval.save()
        changes: dict[str, Any] = {}
        if article.state == PUBLISHED and version_of(approval.edition) == article.version:
            changes["approved_version"] = article.version
        told = [approval.edition.published_by, article.created_by, last_editor(article)]
        return record(
            article, by, "approve_afterwards", edition=approval.edition, remark=remark, tell=told, **changes
        )

"""The gate between the desk and the public: the only code that makes editions.

Each move reads alike: may they, hold the story as its caller saw it, is it ready, freeze, record, and tell
others once it is committed. When somebody saved or published the story meanwhile, the move is refused.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import another_photo, copies, photo_readiness, readiness, timing, withdrawing, workflow
from newsroom.chain import Chain, claim, hold, notice_of, refuse_when_locked
from newsroom.freezing import digest, freeze
from newsroom.models import Article, Edition, Photo, PhotoBlock, RetrospectiveApproval
from newsroom.models.kinds import WithdrawalWay
from newsroom.newsroom_time import in_newsroom_time, newsroom_day
from newsroom.photo_terms import bars
from newsroom.refusals import Reason, Refused, permission_reasons
from newsroom.release_locks import story_lock
from newsroom.rendering import photos_shown


def refusals(article: Article, at: datetime.datetime | None, by, at_once: str = "") -> list[Reason]:
    """Return why `publish` (when `at` is None) or `schedule` would refuse now; nothing when it would not."""
    if at is None:
        found = readiness.publish_reasons(article, timezone.now(), by)
    else:
        found = readiness.schedule_reasons(article, at, by)
    return [*found, *workflow.approval_reasons(article, by, at_once)]


def refusals_in_a_release(article: Article, at: datetime.datetime, by) -> list[Reason]:
    """Return why `record` would refuse; nothing when it would not. It only looks.

    Whether `by` may publish is not among them: those who prepare a release ask as well.
    """
    lock = story_lock(article)
    found = [
        *([Reason("release", lock.message)] if lock else []),
        *(reason for reason in _reasons_in_a_release(article, at, by) if reason.code != "permission"),
    ]
    # A person who is not public yet may be announced by the release itself.
    if all(reason.about for reason in found):
        standing = Edition.objects.filter(article=article).in_force(at).first()
        found += _unchanged_reasons(standing, freeze(article, at))
    return found


def _reasons_in_a_release(article, at, by):
    yield from readiness.publish_reasons(article, at, by)
    if not workflow.is_approved(article):
        yield Reason(
            "not-approved",
            _(
                "Nobody has approved this version yet (it is: %(state)s). Have it approved: the approval of "
                "the release does not replace it."
            )
            % {"state": article.get_state_display()},
        )


def publish(article: Article, by, note: str = "", change: str | None = None, *, at_once: str = "") -> Edition:
    """Make `article`, as it stands, public now.

    `note` tells readers what changed, and moves the date that they see; without one it passes silently.
    A correction (`change=Edition.Change.CORRECTION`) must have one. `at_once` is the reason for not
    waiting for the approval, which is then to be given afterwards. Returns the new edition. Raises Refused.
    """
    return _record(
        article,
        by,
        None,
        note,
        change,
        move="correct" if change == Edition.Change.CORRECTION else "publish",
        at_once=at_once,
        reasons=lambda fresh, now: [
            *readiness.publish_reasons(fresh, now, by),
            *workflow.approval_reasons(fresh, by, at_once),
        ],
    )


def schedule(
    article: Article,
    by,
    at: datetime.datetime,
    note: str = "",
    change: str | None = None,
    *,
    at_once: str = "",
) -> Edition:
    """Record `article`, as it stands, to be public from the aware time `at` on, with nothing left to do then.

    `at_once` is the reason for not waiting for the approval. Returns the new edition. Raises Refused.
    """
    return _record(
        article,
        by,
        at,
        note,
        change,
        move="schedule",
        at_once=at_once,
        reasons=lambda fresh, at: [
            *readiness.schedule_reasons(fresh, at, by),
            *workflow.approval_reasons(fresh, by, at_once),
        ],
    )


def reschedule(article: Article, by, at: datetime.datetime) -> Edition:
    """Move the coming edition of `article` to the aware time `at`, in one step and with the content it has.

    What the desk wrote since is not in it. The old one is cancelled, the new one has a number of its own.
    Returns the new edition. Raises Refused.
    """
    with transaction.atomic():
        if found := list(permission_reasons(by)):
            raise Refused(found)
        now = claim(article, last_edition=article.last_edition)
        fresh = _fresh(article)
        chain = Chain(fresh, by, now)
        before = _scheduled(chain)
        _hold_rows_of({photo["id"] for photo in photos_shown(before.content)})
        if found := readiness.reschedule_reasons(fresh, before, at, now):
            raise Refused(found)
        _cancel_the_coming(chain, before=at)
        chain.cut(at)
        edition = chain.add(
            at,
            before.content,
            like=before,
            change=before.change,
            change_note=before.change_note,
            major_change_at=_told_at(before.change_note, at, chain.end),
        )
        chain.add_expiry()
        # The approval that it still lacks is for its content, which is the same.
        RetrospectiveApproval.objects.filter(edition=before).update(edition=edition)
        workflow.record(fresh, by, "reschedule", edition=edition, tell=[fresh.created_by, fresh.assigned_to])
    _tell_the_caller(article)
    return edition


def publish_from_archive(article: Article, by, at: datetime.datetime) -> Edition:
    """Record the first edition of a story that was public before it came here, under its own past date `at`.

    Returns the new edition, whose `recorded_at` says when it really came. Raises Refused.
    """
    return _record(
        article,
        by,
        at,
        "",
        None,
        move="archive",
        reasons=lambda fresh, at: readiness.archive_reasons(fresh, at, by),
    )


def record(article: Article, by, at: datetime.datetime, note: str = "") -> Edition:
    """Record `article`, which its caller holds, to be public from `at` on: now, or a time to come.

    It is a part of its caller's transaction, which records other stories for the same time or none at all.
    Returns the new edition. Raises Refused.
    """
    return _record(
        article,
        by,
        at,
        note,
        None,
        move="release",
        now=min(at, timezone.now()),
        reasons=lambda fresh, at: _reasons_in_a_release(fresh, at, by),
    )


def take_back(article: Article, by, now: datetime.datetime) -> Edition | None:
    """Cancel what is scheduled of `article`, which its caller holds, for a time after `now`; return it."""
    fresh = _fresh(article)
    chain = Chain(fresh, by, now)
    if chain.coming:
        _cancel_the_coming(chain)
        workflow.came_back(fresh, chain.coming, by, "cancel_release")
        _tell_the_caller(article)
    return chain.coming


def withdraw(
    article: Article,
    by,
    reason: str,
    way: WithdrawalWay = WithdrawalWay.GONE,
    to: Article | None = None,
) -> Edition:
    """Take `article` from the public now; its address keeps answering, with `reason` (for the public).

    `way` says what stands there: the reason alone, the text under it, or the way `to` another story.
    What was to come is cancelled with it. Returns the withdrawal. Raises Refused.
    """
    with transaction.atomic():
        if found := list(withdrawing.withdrawal_permission_reasons(by, reason)):
            raise Refused(found)
        # Both stories are held: two that are withdrawn at once cannot come to lead to each other.
        hold(*filter(None, [article, to]))
        now = claim(article)
        fresh = _fresh(article)
        chain = Chain(fresh, by, now)
        standing = chain.current
        if standing is None:
            raise Refused([Reason("not-public", _("This story is not public, so it cannot be withdrawn."))])
        if found := list(withdrawing.withdrawal_reasons(standing, way, to, now)):
            raise Refused(found)
        said = {"to": to.uid.hex} if to and way == WithdrawalWay.REDIRECT else {}
        content = notice_of(standing, way, reason=reason.strip(), **said)
        _refuse_the_same(standing, content)
        chain.cut(now)
        edition = chain.add(
            now,
            content,
            like=standing,
            change=Edition.Change.WITHDRAWAL,
            change_note=reason.strip(),
            major_change_at=standing.major_change_at,
        )
        workflow.came_back(fresh, edition, by, "withdraw", reason)
    _tell_the_caller(article)
    return edition


def cancel_schedule(article: Article, by) -> Edition:
    """Cancel the coming edition of `article` before its time; what the public reads goes on.

    Returns the cancelled edition, which keeps its number. Raises Refused.
    """
    with transaction.atomic():
        if found := list(permission_reasons(by)):
            raise Refused(found)
        hold(article)
        refuse_when_locked(article)
        fresh = _fresh(article)
        # The time is read when the wait for the row is over: the edition may have become public meanwhile.
        chain = Chain(fresh, by, timezone.now())
        coming = _scheduled(chain)
        _cancel_the_coming(chain)
        workflow.came_back(fresh, coming, by, "cancel_schedule")
    _tell_the_caller(article)
    return coming


@dataclass(frozen=True)
class Replaced:
    """What the replacement of a photo changed in one story."""

    editions: tuple[Edition, ...] = ()
    in_the_copy: bool = False
    # Whether the working copy was approved, is not what was published, and must be approved anew.
    lost_approval: bool = False


def replace_photo(
    article: Article, by, old: Photo, new: Photo, note: str = "", *, own_words: bool = True
) -> Replaced:
    """Have `article` show `new` wherever it shows `old`: in its working copy, now, and when its time comes.

    The edition in force, and one that is to come, are recorded anew with the content that they have and only
    the photo exchanged: what the desk wrote since is in neither. Past editions stay as they were. `note`
    tells readers of it; without one it passes silently. `own_words` keeps what the story itself says of the
    photo. Returns what was changed; nothing, where the story does not show the old one. Raises Refused.
    """
    note = note.strip()
    with transaction.atomic():
        hold(article)
        refuse_when_locked(article)
        fresh = _fresh(article)
        now = timezone.now()
        chain = Chain(fresh, by, now)
        standing = [edition for edition in (chain.current, chain.coming) if edition]
        shown = {photo["id"] for edition in standing for photo in photos_shown(edition.content)}
        _hold_rows_of({*shown, *_photos_of([fresh.pk]), old.pk, new.pk})
        old, new = Photo.objects.get(pk=old.pk), Photo.objects.select_related("replaced_by").get(pk=new.pk)
        editions = [edition for edition in standing if _shows(edition.content, old)]
        if found := list(_replacing_reasons(fresh, by, old, new, bool(editions))):
            raise Refused(found)
        was_changed = bool(standing) and fresh.updated_at > standing[-1].recorded_at
        keep = another_photo.words_typed(fresh, old, editions) if own_words else None
        recorded = _replace_in_editions(chain, old, new, keep, note) if editions else []
        in_the_copy = _replace_in_the_copy(fresh, by, old, new, own_words=own_words)
        lost = workflow.another_photo(fresh, by, published=bool(recorded)) if in_the_copy else False
        if in_the_copy or (recorded and was_changed):
            # Whatever else was written since goes on being told as a change.
            Article.objects.filter(pk=fresh.pk).update(
                updated_at=now + datetime.timedelta(microseconds=1) if was_changed else now
            )
        told = [fresh.created_by, workflow.last_editor(fresh), fresh.assigned_to]
        remark = _("“%(old)s” → “%(new)s”. %(note)s") % {"old": old.title, "new": new.title, "note": note}
        for edition in recorded or [None] * in_the_copy:
            workflow.record(fresh, by, "replace_photo", edition=edition, remark=remark, tell=told)
            told = []
        if in_the_copy:
            copies.keep(fresh, by)
    article.refresh_from_db()
    return Replaced(tuple(recorded), in_the_copy, lost)


def _shows(content, photo):
    return any(shown["id"] == photo.pk for shown in photos_shown(content))


def _replacing_reasons(article, by, old, new, published):
    if published:
        yield from permission_reasons(by)
    elif not by.has_perm(workflow.MAY_WRITE):
        yield Reason("permission", _("Your role does not allow this. Ask an editor."))
    yield from another_photo.reasons_against(old, new)


def _replace_in_editions(chain, old, new, keep, note):
    """Record what is in force and what is to come anew, with `new` in the place of `old`; return both."""
    current, coming = chain.current, chain.coming
    recorded = []
    if current and _shows(current.content, old):
        chain.cut(chain.now)
        recorded.append(_with_another(chain, current, chain.now, old, new, keep, note))
        chain.add_expiry(coming.public_from if coming else None)
    elif coming:
        chain.cut(coming.public_from)
    if coming:
        # Where only what stands before it shows the photo, it follows with the content that it has.
        edition = _with_another(chain, coming, coming.public_from, old, new, keep, coming.change_note)
        RetrospectiveApproval.objects.filter(edition=coming).update(edition=edition)
        recorded.append(edition)
        chain.add_expiry()
    return recorded


def _with_another(chain, edition, at, old, new, keep, note):
    content = another_photo.with_another(edition.content, old, new, edition.language, keep)
    comes = [photo for photo in photos_shown(content) if photo["id"] == new.pk]
    if _shows(edition.content, old) and (
        found := [
            *(reason for photo in comes for reason in photo_readiness.frozen_photo_reasons(photo)),
            *(Reason(bar.code, bar.message) for bar in bars(new, newsroom_day(at))),
        ]
    ):
        raise Refused(list(dict.fromkeys(found)))
    scheduled = at > chain.now
    if scheduled or edition.is_withdrawal:
        change, note = edition.change, edition.change_note
    else:
        change = Edition.Change.UPDATE
    told_at = edition.major_change_at if edition.is_withdrawal else _told_at(note, at, chain.end)
    return chain.add(
        at,
        content,
        like=edition,
        news=not edition.is_withdrawal,
        change=change,
        change_note=note,
        major_change_at=told_at,
    )


def _replace_in_the_copy(article, by, old, new, *, own_words):
    """Put `new` in the place of `old` in the working copy, as a new version; return whether it was there."""
    blocks = PhotoBlock.objects.filter(parent=article.pk, photo=old)
    leads = article.lead_photo_id == old.pk
    if not leads and not blocks.exists():
        return False
    copies.keep_before(article)
    emptied = {} if own_words else dict.fromkeys(("caption", "alt_text", "credit"), "")
    blocks.update(photo=new, crop="", **emptied)
    said = {"version": F("version") + 1}
    if leads:
        said |= {"lead_photo": new, "lead_crop": ""}
        said |= {} if own_words else dict.fromkeys(("lead_caption", "lead_alt", "lead_credit"), "")
    Article.objects.filter(pk=article.pk).update(**said)
    article.refresh_from_db(fields=["version", "lead_photo"])
    return True


def _scheduled(chain):
    if chain.coming is None:
        raise Refused([Reason("not-scheduled", _("No edition of this story is scheduled any more."))])
    return chain.coming


def _cancel_the_coming(chain, before=None):
    """Cancel the scheduled edition with the expiry after it; what is in force ends again when it would have.

    With `before`, only when that comes before this time, at which something else takes its place.
    """
    chain.cut(chain.coming.public_from)
    if chain.end is chain.current:
        chain.add_expiry(before)


def _fresh(article):
    """Return the story as it stands in the database, whose row is held by now."""
    return Article.objects.select_related(
        "lead_photo", "interviewee", "created_by", "edited_by", "assigned_to"
    ).get(pk=article.pk)


_TOLD = ("last_edition", "state", "approved_version", "assigned_to", "embargo_until", "expires_at")


def _tell_the_caller(article):
    """Bring what a move changes of a story up to date in the caller's copy."""
    article.refresh_from_db(fields=_TOLD)


def _record(article, by, at, note, change, *, move, reasons, at_once="", now=None):
    note = note.strip()
    with transaction.atomic():
        claimed = claim(article)
        now = now or claimed
        at = at or now
        hold_photos([article])
        fresh = _fresh(article)
        chain = Chain(fresh, by, now)
        found = reasons(fresh, at)
        before = next((edition for edition in reversed(chain.to_come) if edition.public_from < at), None)
        standing = before or chain.current
        if found := [*found, *_change_reasons(change, note, standing)]:
            raise Refused(found)
        content = freeze(fresh, at)
        _refuse_the_same(standing, content)
        chain.cut(at)
        default = Edition.Change.UPDATE if standing else Edition.Change.FIRST
        edition = chain.add(
            at,
            content,
            like=fresh,
            change=change or default,
            change_note=note,
            major_change_at=_told_at(note, at, standing),
        )
        chain.add_expiry()
        workflow.went_through(fresh, edition, by, move, note, at_once)
        _clear_what_is_over(fresh, now)
    _tell_the_caller(article)
    return edition


def _told_at(note, at, standing):
    """When readers were last told of a change: by this edition's note, else as the one before it says."""
    if standing is None:
        return None
    return at if note else standing.major_change_at


def _clear_what_is_over(article, now):
    """Empty the times in the form that have done their work; the story is the same without them."""
    over = {
        name: None
        for name, is_over in (
            ("embargo_until", timing.embargo_is_over(article, now)),
            ("expires_at", timing.expiry_is_over(article, now)),
        )
        if is_over
    }
    if over:
        Article.objects.filter(pk=article.pk).update(**over)


def _refuse_the_same(standing, content):
    if found := list(_unchanged_reasons(standing, content)):
        raise Refused(found)


def _unchanged_reasons(standing, content):
    if standing and standing.digest == digest(content):
        yield Reason(
            "unchanged",
            _("Nothing has changed since edition %(number)d of %(time)s.")
            % {"number": standing.number, "time": in_newsroom_time(standing.public_from)},
        )


def _change_reasons(change, note, standing):
    if change == Edition.Change.CORRECTION and not note:
        yield Reason("note", _("A correction says what was wrong. Write the note."), "note")
    if change == Edition.Change.CORRECTION and standing is None:
        yield Reason("nothing-to-correct", _("This story is not public yet, so there is nothing to correct."))
    if change in {Edition.Change.FIRST, Edition.Change.WITHDRAWAL}:
        raise ValueError(f"The gate itself decides what is a {change} edition.")


def hold_photos(articles: list[Article]) -> None:
    """Hold the photos of these stories, so that none of their files goes while an edition begins to need it.

    All at once: those who hold one story's after another's would wait for each other.
    """
    _hold_rows_of(_photos_of([article.pk for article in articles]))


def _photos_of(articles):
    """The keys of the photos that these stories (keys) have in their working copies."""
    shown = {
        *Article.objects.filter(pk__in=articles).values_list("lead_photo", flat=True),
        *PhotoBlock.objects.filter(parent__in=articles).values_list("photo", flat=True),
    }
    return shown - {None}


def _hold_rows_of(photos):
    list(Photo.objects.select_for_update().filter(pk__in=photos).order_by("pk"))

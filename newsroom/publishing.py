"""The gate between the desk and the public: the only code that makes editions.

Each move reads alike: may they, is it ready, claim the next number, freeze, record, and tell
others once it is committed. A move is made for the story as its caller saw it; when somebody saved or
published it meanwhile, the claim touches no row and the move is refused.
"""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import readiness, workflow
from newsroom.freezing import digest, freeze
from newsroom.models import Article, Edition, Photo, PhotoBlock
from newsroom.newsroom_time import in_newsroom_time
from newsroom.readiness import Reason, Refused
from newsroom.release_locks import story_lock
from newsroom.rendering import derived_columns, write_rows
from newsroom.signals import edition_cancelled, edition_recorded


def refusals(article: Article, at: datetime.datetime | None, by, at_once: str = "") -> list[Reason]:
    """Return why `publish` (when `at` is None) or `schedule` would refuse now; nothing when it would not."""
    if at is None:
        found = readiness.publish_reasons(article, timezone.now(), by)
    else:
        found = readiness.schedule_reasons(article, at, by)
    return [*found, *workflow.approval_reasons(article, by, at_once)]


def publish(article: Article, by, note: str = "", change: str | None = None, *, at_once: str = "") -> Edition:
    """Make `article`, as it stands, public now.

    `note` says what changed; a correction (`change=Edition.Change.CORRECTION`) must have one. `at_once`
    is the reason for not waiting for the approval, which is then to be given afterwards.
    Returns the new edition. Raises Refused.
    """
    now = timezone.now()
    return _record(
        article,
        by,
        now,
        note,
        change,
        move="correct" if change == Edition.Change.CORRECTION else "publish",
        at_once=at_once,
        reasons=lambda fresh: [
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
        reasons=lambda fresh: [
            *readiness.schedule_reasons(fresh, at, by),
            *workflow.approval_reasons(fresh, by, at_once),
        ],
    )


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
        reasons=lambda fresh: readiness.archive_reasons(fresh, at, by),
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
        reasons=lambda fresh: [
            *readiness.publish_reasons(fresh, at, by),
            *workflow.approval_reasons(fresh, by),
        ],
    )


def take_back(article: Article, by, now: datetime.datetime) -> Edition | None:
    """Cancel what is recorded of `article`, which its caller holds, for a time after `now`; return it."""
    coming = _coming(article, now)
    if coming:
        _cancel(coming, by, now)
        fresh = _held(article)
        workflow.came_back(fresh, coming, by, "cancel_release")
        _tell_the_caller(article, fresh)
    return coming


def withdraw(article: Article, by, reason: str) -> Edition:
    """Take `article` from the public now; its address keeps answering, with `reason` (for the public).

    A coming edition is cancelled with it. Returns the withdrawal. Raises Refused.
    """
    with transaction.atomic():
        _may_withdraw(by, reason)
        number = _claim(article)
        # Read when the wait for the claim is over: what was coming may have become public meanwhile.
        now = timezone.now()
        coming = _coming(article, now)
        if coming:
            _cancel(coming, by, now)
        standing = article.editions.in_force(now).first()
        if standing is None or standing.is_withdrawal:
            raise Refused([Reason("not-public", _("This story is not public, so it cannot be withdrawn."))])
        content = {
            "schema": standing.content["schema"],
            "section": standing.section_id,
            "notice": {"reason": reason.strip()},
            # Every feed that carried the story tells of its withdrawal.
            "ties": standing.content.get("ties", {}),
        }
        edition = _write(
            standing.article,
            number,
            by,
            now,
            content,
            standing=standing,
            slug=standing.slug,
            kind=standing.kind,
            change=Edition.Change.WITHDRAWAL,
            change_note=reason.strip(),
        )
        fresh = _held(article)
        workflow.came_back(fresh, edition, by, "withdraw", reason)
    _tell_the_caller(article, fresh)
    return edition


def cancel_schedule(article: Article, by) -> Edition:
    """Cancel the coming edition of `article` before its time; what the public reads goes on.

    Returns the cancelled edition, which keeps its number. Raises Refused.
    """
    with transaction.atomic():
        if reasons := list(readiness.permission_reasons(by)):
            raise Refused(reasons)
        # Locks the story, so that nobody publishes between the look and the change.
        Article.objects.filter(pk=article.pk).update(last_edition=F("last_edition"))
        _refuse_when_locked(article)
        # The time is read when the wait for the lock is over: the edition may have become public meanwhile.
        now = timezone.now()
        coming = _coming(article, now)
        if coming is None:
            raise Refused([Reason("not-scheduled", _("No edition of this story is scheduled any more."))])
        _cancel(coming, by, now)
        fresh = _held(article)
        workflow.came_back(fresh, coming, by, "cancel_schedule")
    _tell_the_caller(article, fresh)
    return coming


def _coming(article, now):
    return Edition.objects.filter(article=article, public_from__gt=now, cancelled_at=None).first()


def _cancel(coming, by, now):
    Edition.objects.filter(pk=coming.pk).update(
        public_until=coming.public_from, cancelled_at=now, cancelled_by=by
    )
    if coming.supersedes_id:
        Edition.objects.filter(pk=coming.supersedes_id).update(public_until=None)
    coming.refresh_from_db()
    transaction.on_commit(lambda: edition_cancelled.send(Edition, edition=coming))


def _may_withdraw(by, reason):
    reasons = list(readiness.permission_reasons(by, readiness.MAY_WITHDRAW))
    if not reason.strip():
        reasons.append(
            Reason(
                "reason", _("Say why the story is withdrawn: the public reads it at its address."), "reason"
            )
        )
    if reasons:
        raise Refused(reasons)


def _claim(article):
    """Take the next number of the story as the caller saw it, and so hold its row to the end."""
    seen = Article.objects.filter(pk=article.pk, version=article.version, last_edition=article.last_edition)
    if seen.update(last_edition=F("last_edition") + 1) != 1:
        raise Refused(
            [
                Reason(
                    "changed",
                    _("Somebody else saved or published this story since you opened it. Look at it first."),
                )
            ]
        )
    _refuse_when_locked(article)
    return article.last_edition + 1


def _refuse_when_locked(article):
    if lock := story_lock(article):
        raise Refused([Reason("release", lock.message)])


def _held(article):
    """Return the story as it stands in the database, whose row is held by now."""
    return Article.objects.select_related(
        "lead_photo", "interviewee", "created_by", "edited_by", "assigned_to"
    ).get(pk=article.pk)


def _tell_the_caller(article, fresh):
    for name in ("last_edition", "state", "approved_version", "assigned_to"):
        setattr(article, name, getattr(fresh, name))


def _record(article, by, public_from, note, change, *, move, reasons, at_once=""):
    with transaction.atomic():
        number = _claim(article)
        _hold_photos(article)
        fresh = _held(article)
        standing = _open_edition(fresh)
        if found := [*reasons(fresh), *_change_reasons(change, note, standing)]:
            raise Refused(found)
        content = freeze(fresh, public_from)
        if standing and standing.digest == digest(content):
            raise Refused(
                [
                    Reason(
                        "unchanged",
                        _("Nothing has changed since edition %(number)d of %(time)s.")
                        % {"number": standing.number, "time": in_newsroom_time(standing.public_from)},
                    )
                ]
            )
        default = Edition.Change.UPDATE if standing else Edition.Change.FIRST
        edition = _write(
            fresh,
            number,
            by,
            public_from,
            content,
            standing=standing,
            slug=fresh.slug,
            kind=fresh.kind,
            change=change or default,
            change_note=note.strip(),
            # Readers are told of a change by its note; one without a note does not move the story's date.
            major_change_at=public_from if note.strip() else (standing and standing.major_change_at),
        )
        workflow.went_through(fresh, edition, by, move, note, at_once)
    _tell_the_caller(article, fresh)
    return edition


def _open_edition(article):
    return Edition.objects.filter(article=article, public_until=None).first()


def _change_reasons(change, note, standing):
    if change == Edition.Change.CORRECTION and not note.strip():
        yield Reason("note", _("A correction says what was wrong. Write the note."), "note")
    if change == Edition.Change.CORRECTION and standing is None:
        yield Reason("nothing-to-correct", _("This story is not public yet, so there is nothing to correct."))
    if change in {Edition.Change.FIRST, Edition.Change.WITHDRAWAL}:
        raise ValueError(f"The gate itself decides what is a {change} edition.")


def _hold_photos(article):
    """Lock the story's photos, so that none of their files goes while this edition begins to need it."""
    shown = {
        article.lead_photo_id,
        *PhotoBlock.objects.filter(parent=article).values_list("photo", flat=True),
    }
    list(Photo.objects.select_for_update().filter(pk__in=shown - {None}).order_by("pk"))


def _write(article, number, by, public_from, content, *, standing, **said):
    # A withdrawal stands where the story stood, whatever language the desk gave its copy since.
    language = standing.language if standing else article.language
    edition = Edition(
        article=article,
        uid=article.uid,
        translation_group=article.translation_group,
        language=language,
        number=number,
        public_from=public_from,
        first_public_from=standing.first_public_from if standing else public_from,
        published_by=by,
        recorded_at=timezone.now(),
        supersedes=standing,
        content=content,
        digest=digest(content),
        **said,
        **derived_columns(content, language),
    )
    if standing:
        Edition.objects.filter(pk=standing.pk).update(public_until=public_from)
    edition.save(force_insert=True)
    write_rows(edition)
    transaction.on_commit(lambda: edition_recorded.send(Edition, edition=edition))
    return edition

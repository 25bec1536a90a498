"""Releases: stories and facts that become public at the same second, or not at all.

Each move is one transaction. It holds the release, its facts, its stories in the order of their numbers
and their photos before it looks at any of them, so that nothing changes between the look and the act and
nobody waits in a ring with those who publish. The stories go through the gate like any other.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import chain, publishing
from newsroom.models import Article, Release, ReleaseFact, ReleaseStory
from newsroom.newsroom_time import in_newsroom_time
from newsroom.refusals import Reason, Refused
from partnerships import locking, versions
from partnerships.facts import Fact
from partnerships.models import Appointment

MAY_APPROVE = "newsroom.approve_release"

# A release, or one of its members, and what keeps it from becoming public.
Lack = tuple[Any, list[Reason]]


class NotReleased(Refused):
    """Nothing of the release was done; `missing` says why, for the release and each of its members."""

    def __init__(self, missing: list[Lack]):
        self.missing = missing
        super().__init__([reason for _member, reasons in missing for reason in reasons])


def missing(release: Release, by, at: datetime.datetime | None = None) -> list[Lack]:
    """Return what keeps the members of `release` from becoming public at `at`, each with all its reasons.

    `at` is the release's own time when it is not given, and now when it has none. The release itself
    stands among them when it lacks something, a second person's approval apart: that is seen when
    somebody approves. It only looks.
    """
    now = timezone.now()
    at = at or release.at or now
    stories, facts = members(release)
    announced = {_key(member.fact) for member in facts if member.fact}
    found: list[Lack] = [(release, list(_release_reasons(release, at, now, [*stories, *facts])))]
    elsewhere = _elsewhere(release, stories, facts)
    found += [(member, _fact_reasons(member, at, announced, elsewhere)) for member in facts]
    for member in stories:
        reasons = publishing.refusals_in_a_release(member.article, at, by)
        found.append(
            (
                member,
                [
                    *_story_reasons(member, elsewhere),
                    # What the release announces itself is not missing.
                    *(reason for reason in reasons if _key(reason.about) not in announced),
                ],
            )
        )
    return [(member, reasons) for member, reasons in found if reasons]


def approve(release: Release, by, at: datetime.datetime | None = None, reason: str = "") -> Release:
    """Have all members of `release`, as its caller saw it, public from `at` on (now when not given).

    `reason` is why somebody approves what they made themselves. Returns the release as it stands then.
    Raises NotReleased, and then nothing of it was done.
    """
    with transaction.atomic():
        held, stories, facts = _hold(release)
        now = timezone.now()
        at = at or now
        reasons = [
            *_permission_reasons(by),
            *_release_reasons(held, at, now, [*stories, *facts]),
            *_second_person_reasons(held, by, reason),
        ]
        why = _("Release approved for %(time)s. %(reason)s") % {
            "time": in_newsroom_time(at),
            "reason": reason.strip(),
        }
        with versions.writing(by, why):
            _announce(held, stories, facts, by, at, reasons)
        held.approved_by, held.approved_at, held.approval_reason = by, now, reason.strip()
        _set(held, Release.State.APPROVED, at)
        said = _("Approved for %(time)s. %(reason)s") if reason else _("Approved for %(time)s.")
        _remember(held, by, said % {"time": in_newsroom_time(at), "reason": reason.strip()})
    return _told(release, held)


def cancel(release: Release, by, reason: str) -> Release:
    """Cancel an approved `release` before its time: nothing of it becomes public.

    Returns the release as it stands then. Raises NotReleased.
    """
    with transaction.atomic():
        held, stories, facts = _hold(release)
        now = timezone.now()
        reasons = [*_permission_reasons(by), *_waiting_reasons(held, now)]
        if not reason.strip():
            reasons.append(
                Reason("reason", _("Say why the release is cancelled: it is remembered."), "reason")
            )
        if reasons:
            raise NotReleased([(held, reasons)])
        held.cancelled_by, held.cancelled_at, held.cancel_reason = by, now, reason.strip()
        _set(held, Release.State.CANCELLED, held.at)
        with versions.writing(by, _("Release cancelled: %(reason)s") % {"reason": reason.strip()}):
            _take_back(stories, facts, by, now)
        _remember(held, by, _("Cancelled: %(reason)s") % {"reason": reason.strip()})
    return _told(release, held)


def move(release: Release, by, at: datetime.datetime) -> Release:
    """Have the members of an approved `release`, as they are, public from another time on.

    Returns the release as it stands then. Raises NotReleased, and then the old time holds.
    """
    with transaction.atomic():
        held, stories, facts = _hold(release)
        now = timezone.now()
        before = held.at
        reasons = [*_permission_reasons(by), *_waiting_reasons(held, now), *_time_reasons(at, now)]
        if before == at:
            reasons.append(Reason("unchanged", _("The release is set for that time already."), "at"))
        if reasons:
            raise NotReleased([(held, reasons)])
        _set(held, Release.State.PREPARING, before)
        times = {"before": in_newsroom_time(before), "after": in_newsroom_time(at)}
        with versions.writing(by, _("Release moved from %(before)s to %(after)s.") % times):
            _take_back(stories, facts, by, now)
            _announce(held, stories, facts, by, at, [])
        _set(held, Release.State.APPROVED, at)
        _remember(held, by, _("Moved from %(before)s to %(after)s.") % times)
    return _told(release, held)


def reopen(release: Release, by) -> Release:
    """Prepare a cancelled `release` again, with the members that it had.

    Returns the release as it stands then. Raises NotReleased.
    """
    with transaction.atomic():
        held, stories, _facts = _hold(release)
        reasons = [reason for reason in editing_reasons(held, by) if reason.code != "cancelled"]
        if held.state != Release.State.CANCELLED:
            reasons.append(Reason("not-cancelled", _("This release was not cancelled.")))
        if reasons:
            raise NotReleased([(held, reasons)])
        for member in stories:
            member.edition = None
            member.save(update_fields=["edition"])
        held.approved_by = held.approved_at = held.cancelled_by = held.cancelled_at = None
        held.approval_reason = held.cancel_reason = ""
        _set(held, Release.State.PREPARING, held.at)
        _remember(held, by, _("Prepared again."))
    return _told(release, held)


def add(release: Release, by, things: Iterable[Article | Fact]) -> int:
    """Put stories and facts into `release` that are not in it yet; return how many. Raises NotReleased."""
    added = 0
    with transaction.atomic():
        held, stories, facts = _hold(release)
        if reasons := editing_reasons(held, by):
            raise NotReleased([(held, reasons)])
        known = {_key(member.article) for member in stories} | {_key(member.fact) for member in facts}
        for thing in things:
            if _key(thing) in known:
                continue
            if isinstance(thing, Article):
                ReleaseStory.objects.create(release=held, article=thing)
            else:
                ReleaseFact.objects.create(release=held, fact=thing)
            added += 1
    _told(release, held)
    return added


def editing_reasons(release: Release, by) -> list[Reason]:
    """Return why `by` cannot change what is in `release`; nothing when they can."""
    found = []
    if not by.has_perm("newsroom.change_release"):
        found.append(Reason("permission", _("You may not prepare releases. Ask an editor.")))
    if release.state == Release.State.CANCELLED:
        found.append(Reason("cancelled", _("This release was cancelled. Prepare it again first.")))
    elif release.state == Release.State.APPROVED:
        sentence = (
            _("This release is approved, so nothing in it changes. Have it cancelled first.")
            if release.is_waiting()
            else _("This release is public, so nothing in it changes any more.")
        )
        found.append(Reason("approved", sentence))
    return found


def members(release: Release) -> tuple[list[ReleaseStory], list[ReleaseFact]]:
    """Return the stories of `release` by their numbers, and its facts in the order in which they are held."""
    stories = release.stories.select_related("article__section", "edition").order_by("article_id")
    facts = release.facts.select_related("content_type").prefetch_related("fact")
    return list(stories), list(facts)


# Holding


def _hold(release):
    """Hold the release as its caller saw it, and all its members; return them as they stand."""
    seen = Release.objects.filter(pk=release.pk, version=release.version)
    if seen.update(version=F("version") + 1) != 1:
        raise NotReleased(
            [
                (
                    release,
                    [
                        Reason(
                            "changed",
                            _("Somebody else changed this release since you opened it. Look at it first."),
                        )
                    ],
                )
            ]
        )
    stories, facts = members(release)
    locking.hold(member.fact for member in facts if member.fact)
    articles = [member.article for member in stories]
    chain.hold(*articles)
    publishing.hold_photos(articles)
    # Read anew: what was read before it was held may have changed meanwhile.
    return Release.objects.get(pk=release.pk), *members(release)


def _told(release, held):
    """Bring the caller's release up to date."""
    for field in Release._meta.concrete_fields:
        setattr(release, field.attname, getattr(held, field.attname))
    return release


# Doing


def _announce(release, stories, facts, by, at, reasons):
    """Record every member for `at`. Raises NotReleased with all that is missing."""
    elsewhere = _elsewhere(release, stories, facts)
    announced = {_key(member.fact) for member in facts if member.fact}
    found = [(release, reasons)]
    # Facts first: a story's interviewee is to be public at the time of the story.
    for member in facts:
        lacking = _fact_reasons(member, at, announced, elsewhere)
        found.append((member, lacking))
        if not lacking:
            member.fact.public_from = at
            member.fact.save(update_fields=["public_from"])
    for member in stories:
        lacking = list(_story_reasons(member, elsewhere))
        try:
            member.edition = publishing.record(member.article, by, at, member.change_note)
        except Refused as refused:
            lacking += refused.reasons
        else:
            member.save(update_fields=["edition"])
        found.append((member, lacking))
    if lacks := [(member, lacking) for member, lacking in found if lacking]:
        raise NotReleased(lacks)


def _take_back(stories, facts, by, now):
    for member in stories:
        publishing.take_back(member.article, by, now)
    for member in facts:
        if member.fact:
            # What a release announces was not announced before.
            member.fact.public_from = None
            member.fact.save(update_fields=["public_from"])


# Who decided on a release, when, and why.
DECIDED = (
    "approved_by",
    "approved_at",
    "approval_reason",
    "cancelled_by",
    "cancelled_at",
    "cancel_reason",
)


def _set(release, state, at):
    release.state, release.at = state, at
    release.save(update_fields=["state", "at", *DECIDED])


def _remember(release, by, message):
    LogEntry.objects.log_actions(by.pk, [release], CHANGE, message, single_object=True)


# Reasons


def _permission_reasons(by):
    if not by.has_perm(MAY_APPROVE):
        yield Reason("permission", _("You may not approve, move or cancel releases. Ask a publisher."))


def _release_reasons(release, at, now, all_members):
    if release.state == Release.State.CANCELLED:
        yield Reason("cancelled", _("This release was cancelled. Prepare it again first."))
    elif release.state == Release.State.APPROVED:
        yield Reason("approved", _("This release is approved already."))
    if not all_members:
        yield Reason("empty", _("There is nothing in this release yet. Add a story or a fact."), "stories")
    if at != now:
        yield from _time_reasons(at, now)


def _time_reasons(at, now):
    if at <= now:
        yield Reason(
            "past", _("%(time)s is past. Choose a time to come.") % {"time": in_newsroom_time(at)}, "at"
        )


def _second_person_reasons(release, by, reason):
    if by.pk == release.created_by_id and not reason.strip():
        yield Reason(
            "own-release",
            _(
                "You made this release yourself: have somebody else approve it, or write why that cannot "
                "wait."
            ),
            "reason",
        )


def _waiting_reasons(release, now):
    if release.is_waiting(now):
        return
    if release.state == Release.State.APPROVED:
        yield Reason(
            "public",
            _(
                "This release is public since %(time)s. What is public can be corrected or withdrawn, one "
                "by one."
            )
            % {"time": in_newsroom_time(release.at)},
        )
    else:
        yield Reason("not-approved", _("This release is not approved, so there is nothing to take back."))


def _story_reasons(member, elsewhere):
    if other := elsewhere.get(_key(member.article)):
        yield _in_another(other)


def _in_another(other):
    return Reason(
        "another-release",
        _("It is in another release as well, “%(name)s”. Take it out of one of them.") % {"name": other.name},
        "release",
    )


def _fact_reasons(member, at, announced, elsewhere):
    fact = member.fact
    if fact is None:
        return [
            Reason("gone", _("It is not in the register any more. Take it out of the release."), "release")
        ]
    found = []
    if other := elsewhere.get(_key(fact)):
        found.append(_in_another(other))
    if fact.public_from:
        sentence = (
            _("The public knows it since %(time)s. Take it out of the release.")
            if fact.is_public()
            else _("It is set to become public by itself at %(time)s. Empty that time first.")
        )
        found.append(
            Reason("announced", sentence % {"time": in_newsroom_time(fact.public_from)}, "public_from")
        )
    return found + [
        _hanging(fact, owner)
        for owner in fact.owners()
        if _key(owner) not in announced and not (owner.public_from and owner.public_from <= at)
    ]


def _hanging(fact, owner):
    """Why a fact cannot become public before `owner`, without which it tells nothing."""
    if isinstance(fact, Appointment):
        return Reason(
            "person-not-public",
            _("%(person)s is not public in the register at that time. Add the person to the release.")
            % {"person": owner},
            "person",
        )
    return Reason(
        "owner-not-public",
        _("It hangs on “%(owner)s”, which is not public at that time. Add that to the release.")
        % {"owner": owner},
        "public_from",
    )


def _key(thing):
    """By what a story or fact is told from all others; None for nothing."""
    return None if thing is None else (ContentType.objects.get_for_model(thing).pk, thing.pk)


def _elsewhere(release, stories, facts):
    """Return the other unfinished release in which a member is as well, by the member's key."""
    now = timezone.now()
    unfinished = Q(release__state=Release.State.PREPARING) | Q(
        release__state=Release.State.APPROVED, release__at__gt=now
    )
    others = {}
    own = ReleaseStory.objects.filter(unfinished, article__in=[member.article_id for member in stories])
    for other in own.exclude(release=release).select_related("release", "article"):
        others[_key(other.article)] = other.release
    keys = {(member.content_type_id, member.object_id) for member in facts}
    known = ReleaseFact.objects.filter(unfinished, object_id__in=[number for _kind, number in keys])
    for other in known.exclude(release=release).select_related("release"):
        others[other.content_type_id, other.object_id] = other.release
    return others

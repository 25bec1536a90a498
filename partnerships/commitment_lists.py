"""Commitments as pages show them: where each stands, whether it is overdue, and what its log says."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef

from partnerships.due import is_overdue
from partnerships.gathered import gathered, rows_of
from partnerships.models import Agreement, Commitment, CommitmentEntry, Event, Pillar

PILLAR = ("order", "slug", "name", "colour")


def mark_overdue(commitments: Iterable, day: datetime.date) -> None:
    """Tell of each of `commitments` that came `with_state` whether it is `overdue` on `day`."""
    for one in commitments:
        one.overdue = is_overdue(one.due_on, one.due_precision, one.state, day)


def with_pillars(commitments):
    """Give each commitment its pillars, for `pillars_of`."""
    return commitments.annotate(
        pillars_told=gathered(Pillar.objects.filter(commitments=OuterRef("pk")), *PILLAR)
    )


def pillars_of(commitment) -> list[Pillar]:
    """Return the pillars of one that came `with_pillars`, in their order."""
    found = rows_of(Pillar, commitment.pillars_told)
    return sorted(found, key=lambda pillar: (pillar.order, pillar.slug))


def shown_commitments(agreement, at: datetime.datetime, day: datetime.date) -> list[Commitment]:
    """Return what the public knows at `at` of the commitments of `agreement`, as they stand on `day`.

    One query.
    """
    rows = agreement.commitments.live(at).with_state(CommitmentEntry.objects.live(at), day)
    found = list(with_pillars(rows).order_by("number"))
    mark_overdue(found, day)
    for one in found:
        one.agreement = agreement
        one.pillars_shown = pillars_of(one)
    return found


def with_evidence(entries, at: datetime.datetime):
    """Give each of `entries` what shows it, as far as the public may know it at `at`, for `read_evidence`."""
    of_this = CommitmentEntry.stories.through.objects.filter(commitmententry=OuterRef("pk"))
    events = Event.objects.live(at).filter(commitment_entries=OuterRef("pk"))
    agreements = Agreement.objects.live(at).filter(evidence_for=OuterRef("pk"))
    return entries.annotate(
        events_told=gathered(events, "id", "slug", "title"),
        agreements_told=gathered(agreements, "id", "slug", "title"),
        stories_told=gathered(of_this, "article_id"),
    )


def read_evidence(entry) -> None:
    """Read what `with_evidence` told: `events_shown`, `agreements_shown` and `story_numbers`."""
    entry.events_shown = sorted(rows_of(Event, entry.events_told), key=lambda event: event.pk)
    entry.agreements_shown = sorted(rows_of(Agreement, entry.agreements_told), key=lambda one: one.pk)
    entry.story_numbers = sorted(told["article_id"] for told in entry.stories_told)


def read_logs(commitments: list, at: datetime.datetime, day: datetime.date) -> list[int]:
    """Give each of `commitments` its `log` until `day`, the latest first (one query; none for none).

    Returns the numbers of all stories that are cited, whether the public may read them or not.
    """
    if not commitments:
        return []
    entries = CommitmentEntry.objects.live(at).filter(commitment__in=[one.pk for one in commitments])
    logs = defaultdict(list)
    for entry in with_evidence(entries.filter(on__lte=day), at):
        read_evidence(entry)
        logs[entry.commitment_id].append(entry)
    for one in commitments:
        one.log = logs[one.pk]
        for entry in one.log:
            entry.commitment = one
    return sorted({number for log in logs.values() for entry in log for number in entry.story_numbers})

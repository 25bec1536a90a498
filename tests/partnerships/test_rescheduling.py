"""What is kept of an event's changes once the public has heard of it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation

from partnerships import rescheduling
from partnerships.event_history import history, moved_from
from partnerships.models import Event, EventChange, ProgrammeItem
from tests.register import LONG_AGO

MAY = {"starts_on": datetime.date(2026, 5, 3), "ends_on": datetime.date(2026, 5, 5)}
JUNE = {"starts_on": datetime.date(2026, 6, 7), "ends_on": datetime.date(2026, 6, 9)}
WHY = {"en": "The summit in Geneva comes first."}
Kind = EventChange.Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return Event.objects.create(
        slug="visit", kind="talks", title={"en": "Visit"}, public_from=LONG_AGO, **MAY
    )


def told(visit):
    """What the page of the event tells of its changes, the latest first."""
    visit.refresh_from_db()
    with translation.override("en"):
        return [change.words for change in history(visit, visit.changes.all())]


def test_a_confirmed_day_moves_with_a_note_and_what_was_before_is_kept(visit, editor):
    at = timezone.now() + datetime.timedelta(hours=1)

    change = rescheduling.change(visit, by=editor, note=WHY, at=at, **JUNE)

    assert change.kind == Kind.RESCHEDULED
    assert (change.was_from, change.was_until, change.was_precision) == (*MAY.values(), "day")
    assert (change.at, change.public_from, change.entered_by) == (at, at, editor)
    assert change.note == WHY
    visit.refresh_from_db()
    assert visit.sequence == 1


@pytest.mark.parametrize("said", [JUNE, {"status": "postponed"}, {"status": "cancelled"}, {"ends_on": None}])
def test_without_a_note_nothing_is_changed(visit, said):
    with pytest.raises(ValidationError, match="Say in a sentence"):
        rescheduling.change(visit, **said)

    visit.refresh_from_db()
    assert (visit.starts_on, visit.ends_on, visit.status, visit.sequence) == (*MAY.values(), "planned", 0)
    assert not visit.changes.exists()


@pytest.mark.parametrize(
    ("before", "said", "kind"),
    [
        ({}, {"status": "postponed"}, Kind.POSTPONED),
        ({}, {"status": "cancelled"}, Kind.CANCELLED),
        ({}, {"status": "cancelled", **JUNE}, Kind.CANCELLED),
        ({}, JUNE, Kind.RESCHEDULED),
        ({}, {"confirmed": False}, Kind.UNCONFIRMED),
        ({}, {"confirmed": False, **JUNE}, Kind.RESCHEDULED),
        ({"confirmed": False}, {"confirmed": True}, Kind.CONFIRMED),
        ({"confirmed": False}, {"confirmed": True, **JUNE}, Kind.RESCHEDULED),
        ({"confirmed": False, "precision": "month"}, {"confirmed": True, "precision": "day"}, Kind.CONFIRMED),
        ({"status": "postponed"}, {"status": "planned", **JUNE}, Kind.RESCHEDULED),
        ({"status": "postponed"}, {"status": "planned"}, Kind.REINSTATED),
        ({"status": "cancelled"}, {"status": "planned"}, Kind.REINSTATED),
        ({"status": "postponed"}, {"status": "cancelled"}, Kind.CANCELLED),
    ],
)
def test_each_change_has_its_kind(visit, before, said, kind):
    Event.objects.update(**before)
    visit.refresh_from_db()

    assert rescheduling.change(visit, note=WHY, **said).kind == kind


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ({"confirmed": False}, JUNE),
        ({"status": "postponed"}, {"status": "planned", **JUNE}),
        ({"status": "cancelled"}, {"status": "planned"}),
        ({}, {"confirmed": False}),
        ({"confirmed": False}, {"confirmed": True}),
        # To say more exactly what was said is to move nothing.
        ({"precision": "month"}, {"precision": "day"}),
        ({"precision": "year"}, {"precision": "month", **JUNE}),
    ],
)
def test_a_note_is_asked_for_only_where_people_may_have_made_their_plans(visit, before, said):
    Event.objects.update(**before)
    visit.refresh_from_db()

    assert rescheduling.change(visit, **said) is not None


@pytest.mark.parametrize("after", [{"precision": "day", **JUNE}, {"precision": "month", **JUNE}])
def test_a_month_that_is_left_is_a_move(visit, after):
    Event.objects.update(precision="month")
    visit.refresh_from_db()

    with pytest.raises(ValidationError):
        rescheduling.change(visit, **after)


@pytest.mark.parametrize(
    "said",
    [
        {"title": {"en": "Another name"}},
        {"venue": {"en": "Hanoi"}},
        {"time_zone": "Europe/London"},
    ],
)
def test_subscribers_hear_of_a_new_title_or_venue_without_a_row_of_history(visit, said):
    assert rescheduling.change(visit, **said) is None

    visit.refresh_from_db()
    assert visit.sequence == 1
    assert not visit.changes.exists()


@pytest.mark.parametrize("said", [{}, {"summary": {"en": "More words"}}, {"kind": "summit"}])
def test_nobody_hears_of_what_no_calendar_tells(visit, said):
    rescheduling.change(visit, **said)

    visit.refresh_from_db()
    assert visit.sequence == 0


def changed_programme(visit, **said):
    """Change the one item of the programme; return by how much the sequence went up."""
    with transaction.atomic():
        before, counted = rescheduling.heard_of(visit), visit.sequence
        visit.programme.update(**said)
        rescheduling.record(before, visit)
    visit.refresh_from_db()
    return visit.sequence - counted


def test_subscribers_hear_of_the_public_hours_only(visit):
    ProgrammeItem.objects.create(event=visit, day=MAY["starts_on"], starts_at="09:30", title={"en": "Talks"})

    assert changed_programme(visit, starts_at="10:30") == 0
    assert changed_programme(visit, is_public=True) == 1
    assert changed_programme(visit, starts_at="11:30") == 1
    assert changed_programme(visit, starts_at="11:30") == 0
    assert changed_programme(visit, is_public=False) == 1
    assert visit.sequence == 3
    assert not visit.changes.exists()


@pytest.mark.parametrize("public_from", [None, datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)])
def test_before_the_announcement_no_trace_is_left_and_no_note_is_asked_for(visit, public_from):
    visit.public_from = public_from
    visit.save()

    rescheduling.change(visit, status="cancelled")
    rescheduling.change(visit, status="planned", **JUNE)
    rescheduling.change(visit, public_from=timezone.now(), title={"en": "Announced"})

    visit.refresh_from_db()
    assert visit.sequence == 0
    assert not visit.changes.exists()


def test_an_event_that_is_taken_back_while_it_moves_tells_nothing_but_counts(visit):
    assert rescheduling.change(visit, public_from=None, **JUNE) is None

    visit.refresh_from_db()
    assert visit.sequence == 1
    assert not visit.changes.exists()


def test_the_history_is_told_in_words(visit):
    moment = datetime.datetime(2026, 3, 1, 18, 30, tzinfo=datetime.UTC)  # already the 2nd in Hanoi

    def after(days, **said):
        rescheduling.change(visit, note=WHY, at=moment + datetime.timedelta(days=days), **said)

    after(0, status="postponed")
    after(1, status="planned", confirmed=False, precision="month", ends_on=None, starts_on=JUNE["starts_on"])
    after(2, precision="day", **JUNE)
    after(3, confirmed=True)
    after(4, status="cancelled")

    assert told(visit) == [
        "Cancelled on 6 March 2026: was 7–9 June 2026.",
        "Confirmed on 5 March 2026: 7–9 June 2026.",
        "The days became known on 4 March 2026: was June 2026, then 7–9 June 2026.",
        "Rescheduled on 3 March 2026: was 3–5 May 2026, then June 2026.",
        "Postponed on 2 March 2026: was 3–5 May 2026.",
    ]
    assert [change.was_from for change in moved_from(visit, visit.changes.all())] == [MAY["starts_on"]]


def test_what_goes_ahead_again_says_so(visit):
    rescheduling.change(visit, note=WHY, status="cancelled")
    rescheduling.change(visit, status="planned")
    rescheduling.change(visit, confirmed=False)

    words = told(visit)

    assert words[0].startswith("Not confirmed any more since")
    assert words[1].startswith("Going ahead again, as told on")
    assert words[1].endswith(": 3–5 May 2026.")
    assert moved_from(visit, visit.changes.all()) == []

"""The form of an event: what it asks for when something changes, and what it loses nothing of."""

import datetime

import pytest
from django.utils import timezone

from partnerships import restoring, versions
from partnerships.models import Event, ProgrammeItem
from tests.newsroom.desk.filled_form import fill
from tests.register import small_register


@pytest.fixture
def visit(db):
    visit = small_register().visit
    visit.source = "The ministry"
    visit.save()
    return visit


@pytest.fixture
def send(client, editor, visit):
    """Fills in the form of the visit, changes what is given and sends it; returns the answer."""
    client.force_login(editor)
    address = f"/admin/partnerships/event/{visit.pk}/change/"

    def send(**said):
        said = {"why": "It was mended."} | said
        data = fill(client, address, "event_form") | {name: [value] for name, value in said.items()}
        answer = client.post(address, data)
        visit.refresh_from_db()
        return answer

    return send


@pytest.mark.parametrize(
    "said",
    [
        {"starts_on": "2026-02-10"},
        {"ends_on": "2026-02-12"},
        {"status": "postponed"},
        {"status": "cancelled"},
    ],
)
def test_a_confirmed_event_that_changes_asks_why_and_loses_nothing_that_was_typed(send, visit, said):
    answer = send(**said, venue_en="Kyoto State Guest House")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Say in a sentence why its confirmed days move" in page
    assert "Kyoto State Guest House" in page
    assert answer.context["adminform"].form["change_note"].errors
    assert (visit.starts_on, visit.status, str(visit.venue)) == (
        datetime.date(2026, 2, 9),
        "planned",
        "Akasaka Palace",
    )
    assert visit.sequence == 0


def test_with_a_note_it_is_saved_and_recorded_with_who_did_it(send, visit, editor):
    answer = send(
        status="postponed", change_note_en="The typhoon came first.", change_note_vi="Bão tới trước."
    )

    assert answer.status_code == 302
    assert (visit.status, visit.sequence) == ("postponed", 1)
    change = visit.changes.get()
    assert (change.kind, change.entered_by) == ("postponed", editor)
    assert dict(change.note) == {"en": "The typhoon came first.", "vi": "Bão tới trước."}
    assert change.is_public()


def test_the_note_for_readers_is_reason_enough_for_the_history(send, visit):
    said = {"status": "postponed", "change_note_vi": "Bão tới trước."}
    assert send(**said, why="").status_code == 302
    assert versions.versions_of(Event, visit.pk)[0].why == "Bão tới trước."

    assert send(status="planned", why="The storm passed.", change_note_en="It goes ahead.").status_code == 302
    assert versions.versions_of(Event, visit.pk)[0].why == "The storm passed."


def test_without_any_reason_what_the_public_knows_is_not_changed(send, visit):
    answer = send(venue_en="Kyoto State Guest House", why="")

    assert answer.status_code == 200
    assert "Kyoto State Guest House" in answer.content.decode()
    assert str(visit.venue) == "Akasaka Palace"


def test_what_is_saved_unchanged_counts_for_nothing(send, visit):
    assert send().status_code == 302
    assert visit.sequence == 0
    assert not visit.changes.exists()


def test_an_hour_of_the_programme_that_moves_is_heard_of_without_a_note(send, visit):
    assert send(**{"programme-0-starts_at": "10:30"}).status_code == 302
    assert visit.sequence == 1
    assert not visit.changes.exists()


def test_days_and_hours_that_move_together_are_heard_of_once(send, visit):
    moved = {
        "starts_on": "2026-02-16",
        "ends_on": "2026-02-18",
        "programme-0-day": "2026-02-17",
        "change_note_en": "So it was agreed.",
    }
    answer = send(**moved)
    assert answer.status_code == 302, answer.context["errors"]
    assert visit.sequence == 1
    assert visit.changes.get().kind == "rescheduled"


@pytest.mark.parametrize("public_from", [None, timezone.now() + datetime.timedelta(days=1)])
def test_before_the_announcement_nothing_is_asked_and_nothing_is_kept(send, visit, public_from):
    Event.objects.filter(pk=visit.pk).update(public_from=public_from)

    assert send(status="cancelled").status_code == 302
    assert (visit.status, visit.sequence) == ("cancelled", 0)
    assert not visit.changes.exists()


def test_an_event_that_is_taken_back_is_changed_without_a_note(send, visit):
    assert send(status="cancelled", public_from_0="", public_from_1="").status_code == 302
    assert (visit.public_from, visit.status) == (None, "cancelled")
    assert not visit.changes.exists()


def test_the_form_of_an_event_that_is_not_announced_does_not_ask_for_a_note(client, editor, visit):
    client.force_login(editor)
    address = f"/admin/partnerships/event/{visit.pk}/change/"
    assert 'name="change_note_en"' in client.get(address).content.decode()

    Event.objects.filter(pk=visit.pk).update(public_from=None)
    assert 'name="change_note_en"' not in client.get(address).content.decode()
    assert 'name="change_note_en"' not in client.get("/admin/partnerships/event/add/").content.decode()


def test_an_event_is_added_with_its_programme(client, editor, db):
    client.force_login(editor)
    data = fill(client, "/admin/partnerships/event/add/", "event_form") | {
        "kind": ["talks"],
        "title_en": ["Talks in Hanoi"],
        "starts_on": ["2026-05-03"],
        "programme-TOTAL_FORMS": ["1"],
        "programme-0-title_en": ["Plenary"],
        "programme-0-day": ["2026-05-03"],
        "programme-0-starts_at": ["09:00"],
        "programme-0-is_public": ["True"],
        "programme-0-order": ["0"],
        "source": ["The ministry"],
    }
    answer = client.post("/admin/partnerships/event/add/", data)

    assert answer.status_code == 302, answer.context["errors"]
    assert ProgrammeItem.objects.get().is_public
    assert Event.objects.get().sequence == 0


@pytest.mark.parametrize(
    ("typed", "is_public"), [("True", True), ("False", False), ("", False), ("yes", False)]
)
def test_an_item_is_public_only_when_somebody_says_so(send, visit, typed, is_public):
    send(**{"programme-0-is_public": typed})

    item = visit.programme.get()
    # What is no answer is refused, and changes nothing.
    assert item.is_public is (True if typed == "yes" else is_public)


def test_what_was_told_of_changes_can_be_read_and_not_rewritten(send, visit, client):
    page = f"/admin/partnerships/event/{visit.pk}/change/"
    assert "The typhoon" not in client.get(page).content.decode()
    send(status="postponed", change_note_en="The typhoon came first.")

    html = client.get(page).content.decode()

    assert "The typhoon came first." in html
    assert "9–11 February 2026" in html
    assert 'name="changes-0-kind"' not in html
    change = visit.changes.get()
    send(**{"changes-0-kind": "cancelled", "changes-0-DELETE": "on", "changes-0-id": str(change.pk)})
    change.refresh_from_db()
    assert change.kind == "postponed"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"starts_on": "0001-01-01"}, "cannot be meant"),
        ({"ends_on": "9999-12-31"}, "cannot be meant"),
        ({"starts_on": "2025-02-30"}, "Enter a valid date"),
        ({"ends_on": "2029-02-09"}, "No event takes longer than two years"),
        ({"ends_on": "2026-02-01"}, "The last day cannot come before the first"),
        ({"time_zone": "Mars/Olympus"}, "is not a time zone"),
        ({"programme-0-day": "2026-03-01"}, "This day is outside the event"),
    ],
)
def test_a_slip_is_told_in_words(send, visit, said, words):
    answer = send(**said, change_note_en="So it was agreed.")

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert visit.sequence == 0


def test_what_is_restored_is_heard_of_like_any_other_change(send, visit, editor):
    before = versions.versions_of(Event, visit.pk)[0]
    send(starts_on="2026-02-10", change_note_en="So it was agreed.")

    restoring.restore(before, editor, "It was a mistake.", note={"en": "As first announced."})

    visit.refresh_from_db()
    assert (visit.starts_on, visit.sequence) == (datetime.date(2026, 2, 9), 2)
    latest = visit.changes.first()
    assert (latest.kind, latest.was_from) == ("rescheduled", datetime.date(2026, 2, 10))
    assert latest.entered_by == editor


def test_an_hour_of_the_programme_that_is_restored_is_heard_of(send, visit, editor):
    item = visit.programme.get()
    before = versions.versions_of(ProgrammeItem, item.pk)[0]
    send(**{"programme-0-starts_at": "11:30"})

    restoring.restore(before, editor, "It was a mistake.")

    visit.refresh_from_db()
    assert visit.programme.get().starts_at == datetime.time(9, 30)
    assert visit.sequence == 2
    assert not visit.changes.exists()

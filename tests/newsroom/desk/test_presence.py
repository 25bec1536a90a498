"""Who else has a story open is told within seconds, cheaply, and to nobody who may not know of the story."""

import json
import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.models import Article, OpenForm, Release, ReleaseStory, Step
from tests.newsroom.desk.filled_form import change_address, fill
from tests.newsroom.gate.test_concurrency import at_once

pytestmark = pytest.mark.django_db


def where(story):
    return f"/admin/newsroom/article/{story.pk}/here/"


class Window:
    """Somebody's window with a story's form in it."""

    def __init__(self, user, story):
        self.client, self.story, self.tab = Client(), story, str(uuid.uuid4())
        self.client.force_login(user)

    def beats(self, **said):
        said = {"tab": self.tab, "version": "1", "state": self.story.state, "locked": False, **said}
        return self.client.post(where(self.story), json.dumps(said), content_type="application/json")


@pytest.fixture
def story(make_story):
    return make_story()


@pytest.fixture
def mine(reporter, story):
    return Window(reporter, story)


@pytest.fixture
def theirs(editor, story):
    editor.first_name, editor.last_name = "Lan", "Nguyễn"
    editor.save()
    return Window(editor, story)


def test_two_who_have_a_story_open_are_told_of_each_other(mine, theirs):
    assert mine.beats().json() == {"others": [], "typing": "", "news": []}
    [said] = theirs.beats().json()["others"]
    assert said.startswith("reporter has this story open as well, since ")
    [said] = mine.beats().json()["others"]
    assert said.startswith("Lan Nguyễn has this story open as well, since ")


def test_who_types_is_told_and_who_stops_is_not(mine, theirs):
    theirs.beats(typing=True)
    assert mine.beats().json()["typing"] == "Typing now: Lan Nguyễn"
    theirs.beats(typing=False)
    assert mine.beats().json()["typing"] == ""


def test_since_when_stays_while_a_window_stays(mine):
    mine.beats()
    opened = OpenForm.objects.get().opened_at
    mine.beats()
    form = OpenForm.objects.get()
    assert form.opened_at == opened
    assert form.seen_at > opened


def test_ones_own_second_window_is_called_that(mine, reporter, story):
    Window(reporter, story).beats()
    [said] = mine.beats().json()["others"]
    assert said.startswith("You have this story open in another window as well")


def test_who_leaves_is_gone_at_once_and_who_vanishes_after_twenty_seconds(mine, theirs):
    theirs.beats()
    assert theirs.beats(leaves=True).json() == {}
    assert mine.beats().json()["others"] == []
    theirs.beats()
    OpenForm.objects.filter(tab=theirs.tab).update(seen_at=timezone.now() - timedelta(seconds=21))
    assert mine.beats().json()["others"] == []


def test_forms_that_vanished_are_forgotten_when_another_opens(mine, theirs):
    theirs.beats()
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    mine.beats()
    assert [str(form.tab) for form in OpenForm.objects.all()] == [mine.tab]


def test_a_newer_save_is_told_with_its_writer_before_one_types_on(mine, theirs):
    address = change_address(mine.story)
    theirs.client.post(address, fill(theirs.client, address) | {"kicker": "Theirs", "_save": "Save"})
    news = dict(mine.beats(version="1").json()["news"])
    assert news["saved-2"].startswith("Lan Nguyễn saved version 2 of this story at ")
    assert mine.beats(version="2", state="draft").json()["news"] == []


def test_a_move_by_somebody_else_is_told(mine, editor, story):
    Step.objects.create(
        article=story,
        move="submit",
        from_state="draft",
        to_state="submitted",
        version=1,
        by=editor,
        at=timezone.now(),
    )
    Article.objects.update(state="submitted")
    [[key, said]] = mine.beats(state="draft").json()["news"]
    assert key == "state-submitted"
    assert said.startswith("The story is now: submitted (editor, ")
    assert mine.beats(state="submitted").json()["news"] == []


def test_a_lock_by_an_approved_release_is_told(mine, publisher, story):
    release = Release.objects.create(name="R", created_by=publisher)
    ReleaseStory.objects.create(release=release, article=story)
    assert mine.beats().json()["news"] == []
    now = timezone.now()
    Release.objects.update(
        state="approved", at=now + timedelta(hours=1), approved_by=publisher, approved_at=now
    )
    [[key, said]] = mine.beats().json()["news"]
    assert key == "locked"
    assert "part of a release that is approved" in said
    assert mine.beats(locked=True).json()["news"] == []


def test_the_form_says_it_when_it_is_opened_with_no_script_too(mine, theirs):
    theirs.beats()
    page = mine.client.get(change_address(mine.story)).content.decode()
    assert "Lan Nguyễn has this story open as well" in page
    assert "has this story open" not in theirs.client.get(change_address(mine.story)).content.decode()


def test_the_list_of_stories_marks_those_that_others_have_open_in_one_query(
    mine, theirs, make_story, editor, reporter
):
    theirs.beats()
    mine.beats()
    address = "/admin/newsroom/article/"
    assert mine.client.get(address).content.decode().count("open with Lan Nguyễn") == 1
    with CaptureQueriesContext(connection) as few:
        mine.client.get(address)
    for number in range(5):
        Window(editor, make_story(f"Story {number}")).beats()
    with CaptureQueriesContext(connection) as many:
        page = mine.client.get(address).content.decode()
    assert page.count("open with Lan Nguyễn") == 6
    assert len(many) == len(few)


# Who may


def test_a_limited_story_answers_like_one_that_does_not_exist(mine, story, editor):
    Article.objects.update(limited=True, created_by=editor)
    hidden = mine.beats()
    missing = mine.client.post(
        "/admin/newsroom/article/999999/here/", json.dumps({"tab": mine.tab}), content_type="application/json"
    )
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert not OpenForm.objects.exists()


def test_who_may_only_look_is_not_told(photo_editor, story):
    assert Window(photo_editor, story).beats().status_code == 403
    assert not OpenForm.objects.exists()


def test_a_lost_session_is_told_so(mine):
    mine.client.logout()
    answer = mine.beats()
    assert (answer.status_code, answer.json()["signed_out"]) == (401, True)


def test_a_beat_without_the_forms_token_is_refused(reporter, story):
    window = Window(reporter, story)
    window.client.handler.enforce_csrf_checks = True
    assert window.beats().status_code == 403


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"tab": 1}', b'{"tab": "x"}', b"\xff", b" " * 2000])
def test_nonsense_is_refused(mine, body):
    answer = mine.client.post(where(mine.story), body, content_type="application/json")
    assert answer.status_code == 400
    assert not OpenForm.objects.exists()


@pytest.mark.parametrize("said", [{"version": None}, {"version": [1]}, {"state": 7}, {"typing": "yes"}])
def test_what_a_window_says_wrongly_of_itself_hurts_nobody(mine, said):
    assert mine.beats(**said).status_code == 200


# What it costs


def test_a_beat_asks_the_newsroom_once_and_writes_once(mine, theirs):
    theirs.beats()
    mine.beats()
    with CaptureQueriesContext(connection) as asked:
        mine.beats(typing=True)
    statements = [
        one["sql"] for one in asked if one["sql"].startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
    ]
    about_people = ("django_session", "auth_permission", 'FROM "auth_user"')
    ours = [sql for sql in statements if not any(word in sql for word in about_people)]
    assert [sql.split()[0] for sql in ours] == ["SELECT", "INSERT"], ours
    assert not any("FOR UPDATE" in sql for sql in statements)
    assert len(statements) <= 6


def test_a_beat_neither_lengthens_nor_writes_the_session(mine):
    mine.beats()
    ends = timezone.now() + timedelta(minutes=1)
    Session.objects.update(expire_date=ends)
    answer = mine.beats()
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
    assert Session.objects.get().expire_date == ends


@pytest.mark.django_db(transaction=True)
def test_many_windows_that_beat_at_once_are_all_counted_and_none_fails(reporter, editor, story):
    windows = [Window(user, story) for user in (reporter, editor) for _ in range(3)]
    answers = at_once(*(window.beats for window in windows), windows[0].beats, windows[0].beats)
    assert [getattr(answer, "status_code", answer) for answer in answers] == [200] * len(answers)
    assert {str(form.tab) for form in OpenForm.objects.all()} == {window.tab for window in windows}


def test_a_story_stays_as_it_was(mine):
    before = Article.objects.values().get()
    mine.beats(typing=True)
    mine.beats(leaves=True)
    assert Article.objects.values().get() == before

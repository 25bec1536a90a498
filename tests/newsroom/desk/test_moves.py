"""Publishing from the desk: the buttons, their pages, and who may use them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Article, Edition
from tests.approving import save_and_approve
from tests.newsroom.desk.filled_form import change_address, fill, move_address

MOVES = ["publish", "correct", "schedule", "cancel_schedule", "archive", "withdraw"]


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def seen(story, **said):
    story.refresh_from_db()
    return {"seen_version": story.version, "seen_edition": story.last_edition, **said}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("role", ["reporter", "editor", "photo_editor"])
def test_only_a_publisher_moves_a_story(client, cast, make_story, move, role):
    story = make_story()
    client.force_login(getattr(cast, role))
    assert client.get(move_address(story, move)).status_code == 403
    assert client.post(move_address(story, move), seen(story)).status_code == 403
    assert not Edition.objects.exists()


def test_a_reporter_sees_no_buttons_and_a_publisher_does(client, reporter, publisher, make_story):
    story = make_story()
    client.force_login(reporter)
    assert 'value="publish"' not in client.get(change_address(story)).content.decode()
    client.force_login(publisher)
    page = client.get(change_address(story)).content.decode()
    assert 'value="publish"' in page
    assert 'value="schedule"' in page
    assert 'value="withdraw"' not in page


def test_a_button_saves_what_was_typed_and_then_asks(desk, make_story):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": "Typed just now", "_move": "publish"}
    response = desk.post(change_address(story), data)
    assert response["Location"] == move_address(story, "publish")
    story.refresh_from_db()
    assert story.headline == "Typed just now"
    assert not Edition.objects.exists()


def test_a_button_pressed_on_an_invalid_form_publishes_nothing_and_loses_nothing(desk, make_story):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": "", "kicker": "Typed", "_move": "publish"}
    response = desk.post(change_address(story), data)
    assert response.status_code == 200
    assert "Typed" in response.content.decode()


def test_a_publisher_publishes(desk, make_story, publisher):
    story = make_story()
    page = desk.get(move_address(story, "publish")).content.decode()
    assert "Nothing. The public does not know this story." in page
    assert "as edition 1" in page
    response = desk.post(move_address(story, "publish"), seen(story), follow=True)
    edition = Edition.objects.get()
    assert (edition.number, edition.published_by) == (1, publisher)
    assert edition.get_absolute_url() in response.content.decode()


def test_the_page_says_why_the_gate_refuses_and_where_to_mend_it(desk, make_story, make_photo):
    story = make_story(lead_photo=make_photo(alt_text={}))
    page = desk.get(move_address(story, "publish")).content.decode()
    assert "The lead photo has no alternative text." in page
    assert f"{change_address(story)}#id_lead_alt" in page
    response = desk.post(move_address(story, "publish"), seen(story))
    assert "Not done." in response.content.decode()
    assert not Edition.objects.exists()


def test_a_reason_in_a_block_leads_to_that_block(desk, make_story):
    from newsroom.models import Question
    from tests.making import add_block

    story = make_story(kind=Article.Kind.INTERVIEW)
    question = add_block(story, Question, question="Why?")
    page = desk.get(move_address(story, "publish")).content.decode()
    assert f"#mend=question-{question.pk}" in page
    assert f"{change_address(story)}#id_interviewee" in page


def test_what_somebody_else_saved_meanwhile_is_not_published_unseen(desk, make_story):
    story = make_story()
    before = seen(story)
    Article.objects.filter(pk=story.pk).update(headline="Changed", version=2)
    page = desk.post(move_address(story, "publish"), before).content.decode()
    assert "Somebody else saved or published this story" in page
    assert not Edition.objects.exists()


def test_a_story_is_scheduled_in_the_newsrooms_time_and_cancelled(desk, make_story, settings):
    settings.NEWSROOM_TIME_ZONE = "Asia/Ho_Chi_Minh"
    story = make_story()
    page = desk.get(move_address(story, "schedule")).content.decode()
    assert "Asia/Ho_Chi_Minh (UTC+07:00)" in page
    response = desk.post(
        move_address(story, "schedule"), seen(story, at="2099-01-02T09:30", note=""), follow=True
    )
    edition = Edition.objects.get()
    assert edition.public_from == datetime.datetime(2099, 1, 2, 2, 30, tzinfo=datetime.UTC)
    assert "02:30 UTC" in response.content.decode()

    assert "edition 1 for" in desk.get(change_address(story)).content.decode()
    desk.post(move_address(story, "cancel_schedule"), seen(story))
    edition.refresh_from_db()
    assert edition.cancelled_at


def test_a_schedule_in_the_past_keeps_what_was_typed(desk, make_story, publisher):
    story = make_story()
    publishing.publish(story, publisher)
    data = seen(story, at="2020-01-02T09:30", tell="on", note="A note")
    page = desk.post(move_address(story, "schedule"), data).content.decode()
    assert "is past. Choose a time to come." in page
    assert 'value="2020-01-02T09:30"' in page
    assert "A note" in page


def test_a_correction_needs_a_note_and_is_marked(desk, make_story, publisher):
    story = make_story()
    publishing.publish(story, publisher)
    save_and_approve(story, headline="Right now")
    page = desk.post(move_address(story, "correct"), seen(story, note="")).content.decode()
    assert "This field is required." in page
    desk.post(move_address(story, "correct"), seen(story, note="The name was wrong."))
    assert Edition.objects.get(number=2).change == Edition.Change.CORRECTION


def test_a_story_is_withdrawn_with_a_reason(desk, make_story, publisher):
    story = make_story()
    publishing.publish(story, publisher)
    desk.post(move_address(story, "withdraw"), seen(story, reason=""))
    assert Edition.objects.count() == 1
    desk.post(move_address(story, "withdraw"), seen(story, reason="It was not true."))
    assert Edition.objects.get(number=2).is_withdrawal
    page = desk.get(change_address(story)).content.decode()
    assert "It was not true." in page
    assert "withdrawn" in page


def test_an_archives_story_is_published_under_its_past_date(desk, make_story):
    story = make_story()
    desk.post(move_address(story, "archive"), seen(story, at="2010-09-08T10:00"))
    assert Edition.objects.get().public_from.year == 2010


def test_what_was_published_cannot_be_deleted_and_a_draft_can(client, editor, make_story, publisher):
    client.force_login(editor)
    published, draft = make_story(), make_story("A draft")
    publishing.publish(published, publisher)
    address = reverse("admin:newsroom_article_delete", args=[published.pk])
    response = client.post(address, {"post": "yes"}, follow=True)
    assert "cannot be deleted" in response.content.decode()
    client.post(reverse("admin:newsroom_article_delete", args=[draft.pk]), {"post": "yes"})
    assert list(Article.objects.all()) == [published]


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_editions_are_read_and_never_changed_in_the_admin(client, cast, make_story, publisher, role):
    edition = publishing.publish(make_story(), publisher)
    client.force_login(getattr(cast, role))
    change = reverse("admin:newsroom_edition_change", args=[edition.pk])
    assert client.get(reverse("admin:newsroom_edition_changelist")).status_code == 200
    assert client.get(change).status_code == 200
    assert client.post(change, {}).status_code == 403
    assert client.get(reverse("admin:newsroom_edition_add")).status_code == 403
    assert client.post(reverse("admin:newsroom_edition_delete", args=[edition.pk])).status_code == 403
    assert Edition.objects.get().recorded_at <= timezone.now()


def test_a_page_whose_time_is_past_leads_back_to_the_story(desk, make_story):
    story = make_story()
    response = desk.get(move_address(story, "withdraw"), follow=True)
    assert response.redirect_chain[-1][0] == change_address(story)
    assert "The story stands otherwise now" in response.content.decode()


@pytest.mark.parametrize("move", ["schedule", "archive"])
@pytest.mark.parametrize("at", ["0001-01-01T00:00", "0202-03-02T06:00", "9999-12-31T23:59"])
def test_a_year_that_cannot_be_meant_is_told_and_moves_nothing(desk, make_story, move, at):
    story = make_story()
    response = desk.post(move_address(story, move), seen(story, at=at, note=""))
    assert response.status_code == 200
    assert "cannot be meant" in response.content.decode()
    assert not Edition.objects.exists()

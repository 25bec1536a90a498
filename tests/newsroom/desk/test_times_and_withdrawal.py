"""The desk's pages for moving a schedule, telling readers, withdrawing, and the times in a story's form."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from newsroom import publishing
from newsroom.models import Article, Edition
from newsroom.newsroom_time import newsroom_zone_name
from tests.approving import save_and_approve
from tests.newsroom.desk.filled_form import change_address, fill, move_address

# 13:00 in Ho Chi Minh City.
SIX = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(SIX, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(client, publisher, clock, settings):
    settings.NEWSROOM_TIME_ZONE = "Asia/Ho_Chi_Minh"
    client.force_login(publisher)
    return client


def seen(story, **said):
    story.refresh_from_db()
    return {"seen_version": story.version, "seen_edition": story.last_edition, **said}


def do(desk, story, move, **said):
    return desk.post(move_address(story, move), seen(story, **said), follow=True).content.decode()


def test_a_schedule_is_moved_from_its_page(desk, make_story, publisher):
    story = make_story()
    publishing.schedule(story, publisher, SIX + HOUR)
    assert 'value="reschedule"' in desk.get(change_address(story)).content.decode()
    page = desk.get(move_address(story, "reschedule")).content.decode()
    assert 'value="2026-03-02T14:00"' in page
    assert "recorded anew as edition 2" in page
    assert "edition 2 becomes public on" in do(desk, story, "reschedule", at="2026-03-02T15:30")
    assert Edition.objects.coming().get().public_from == SIX + 2.5 * HOUR
    page = do(desk, story, "reschedule", at="2026-03-02T12:00")
    assert "is past. Choose a time to come." in page
    assert Edition.objects.coming().count() == 1


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2027-03-28T01:30", "does not exist in United Kingdom Time"),
        ("2026-10-25T01:30", "comes twice in United Kingdom Time, at 00:30 and at 01:30 UTC"),
    ],
)
def test_a_time_that_never_comes_or_comes_twice_is_told(desk, make_story, settings, at, told):
    settings.NEWSROOM_TIME_ZONE = "Europe/London"
    story = make_story()
    page = do(desk, story, "schedule", at=at)
    assert told in page
    assert f'value="{at}"' in page
    day, hour = at.split("T")
    data = fill(desk, change_address(story)) | {"embargo_until_0": day, "embargo_until_1": f"{hour}:00"}
    assert told in desk.post(change_address(story), data).content.decode()
    assert not Edition.objects.exists()


def test_readers_are_told_only_when_the_editor_ticks_that_they_must(desk, make_story, publisher, clock):
    story = make_story()
    publishing.publish(story, publisher)
    clock.shift(60)
    save_and_approve(story, headline="Two ministers agree")
    assert "nobody would read" in do(desk, story, "publish", note="They agreed.")
    assert "Write what has changed" in do(desk, story, "publish", tell="on")
    do(desk, story, "publish", tell="on", note="They agreed.")
    clock.shift(60)
    save_and_approve(Article.objects.get(), headline="Two ministers agreed")
    do(desk, story, "publish")
    edition = Edition.objects.live().get()
    assert (edition.number, edition.change_note) == (3, "")
    assert edition.major_change_at == SIX + datetime.timedelta(seconds=60)


def test_the_public_page_and_feed_keep_the_date_of_the_last_change_that_was_told(
    desk, make_story, publisher, clock
):
    story = make_story()
    publishing.publish(story, publisher)
    clock.shift(3600)
    change = Edition.Change.CORRECTION
    publishing.publish(
        save_and_approve(story, headline="Right"), publisher, note="It was Monday.", change=change
    )
    clock.shift(3600)
    publishing.publish(save_and_approve(story, headline="Right indeed"), publisher)
    page = desk.get("/en/stories/two-ministers-meet/")
    text = page.content.decode()
    assert text.count("14:00") >= 2, "the update and its note are dated 14:00"
    assert "15:00" not in text
    assert page["Last-Modified"] == "Mon, 02 Mar 2026 08:00:00 GMT"
    feed = desk.get("/en/feeds/all.rss").content.decode()
    assert "2026-03-02T07:00:00+00:00" in feed
    assert "It was Monday." in feed, "a correction stays with the story after a silent change"


def test_a_story_is_withdrawn_in_each_way(desk, make_story, publisher, clock):
    gone, kept, replaced, other = (make_story(name) for name in ("Gone", "Kept", "Replaced", "The other"))
    for story in (gone, kept, replaced, other):
        publishing.publish(story, publisher)
    clock.shift(60)
    do(desk, gone, "withdraw", reason="Wrong.", way="gone")
    page = do(desk, kept, "withdraw", reason="Wrong.", way="notice")
    assert "Its text stays at its address" in page
    page = do(desk, replaced, "withdraw", reason="Old.", way="redirect", to="")
    assert "Choose the story to which readers are led." in page
    assert "Old." in page
    do(desk, replaced, "withdraw", reason="Old.", way="redirect", to=other.pk)
    answers = [desk.get(f"/en/stories/{slug}/").status_code for slug in ("gone", "kept", "replaced")]
    assert answers == [410, 200, 301]
    page = desk.get(move_address(gone, "withdraw")).content.decode()
    assert 'value="redirect"' in page
    assert 'value="notice"' not in page, "its text is not public any more"


def test_nobody_learns_of_a_limited_story_from_the_page_of_a_withdrawal(
    desk, make_story, publisher, administrator, clock
):
    story = make_story()
    publishing.publish(story, publisher)
    clock.shift(60)
    secret = make_story("A secret story", limited=True, created_by=administrator)
    page = do(desk, story, "withdraw", reason="Old.", way="redirect", to=secret.pk)
    assert "A secret story" not in page
    assert "Select a valid choice" in page
    autocomplete = reverse("admin:autocomplete")
    field = {"app_label": "newsroom", "model_name": "relatedlink", "field_name": "story", "term": "secret"}
    assert "A secret story" not in desk.get(autocomplete, field).content.decode()


def test_an_end_is_shown_as_one_and_not_as_a_schedule(desk, make_story, publisher):
    story = make_story(expires_at=SIX + HOUR)
    publishing.publish(story, publisher)
    page = desk.get(change_address(story)).content.decode()
    assert "state-expires" in page
    assert "state-scheduled" not in page
    assert "Expiry" in page
    assert 'value="cancel_schedule"' not in page
    listed = desk.get(reverse("admin:newsroom_article_changelist"), {"state": "scheduled"})
    assert "Two ministers meet" not in listed.content.decode()
    assert "Leaves the public" in desk.get(move_address(story, "withdraw")).content.decode()


def test_times_that_are_over_are_not_in_the_form_and_going_is_no_change(desk, make_story, publisher, clock):
    story = make_story(embargo_until=SIX + HOUR, expires_at=SIX + 3 * HOUR)
    publishing.schedule(story, publisher, SIX + HOUR)
    clock.move_to(SIX + 4 * HOUR)
    data = fill(desk, change_address(story))
    assert [data[f"{name}_{part}"] for name in ("embargo_until", "expires_at") for part in (0, 1)] == [
        [""]
    ] * 4
    version = Article.objects.get().version
    desk.post(change_address(story), data | {"_continue": "on"})
    assert Article.objects.get().version == version
    desk.post(change_address(story), data | {"kicker": "Asia", "_continue": "on"})
    kept = Article.objects.get()
    assert (kept.version, kept.embargo_until, kept.expires_at) == (version + 1, None, None)


def test_an_embargo_that_a_translations_schedule_would_break_is_refused(desk, make_story, publisher):
    story = make_story()
    other = make_story("Hai bộ trưởng", language="vi", translation_group=story.translation_group)
    publishing.schedule(other, publisher, SIX + HOUR)
    said = {"embargo_until_0": "2026-03-02", "embargo_until_1": "14:01:00", "_save": "Save"}
    page = desk.post(change_address(story), fill(desk, change_address(story)) | said).content.decode()
    assert "In another language the story is scheduled for" in page
    said["embargo_until_1"] = "14:00:00"
    desk.post(change_address(story), fill(desk, change_address(story)) | said)
    story.refresh_from_db()
    assert story.embargo_until == SIX + HOUR


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_saved_time_stands_in_the_storys_form_with_its_zone_and_in_utc(desk, make_story, language):
    story = make_story(expires_at="2099-01-15T02:30Z")
    desk.cookies["django_language"] = language
    page = desk.get(story.get_absolute_url()).content.decode()
    with override(language):
        assert f"{newsroom_zone_name()}, Asia/Ho_Chi_Minh" in page
    # What is shown beside the embargo, which there is not, is nothing.
    assert re.findall(r"([-:0-9 ]{16})</output>", page) == ["2099-01-15 02:30"]

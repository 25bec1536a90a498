"""Who may limit a story, lift the limit and override it; and that nobody locks themselves out."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from newsroom import limits, publishing
from newsroom.models import Article, LimitOverride, Notice


def sees(user, story):
    return Article.objects.visible_to(user).filter(pk=story.pk).exists()


@pytest.fixture
def story(make_story, reporter):
    return make_story(created_by=reporter)


def page(story, name):
    return f"/admin/newsroom/article/{story.pk}/{name}/"


def test_whoever_sets_a_limit_is_among_the_readers(story, cast):
    limits.limit(story, cast.editor)
    assert sees(cast.editor, story)
    assert sees(cast.reporter, story)
    assert not sees(cast.publisher, story)


def test_the_last_reader_cannot_be_taken_off(make_story, cast):
    story = make_story(created_by=None)
    limits.limit(story, cast.editor, [cast.publisher])
    limits.limit(story, cast.publisher)
    assert list(story.limited_to_users.all()) == [cast.publisher]


def test_one_who_does_not_see_a_story_can_neither_limit_it_nor_lift_the_limit(story, cast):
    limits.limit(story, cast.reporter)
    for act in (limits.limit, limits.lift):
        with pytest.raises(limits.Refused):
            act(story, cast.editor)
    assert not sees(cast.editor, story)


def test_one_who_may_only_look_cannot_limit(story, cast):
    with pytest.raises(limits.Refused, match="may not change"):
        limits.limit(story, cast.photo_editor)


def test_a_public_story_cannot_be_limited(story, cast):
    publishing.publish(story, cast.publisher)
    with pytest.raises(limits.Refused, match="has been public"):
        limits.limit(story, cast.reporter)


def test_a_scheduled_story_can_be_limited_until_its_time(story, cast):
    publishing.schedule(story, cast.publisher, timezone.now() + datetime.timedelta(days=1))
    limits.limit(story, cast.reporter)
    assert not sees(cast.publisher, story)


def test_a_limit_holds_for_the_translations_that_are_not_public(story, make_story, cast):
    other = make_story("Hai bộ trưởng gặp nhau", language="vi", translation_group=story.translation_group)
    limits.limit(story, cast.reporter)
    assert not sees(cast.editor, other)
    assert sees(cast.reporter, other)
    limits.lift(story, cast.reporter)
    assert sees(cast.editor, other)


def test_an_override_needs_the_right_and_a_reason(story, cast):
    limits.limit(story, cast.reporter)
    with pytest.raises(limits.Refused, match="Ask an administrator"):
        limits.override(story, cast.publisher, "I want to.")
    with pytest.raises(limits.Refused, match="Say why"):
        limits.override(story, cast.administrator, "  ")
    assert not LimitOverride.objects.exists()


def test_an_override_is_recorded_and_the_writer_and_readers_are_told(story, cast):
    limits.limit(story, cast.reporter, [cast.editor])
    limits.override(story, cast.administrator, "The writer is ill.")
    assert LimitOverride.objects.get().reason == "The writer is ill."
    told = Notice.objects.filter(step__move="override_limit")
    assert {notice.recipient for notice in told} == {cast.reporter, cast.editor}
    assert sees(cast.administrator, story)


def test_what_is_not_limited_cannot_be_overridden(story, cast):
    with pytest.raises(limits.Refused, match="not limited any more"):
        limits.override(story, cast.administrator, "The writer is ill.")


def test_the_form_says_who_sees_the_story_and_leads_to_the_page(client, story, cast):
    client.force_login(cast.reporter)
    assert page(story, "limit") in client.get(story.get_absolute_url()).text
    answer = client.post(
        page(story, "limit"),
        {"users": [cast.editor.pk], "groups": [Group.objects.get(name="publisher").pk]},
        follow=True,
    )
    assert "The story is limited." in answer.text
    assert "seen only by reporter, editor, publisher" in " ".join(answer.text.split())
    assert sees(cast.publisher, story)
    assert not sees(cast.administrator, story)
    answer = client.post(page(story, "lift-limit"), follow=True)
    assert "The limit is lifted" in answer.text
    assert sees(cast.administrator, story)


def test_the_page_answers_those_who_do_not_see_the_story_as_if_there_were_none(client, story, cast):
    limits.limit(story, cast.reporter)
    client.force_login(cast.publisher)
    for name in ("limit", "lift-limit"):
        assert client.get(page(story, name)).status_code == 404
        assert client.post(page(story, name)).status_code == 404
    assert client.get(page(story, "override-limit")).status_code == 403


def test_an_administrator_is_told_that_there_are_limited_stories_but_not_what_they_say(client, secret, cast):
    client.force_login(cast.administrator)
    said = client.get("/admin/newsroom/article/limited/").text
    assert "Politics" in said
    assert "English" in said
    assert "reporter" in said
    assert "Zanzibar" not in said
    asked = client.get(page(secret, "override-limit"))
    assert "Zanzibar" not in asked.text
    assert "This field is required" in client.post(page(secret, "override-limit"), {"reason": ""}).text
    assert client.get(secret.get_absolute_url()).status_code == 302
    opened = client.post(page(secret, "override-limit"), {"reason": "The writer is ill."}, follow=True)
    assert "Zanzibar becomes a partner" in opened.text
    client.force_login(cast.publisher)
    assert client.get("/admin/newsroom/article/limited/").status_code == 403


def test_the_list_of_limited_stories_asks_as_much_for_many_as_for_few(
    client, make_story, cast, django_assert_max_num_queries
):
    for number in range(12):
        limits.limit(make_story(f"Story {number}", created_by=cast.reporter), cast.reporter)
    client.force_login(cast.administrator)
    with django_assert_max_num_queries(10):
        client.get("/admin/newsroom/article/limited/")

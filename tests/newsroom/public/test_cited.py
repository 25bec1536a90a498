import datetime

import pytest
from django.template import engines
from django.utils import timezone, translation

from newsroom import publishing
from newsroom.public.cited import about_and_cited, cited_stories
from tests.archive import fill_archive

PAGE = (
    "{% load newsroom_cited %}{% stories_cited numbers as stories %}"
    '{% include "newsroom/_cited.html" with cited=stories|among:numbers %}'
)


def shown(stories, language="en"):
    with translation.override(language):
        return engines["django"].from_string(PAGE).render({"numbers": [story.pk for story in stories]})


def headlines(stories, language="en"):
    found = cited_stories([story.pk for story in stories], language, timezone.now())
    return {number: story.headline for number, story in found.items()}


def test_a_cited_story_is_told_in_the_page_s_language(publish):
    story = publish("Two ministers meet")
    translated = publish("Hai bộ trưởng gặp nhau", language="vi", translation_group=story.translation_group)

    assert headlines([story], "en") == {story.pk: "Two ministers meet"}
    assert headlines([story], "vi") == {story.pk: "Hai bộ trưởng gặp nhau"}
    assert headlines([translated], "en") == {translated.pk: "Two ministers meet"}


def test_a_story_in_another_language_only_says_in_which(publish):
    story = publish("Hai bộ trưởng gặp nhau", language="vi")

    assert 'lang="vi" hreflang="vi">Hai bộ trưởng gặp nhau</a>' in shown([story], "en")
    assert "lang=" not in shown([story], "vi")


def test_a_story_and_its_translation_are_listed_once_and_the_newest_comes_first(publish, clock):
    older = publish("The older one")
    clock.shift(60)
    story = publish("Two ministers meet")
    translated = publish("Hai bộ trưởng gặp nhau", language="vi", translation_group=story.translation_group)

    listed = shown([older, story, translated])

    assert listed.count("<li>") == 2
    assert listed.index("Two ministers meet") < listed.index("The older one")


def test_what_is_not_live_is_not_there(make_story, publish, publisher, withdraw, clock):
    coming = make_story("To come")
    publishing.schedule(coming, publisher, timezone.now() + datetime.timedelta(hours=1))
    cancelled = make_story("Never to come")
    publishing.schedule(cancelled, publisher, timezone.now() + datetime.timedelta(hours=1))
    publishing.cancel_schedule(cancelled, publisher)
    gone = publish("Withdrawn")
    clock.shift(60)
    withdraw(gone, "It was wrong.")
    stories = [make_story("A draft"), coming, cancelled, gone]

    assert headlines(stories) == {}
    assert shown(stories).strip() == ""
    clock.shift(3600)
    assert headlines(stories) == {coming.pk: "To come"}


def test_the_live_translation_of_a_story_to_come_does_not_tell_that_it_is_cited(
    make_story, publish, publisher, clock
):
    known = publish("Hai bộ trưởng gặp nhau", language="vi")
    coming = make_story("Two ministers meet", translation_group=known.translation_group)
    assert headlines([coming], "vi") == {}

    publishing.schedule(coming, publisher, timezone.now() + datetime.timedelta(hours=1))

    assert headlines([coming], "vi") == {}
    clock.shift(3600)
    assert headlines([coming], "vi") == {coming.pk: "Hai bộ trưởng gặp nhau"}


def test_the_latest_edition_is_told(publish, publish_again, clock):
    story = publish("Two ministers meet")
    clock.shift(60)
    publish_again(story, headline="Two ministers met", note="The tense.")

    assert headlines([story]) == {story.pk: "Two ministers met"}


@pytest.mark.parametrize("count", [10, 1000])
def test_one_query_finds_however_many_are_cited(count, clock, publisher, section, django_assert_num_queries):
    stories = [edition.article for edition in fill_archive(count, publisher, section, timezone.now())]

    with django_assert_num_queries(1):
        assert shown(stories).count("<li>") == count
    with django_assert_num_queries(0):
        assert shown([]).strip() == ""


def test_the_stories_about_a_subject_and_those_cited_are_found_together(
    publish, make_story, visit, clock, django_assert_num_queries
):
    older = publish("About it", events=[visit])
    clock.shift(60)
    cited = publish("Cited only")
    clock.shift(60)
    both = publish("About it and cited", events=[visit])
    publish("Về chuyến thăm", language="vi", events=[visit], translation_group=older.translation_group)
    draft = make_story("A draft", events=[visit])
    numbers = [cited.pk, both.pk, draft.pk]

    with django_assert_num_queries(1):
        about, found = about_and_cited(visit, numbers, "en", timezone.now(), 8)

    assert [story.headline for story in about] == ["About it and cited", "About it"]
    assert {pk: story.headline for pk, story in found.items()} == {
        cited.pk: "Cited only",
        both.pk: "About it and cited",
    }
    with django_assert_num_queries(1):
        about, found = about_and_cited(visit, [], "vi", timezone.now(), 8)
    assert ([story.headline for story in about], found) == (["Về chuyến thăm"], {})


def test_a_cited_story_does_not_push_another_out_of_those_about_it(publish, visit, clock):
    oldest = publish("The oldest", events=[visit])
    for number in range(3):
        clock.shift(60)
        publish(f"Story {number}", events=[visit])

    about, found = about_and_cited(visit, [oldest.pk], "en", timezone.now(), 2)

    assert [story.headline for story in about] == ["Story 2", "Story 1"]
    assert found[oldest.pk].headline == "The oldest"

import datetime

import pytest
from django.template import engines
from django.utils import timezone, translation

from newsroom import publishing
from newsroom.models import PhotoBlock
from tests.archive import fill_archive
from tests.making import add_block

STRIP = (
    "{% load newsroom_photos %}{% photos_about subject limit=3 as photos %}"
    '{% include "newsroom/_photo_strip.html" %}'
)


def strip(subject, language="en"):
    with translation.override(language):
        return engines["django"].from_string(STRIP).render({"subject": subject}).strip()


def test_the_photos_of_live_stories_lead_to_their_pages_with_their_credit(publish, visit, make_photo):
    photo = make_photo()
    publish("Two ministers meet", lead_photo=photo, events=[visit])

    shown = strip(visit)

    assert f'href="/en/photos/{photo.uid.hex}/"' in shown
    assert "Photo: A. Nguyen" in shown
    assert 'alt="Two hands shaking"' in shown


def test_a_photo_of_several_stories_is_shown_once_and_the_newest_story_s_come_first(
    publish, make_story, publisher, visit, make_photo, clock
):
    first, second = make_photo(caption={"en": "First."}), make_photo(caption={"en": "Second."})
    publish("The older one", lead_photo=first, events=[visit])
    clock.shift(60)
    story = make_story("The newer one", lead_photo=second, events=[visit])
    add_block(story, PhotoBlock, photo=first, caption="First again.")
    publishing.publish(story, publisher)

    shown = strip(visit)

    assert shown.count("<figure>") == 2
    assert shown.index("Second.") < shown.index("First again.")


def test_only_photos_of_live_stories_about_it_in_the_page_s_language_are_shown(
    publish, make_story, publisher, withdraw, visit, make_photo, clock
):
    make_story("A draft", lead_photo=make_photo(), events=[visit])
    coming = make_story("To come", lead_photo=make_photo(), events=[visit])
    publishing.schedule(coming, publisher, timezone.now() + datetime.timedelta(hours=1))
    publish("About something else", lead_photo=make_photo())
    publish("Hai bộ trưởng", language="vi", lead_photo=make_photo(), events=[visit])
    gone = publish("Withdrawn", lead_photo=make_photo(), events=[visit])
    clock.shift(60)
    withdraw(gone, "It was wrong.")

    assert strip(visit) == ""
    assert strip(visit, "vi").count("<figure>") == 1
    clock.shift(3600)
    assert strip(visit).count("<figure>") == 1


@pytest.mark.parametrize("count", [10, 1000])
def test_one_query_finds_them_however_many_stories_there_are(
    count, clock, publisher, section, visit, make_photo, django_assert_num_queries
):
    fill_archive(count, publisher, section, timezone.now(), photo=make_photo(), about=[visit])

    with django_assert_num_queries(1):
        assert strip(visit).count("<figure>") == 1

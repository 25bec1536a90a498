"""Where a photo is used: on the desk, public now, to come and before, as far as one may know."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import PhotoBlock, PhotoDownload
from tests.archive import fill_archive
from tests.making import add_block


def used(client, photo):
    """What the page of a photo's uses lists: by list, headline and how it is shown."""
    response = client.get(f"/admin/newsroom/photo/{photo.pk}/uses/")
    assert response.status_code == 200
    return {
        listed.name: [(use.thing.headline, use.as_lead, use.in_body) for use in listed.uses]
        for listed in response.context["used"]["lists"]
    }


def test_every_use_is_told_with_its_edition(desk, make_photo, make_story, publisher):
    photo, other = make_photo(), make_photo()
    story = make_story("First words", lead_photo=photo)
    add_block(story, PhotoBlock, photo=photo)
    publishing.publish(story, publisher)
    story.refresh_from_db()
    story.headline, story.approved_version = "Second words", story.version
    story.save()
    publishing.publish(story, publisher)
    make_story("A draft", lead_photo=other)
    add_block(make_story("Another"), PhotoBlock, photo=photo)
    assert used(desk, photo) == {
        "desk": [("Another", False, 1), ("Second words", True, 1)],
        "live": [("Second words", True, 1)],
        "past": [("First words", True, 1)],
    }


def test_a_schedule_is_told_to_who_sees_the_story_and_to_nobody_else(client, cast, make_photo, make_story):
    photo = make_photo()
    story = make_story("A secret", lead_photo=photo, limited=True, created_by=cast.publisher)
    publishing.schedule(story, cast.publisher, timezone.now() + datetime.timedelta(days=1))
    client.force_login(cast.publisher)
    assert list(used(client, photo)) == ["desk", "coming"]
    for user in (cast.photo_editor, cast.administrator, cast.editor):
        client.force_login(user)
        assert used(client, photo) == {}
        form = client.get(f"/admin/newsroom/photo/{photo.pk}/change/").content.decode()
        assert "No story uses it." in form
        assert "A secret" not in form


def test_a_schedule_that_was_cancelled_is_no_use(desk, make_photo, make_story, publisher):
    photo = make_photo()
    story = make_story("To come", lead_photo=photo)
    edition = publishing.schedule(story, publisher, timezone.now() + datetime.timedelta(days=1))
    assert list(used(desk, photo)) == ["desk", "coming"]
    story.refresh_from_db()
    publishing.cancel_schedule(story, publisher)
    assert edition
    assert list(used(desk, photo)) == ["desk"]


def test_a_withdrawn_story_is_told_among_those_before(desk, make_photo, publish_story, publisher):
    photo = make_photo()
    story = publish_story("It was wrong", lead_photo=photo)
    publishing.withdraw(story, publisher, "It was wrong.")
    assert list(used(desk, photo)) == ["desk", "past"]


def test_a_photo_in_many_stories_costs_no_more_queries_and_shows_a_bounded_list(
    desk, make_photo, section, publisher, django_assert_max_num_queries
):
    photo = make_photo()
    fill_archive(300, publisher, section, timezone.now(), photo=photo)
    with django_assert_max_num_queries(12):
        response = desk.get(f"/admin/newsroom/photo/{photo.pk}/uses/")
    (listed,) = response.context["used"]["lists"]
    assert (len(listed.uses), listed.more) == (100, True)
    assert "Only the latest 100 are listed." in response.content.decode()


def test_downloads_are_told_by_day_and_in_all(desk, make_photo):
    photo = make_photo()
    for day, number in (("2026-01-02", 3), ("2026-01-01", 4)):
        PhotoDownload.objects.create(photo=photo, day=day, number=number)
    page = desk.get(f"/admin/newsroom/photo/{photo.pk}/uses/").content.decode()
    assert "7 downloads in all" in page
    assert page.index("<td>3</td>") < page.index("<td>4</td>")


@pytest.mark.parametrize("pk", ["0", "99999999999999999999", "x"])
def test_a_photo_that_is_not_there_is_a_plain_404(desk, pk):
    assert desk.get(f"/admin/newsroom/photo/{pk}/uses/", follow=True).status_code in (404, 200)

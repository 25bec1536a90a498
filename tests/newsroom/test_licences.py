"""Licences that end: told ahead to whom it concerns, each warning once, and listed on the start page."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from newsroom import licences, publishing
from newsroom.desk.notices import notices_of
from newsroom.models import LicenceWarning, Notice, Photo

DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def used_photo(make_photo, publish_story):
    """A photo of a public story, with a licence until the day that is given."""

    def make(until):
        photo = make_photo()
        publish_story(f"With photo {photo.pk}", lead_photo=photo)
        Photo.objects.filter(pk=photo.pk).update(licence_until=until)
        photo.refresh_from_db()
        return photo

    return make


def in_days(days):
    return DAY + datetime.timedelta(days=days)


def days_told():
    return sorted(LicenceWarning.objects.values_list("days", flat=True), reverse=True)


def test_each_warning_comes_at_its_day_and_once(used_photo, photo_editor, publisher):
    used_photo(in_days(40))
    for passed in range(60):
        licences.warn(in_days(passed))
        licences.warn(in_days(passed))
    assert days_told() == [30, 7, 1, 0]
    for user in (photo_editor, publisher):
        assert Notice.objects.filter(recipient=user).count() == 4


@pytest.mark.parametrize(
    ("left", "told"), [(31, []), (30, [30]), (8, [30]), (7, [7]), (1, [1]), (0, [0]), (-5, [0])]
)
def test_a_day_that_was_missed_is_made_up_for_by_one_warning(used_photo, photo_editor, left, told):
    used_photo(in_days(left))
    licences.warn(DAY)
    assert days_told() == told


def test_a_licence_that_was_given_another_end_is_told_of_anew(used_photo, photo_editor):
    photo = used_photo(in_days(5))
    licences.warn(DAY)
    Photo.objects.filter(pk=photo.pk).update(licence_until=in_days(6))
    licences.warn(DAY)
    assert days_told() == [7, 7]


def test_photo_editors_and_who_published_it_are_told_and_nobody_else(used_photo, cast):
    used_photo(in_days(3))
    told = licences.warn(DAY)
    assert (told.photos, told.notices) == (1, 2)
    assert {notice.recipient for notice in Notice.objects.all()} == {cast.photo_editor, cast.publisher}


def test_a_photo_that_no_story_uses_or_that_was_retired_is_not_told_of(used_photo, make_photo, photo_editor):
    make_photo(licence_until=in_days(3))
    retired = used_photo(in_days(3))
    Photo.objects.filter(pk=retired.pk).update(retired_at=timezone.now())
    assert licences.warn(DAY) == licences.Told(0, 0, 1)


def test_a_photo_of_a_draft_is_told_of_to_photo_editors(make_photo, make_story, photo_editor, publisher):
    make_story(lead_photo=make_photo(licence_until=in_days(3)))
    licences.warn(DAY)
    assert {notice.recipient for notice in Notice.objects.all()} == {photo_editor}


def test_the_notice_stands_under_the_bell_and_leads_to_the_photo(client, used_photo, photo_editor):
    photo = used_photo(licences.today() + datetime.timedelta(days=3))
    call_command("warn_of_licences")
    client.force_login(photo_editor)
    start = client.get("/admin/")
    assert str(start.context["notices_waiting"]()) == "1"
    page = client.get("/admin/notices/").content.decode()
    assert "Its licence ends on" in page
    notice = notices_of(photo_editor).get()
    response = client.post("/admin/notices/", {"open": notice.pk})
    assert response["Location"] == f"/admin/newsroom/photo/{photo.pk}/change/"
    assert str(client.get("/admin/").context["notices_waiting"]()) == ""


def test_the_notice_of_a_licence_that_was_prolonged_says_so(client, used_photo, photo_editor):
    photo = used_photo(licences.today() + datetime.timedelta(days=3))
    licences.warn()
    Photo.objects.filter(pk=photo.pk).update(licence_until=None)
    client.force_login(photo_editor)
    assert "was given another end since" in client.get("/admin/notices/").content.decode()


def panels(client, user):
    client.force_login(user)
    return {panel.name: panel for panel in client.get("/admin/").context["panels"]}


def test_the_start_page_lists_what_ends_soon_and_what_is_public_though_it_ended(
    client, cast, used_photo, make_photo
):
    day = licences.today()
    soon = make_photo(title="Soon", licence_until=day + datetime.timedelta(days=30))
    make_photo(title="Later", licence_until=day + datetime.timedelta(days=31))
    make_photo(title="Ended, not public", licence_until=day - datetime.timedelta(days=1))
    ended = used_photo(day - datetime.timedelta(days=1))
    for user in (cast.photo_editor, cast.editor):
        found = panels(client, user)
        assert [row.text for row in found["licences-soon"].rows] == [soon.title]
        assert [row.text for row in found["licences-ended"].rows] == [ended.title]
        for name in ("licences-soon", "licences-ended"):
            assert len(client.get(found[name].address).context["cl"].result_list) == 1
    assert "licences-soon" not in panels(client, cast.reporter)


def test_deleting_a_photo_takes_its_warnings_along(used_photo, make_photo, make_story, photo_editor):
    story = make_story(lead_photo=make_photo(licence_until=in_days(3)))
    licences.warn(DAY)
    photo, story.lead_photo = story.lead_photo, None
    story.save()
    photo.delete()
    assert not Notice.objects.exists()


def test_a_scheduled_story_counts_as_a_use(make_photo, make_story, publisher, photo_editor):
    photo = make_photo()
    story = make_story(lead_photo=photo)
    publishing.schedule(story, publisher, timezone.now() + datetime.timedelta(days=1))
    Photo.objects.filter(pk=photo.pk).update(licence_until=in_days(3))
    licences.warn(DAY)
    assert {notice.recipient for notice in Notice.objects.all()} == {photo_editor, publisher}

"""Replacing, retiring and using again, as the pages of a photo's form do it."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Article, Edition, Photo
from tests.newsroom.desk.filled_form import fill


def page(photo, name):
    return f"/admin/newsroom/photo/{photo.pk}/{name}/"


@pytest.fixture
def old(make_photo):
    return make_photo(title="Old")


@pytest.fixture
def new(make_photo):
    return make_photo(title="New", credit_line="Photo: B. Tran")


def answer(photo, **said):
    return {"new": photo.pk, "words": "own", "note": "", "retired_why": "", **said}


def test_the_form_of_a_photo_leads_to_both(client, photo_editor, old):
    client.force_login(photo_editor)
    shown = client.get(f"/admin/newsroom/photo/{old.pk}/change/").content.decode()
    assert page(old, "replace") in shown
    assert page(old, "retire") in shown


def test_the_page_lists_what_will_change_before_anything_does(client, publisher, publish_story, old, new):
    story = publish_story(lead_photo=old)
    client.force_login(publisher)
    shown = client.get(page(old, "replace")).content.decode()
    assert "Two ministers meet" in shown
    assert "edition 1, public since" in shown
    assert "the working copy" in shown
    story.refresh_from_db()
    assert story.lead_photo == old


def test_it_is_replaced_and_told_and_retired_when_that_is_asked(client, publisher, publish_story, old, new):
    publish_story(lead_photo=old)
    client.force_login(publisher)
    said = answer(new, retire="on", retired_why="The minister left.")
    shown = client.post(page(old, "replace"), said).content.decode()
    assert "1 story was changed" in shown
    assert Edition.objects.live().get().content["lead_photo"]["id"] == new.pk
    old.refresh_from_db()
    assert (old.retired_why, old.replaced_by) == ("The minister left.", new)
    again = client.post(page(old, "replace"), said).content.decode()
    assert "0 stories were changed" in again


def test_who_may_not_publish_sees_why_and_changes_drafts_alone(
    client, editor, publish_story, make_story, old, new
):
    public = publish_story("Public", lead_photo=old)
    draft = make_story("Draft", lead_photo=old)
    client.force_login(editor)
    assert "ask a publisher" in client.get(page(old, "replace")).content.decode()
    shown = client.post(page(old, "replace"), answer(new)).content.decode()
    assert "1 story was changed" in shown
    assert "1 story stayed as it is" in shown
    assert "You may not publish stories. Ask a publisher." in shown
    for story, photo in ((public, old), (draft, new)):
        story.refresh_from_db()
        assert story.lead_photo == photo


def test_an_approval_that_is_lost_is_told(client, publisher, make_story, old, new):
    make_story(lead_photo=old)
    client.force_login(publisher)
    shown = client.post(page(old, "replace"), answer(new)).content.decode()
    assert "it has to be approved anew" in shown
    assert Article.objects.get().state == Article.State.DRAFT


def test_a_limited_story_of_others_is_named_nowhere_and_left_alone(
    client, publisher, reporter, make_story, old, new
):
    hidden = make_story("A secret visit", lead_photo=old, limited=True, created_by=reporter)
    client.force_login(publisher)
    before = client.get(page(old, "replace")).content.decode()
    after = client.post(page(old, "replace"), answer(new)).content.decode()
    assert "A secret visit" not in before + after
    assert "No story that you can see shows this photo" in before
    hidden.refresh_from_db()
    assert hidden.lead_photo == old


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"new": ""}, "Choose the photo that shall take its place."),
        ({"retire": "on"}, "Say why it is not used any more"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_done(
    client, publisher, publish_story, old, new, said, message
):
    publish_story(lead_photo=old)
    client.force_login(publisher)
    assert message in client.post(page(old, "replace"), answer(new, **said)).content.decode()
    assert Edition.objects.count() == 1


def test_a_photo_that_may_not_be_used_takes_no_place(client, publisher, publish_story, old, new):
    publish_story(lead_photo=old)
    Photo.objects.filter(pk=new.pk).update(licence_until="2020-01-31")
    client.force_login(publisher)
    shown = client.post(page(old, "replace"), answer(new)).content.decode()
    assert "may be used until 31 January 2020 only" in shown
    assert (
        "This is the photo that is to be replaced"
        in client.post(page(old, "replace"), answer(old)).content.decode()
    )
    assert Edition.objects.count() == 1


def test_a_photo_is_retired_and_used_again(client, photo_editor, old, make_story):
    client.force_login(photo_editor)
    assert client.post(page(old, "retire"), {"retired_why": ""}).status_code == 200
    old.refresh_from_db()
    assert old.retired_at is None
    client.post(page(old, "retire"), {"retired_why": "Wrong people."})
    old.refresh_from_db()
    assert old.retired_why == "Wrong people."
    assert "Wrong people." in client.get(page(old, "retire")).content.decode()
    client.post(page(old, "use-again"))
    old.refresh_from_db()
    assert old.retired_at is None


def test_only_those_who_keep_photos_reach_these_pages(client, old, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    for name in ("replace", "retire"):
        assert client.get(page(old, name)).status_code == 403
    assert client.post(page(old, "use-again")).status_code == 403


def test_the_list_of_uses_asks_little_however_many_there_are(
    client, publisher, publish_story, old, django_assert_max_num_queries
):
    for number in range(6):
        publish_story(f"Story {number}", lead_photo=old)
    client.force_login(publisher)
    client.get(page(old, "replace"))
    with django_assert_max_num_queries(12):
        client.get(page(old, "replace"))


def test_a_photo_whose_form_is_saved_counts_as_checked(client, photo_editor, make_photo):
    photo = make_photo(to_be_checked=True)
    client.force_login(photo_editor)
    address = f"/admin/newsroom/photo/{photo.pk}/change/"
    client.post(address, fill(client, address, "photo_form"))
    photo.refresh_from_db()
    assert not photo.to_be_checked


def test_the_scheduled_edition_of_before_is_cancelled(client, publisher, make_story, old, new):
    story = make_story(lead_photo=old)
    publishing.schedule(story, publisher, timezone.now() + datetime.timedelta(hours=1))
    client.force_login(publisher)
    assert "scheduled for" in client.get(page(old, "replace")).content.decode()
    client.post(page(old, "replace"), answer(new))
    assert [edition.photos.get().photo_id for edition in Edition.objects.coming()] == [new.pk]

"""A part of a photo, cut for one use on the story's form."""

import pytest
from django.urls import reverse

from newsroom.models import PhotoBlock
from tests.making import add_block
from tests.newsroom.desk.filled_form import add_row, fill


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def change_address(story):
    return reverse("admin:newsroom_article_change", args=[story.pk])


def test_the_part_of_a_lead_photo_is_kept(desk, make_story, make_photo):
    story = make_story(lead_photo=make_photo((3000, 2000)))
    data = fill(desk, change_address(story)) | {"lead_crop": "1000-0-5000-10000"}
    assert desk.post(change_address(story), data).status_code == 302
    story.refresh_from_db()
    assert story.lead_crop == "1000-0-5000-10000"


@pytest.mark.parametrize("crop", ["nonsense", "0-0-0-0", "9000-0-5000-10000", "0-0-100-100"])
def test_what_is_no_part_of_a_picture_is_refused_and_stays_typed(desk, make_story, make_photo, crop):
    story = make_story(lead_photo=make_photo())
    data = fill(desk, change_address(story)) | {"lead_crop": crop}
    response = desk.post(change_address(story), data)
    assert response.context["adminform"].form.errors["lead_crop"] == [
        "This is no part of the picture. Cut it again, or show all of it."
    ]
    assert f'value="{crop}"' in response.content.decode()


def test_the_part_of_one_photo_is_never_shown_of_another(desk, make_story, make_photo):
    story = make_story(lead_photo=make_photo(), lead_crop="1000-0-5000-10000")
    data = fill(desk, change_address(story)) | {"lead_photo": str(make_photo().pk)}
    response = desk.post(change_address(story), data)
    assert response.context["adminform"].form.errors["lead_crop"] == [
        "This part was cut of another photo. Empty the field, or cut this one again."
    ]
    assert desk.post(change_address(story), data | {"lead_crop": ""}).status_code == 302


def test_a_photo_in_the_body_is_cut_for_itself(desk, make_story, make_photo):
    photo = make_photo((3000, 2000))
    story = make_story(lead_photo=photo)
    data = fill(desk, change_address(story))
    add_row(
        data,
        "newsroom_photoblock_set",
        photo=str(photo.pk),
        crop="0-0-5000-5000",
        region="body",
        ordering="20",
        size="column",
        id="",
    )
    assert desk.post(change_address(story), data).status_code == 302
    story.refresh_from_db()
    assert (story.lead_crop, PhotoBlock.objects.get().crop) == ("", "0-0-5000-5000")


def test_the_block_of_a_photo_refuses_the_part_of_another_too(desk, make_story, make_photo):
    story = make_story()
    add_block(story, PhotoBlock, photo=make_photo(), crop="0-0-5000-5000")
    data = fill(desk, change_address(story)) | {"newsroom_photoblock_set-0-photo": str(make_photo().pk)}
    page = desk.post(change_address(story), data).content.decode()
    assert "This part was cut of another photo." in page


def test_what_is_needed_for_cutting_is_told_to_those_who_see_the_library(desk, client, make_photo):
    photo = make_photo((3000, 2000), focal_x=2_000, focal_y=3_000)
    address = reverse("admin:newsroom_photo_cutting", args=[photo.pk])
    told = desk.get(address)
    assert told.json() == {
        "picture": f"/admin/newsroom/article/preview/photo/{photo.uid}/1280.webp",
        "width": 3000,
        "height": 2000,
        "focal_x": 2_000,
        "focal_y": 3_000,
    }
    assert {"private", "no-store"} <= set(told["Cache-Control"].split(", "))
    client.logout()
    assert client.get(address).status_code == 302


def test_a_small_photo_is_cut_on_all_of_its_pixels(desk, make_photo):
    photo = make_photo((500, 400))
    told = desk.get(reverse("admin:newsroom_photo_cutting", args=[photo.pk])).json()
    assert told["picture"].endswith("/500.webp")
    assert desk.get(told["picture"]).headers["Content-Type"] == "image/webp"

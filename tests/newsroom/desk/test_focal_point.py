"""The focal point of a photo, on its own form."""

import pytest
from django.urls import reverse

from newsroom import publishing
from newsroom.imaging.naming import photo_sources
from newsroom.models import EditionPhoto, Photo
from tests.newsroom.desk.filled_form import fill


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def change_address(photo):
    return reverse("admin:newsroom_photo_change", args=[photo.pk])


def test_it_is_written_in_percent(desk, make_photo):
    photo = make_photo(focal_x=3_333, focal_y=5_000)
    data = fill(desk, change_address(photo), "photo_form")
    assert (data["focal_x"], data["focal_y"]) == (["33.33"], ["50"])
    assert desk.post(change_address(photo), data | {"focal_x": "12.5", "focal_y": "100"}).status_code == 302
    photo.refresh_from_db()
    assert (photo.focal_x, photo.focal_y) == (1_250, 10_000)


def test_a_form_in_which_it_was_not_touched_changes_nothing(desk, make_photo):
    photo = make_photo(focal_x=3_333, focal_y=1)
    desk.post(change_address(photo), fill(desk, change_address(photo), "photo_form") | {"title": "Another"})
    photo.refresh_from_db()
    assert (photo.title, photo.focal_x, photo.focal_y) == ("Another", 3_333, 1)
    form = desk.get(change_address(photo)).context["adminform"].form
    assert not form.fields["focal_x"].has_changed(3_333, "33.33")
    assert form.fields["focal_x"].has_changed(3_333, "33.34")


@pytest.mark.parametrize("typed", ["101", "-1", "here", ""])
def test_a_point_outside_of_the_picture_is_refused_and_stays_typed(desk, make_photo, typed):
    photo = make_photo()
    response = desk.post(
        change_address(photo), fill(desk, change_address(photo), "photo_form") | {"focal_x": typed}
    )
    assert response.context["adminform"].form.errors["focal_x"]
    assert Photo.objects.get().focal_x == 5_000


def test_whoever_may_only_look_sees_the_picture_and_no_fields(client, editor, make_photo, django_user_model):
    from django.contrib.auth.models import Permission

    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_photo"))
    client.force_login(looker)
    page = client.get(change_address(make_photo())).content.decode()
    assert 'data-point="5000 5000"' in page
    assert "id_focal_x" not in page.replace('data-x="id_focal_x"', "")


def test_what_is_published_keeps_its_shapes_when_the_point_moves(desk, make_photo, make_story, publisher):
    photo = make_photo((3000, 1000))
    publishing.publish(make_story(lead_photo=photo), publisher)
    before = photo_sources(EditionPhoto.objects.get(), "card")
    desk.post(change_address(photo), fill(desk, change_address(photo), "photo_form") | {"focal_x": "0"})
    photo.refresh_from_db()
    assert photo.focal_x == 0
    assert photo_sources(EditionPhoto.objects.get(), "card") == before

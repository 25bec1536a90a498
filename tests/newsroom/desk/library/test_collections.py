"""Collections: made from the grid, put in order, and never a reason why a photo is public."""

import pytest

from newsroom.desk.library import collecting
from newsroom.models import PhotoCollection

COLLECT = "/admin/newsroom/photo/collect/"
LIST = "/admin/newsroom/photocollection/"


@pytest.fixture
def photos(bare_photo):
    return [bare_photo(title) for title in ("A", "B", "C")]


@pytest.fixture
def collection(photos):
    made = PhotoCollection.objects.create(name="Thăm Luân Đôn")
    collecting.add(made, [photo.pk for photo in photos])
    return made


def order_of(collection):
    return "".join(row.photo.title for row in collection.collected.select_related("photo"))


@pytest.mark.parametrize("role", ["reporter", "editor", "photo_editor"])
def test_photos_of_the_grid_go_into_a_new_collection(client, cast, photos, role):
    user = getattr(cast, role)
    client.force_login(user)
    chosen = [photos[1].pk, photos[0].pk]
    assert client.post(COLLECT, {"photo": chosen}).status_code == 200
    response = client.post(COLLECT, {"photo": chosen, "name": "Visit", "save": "1"})
    made = PhotoCollection.objects.get()
    assert response["Location"] == f"{LIST}{made.pk}/change/"
    assert (order_of(made), made.made_by) == ("BA", user)


def test_photos_go_to_the_end_of_a_collection_and_never_twice(desk, collection, photos, bare_photo):
    more = bare_photo("D")
    desk.post(COLLECT, {"photo": [more.pk, photos[0].pk], "collection": collection.pk, "save": "1"})
    assert order_of(collection) == "ABCD"


@pytest.mark.parametrize(
    "said", [{}, {"collection": "99999999999999999999"}, {"name": "Thăm Luân Đôn"}, {"name": "x" * 121}]
)
def test_what_cannot_be_is_told(desk, collection, photos, said):
    response = desk.post(COLLECT, {"photo": photos[0].pk, **said, "save": "1"})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_the_order_is_what_the_page_says_and_what_came_meanwhile_stays_behind(
    desk, collection, photos, bare_photo
):
    keys = [photo.pk for photo in photos]
    late = bare_photo("D")
    collecting.add(collection, [late.pk])
    said = {
        "name": collection.name,
        "note": "",
        "order_before": ",".join(map(str, keys)),
        "order": f"{keys[2]},{keys[0]},nonsense,{keys[1]}",
    }
    assert desk.post(f"{LIST}{collection.pk}/change/", said).status_code == 302
    assert order_of(collection) == "CABD"


def test_a_photo_is_taken_out_and_stays_in_the_library(desk, collection, photos):
    said = {"name": collection.name, "note": "", "remove": [photos[1].pk, "x"]}
    assert desk.post(f"{LIST}{collection.pk}/change/", said).status_code == 302
    assert order_of(collection) == "AC"
    photos[1].refresh_from_db()


def test_the_list_shows_each_with_its_first_photo_and_their_number(
    desk, collection, photos, django_assert_max_num_queries
):
    for number in range(20):
        made = PhotoCollection.objects.create(name=f"More {number}")
        collecting.add(made, [photo.pk for photo in photos])
    desk.get(LIST)
    with django_assert_max_num_queries(8):
        page = desk.get(LIST).content.decode()
    assert page.count(f"/admin/newsroom/photo/{photos[0].pk}/thumbnail.jpg") == 21
    assert "Thăm Luân Đôn" in desk.get(f"{LIST}?q=luan don").content.decode()
    assert "More 1" not in desk.get(f"{LIST}?q=luan don").content.decode()


def test_its_page_shows_its_photos_in_order_at_a_fixed_cost(
    desk, collection, photos, bare_photo, django_assert_max_num_queries
):
    collecting.add(collection, [bare_photo(f"More {number}").pk for number in range(40)])
    with django_assert_max_num_queries(10):
        page = desk.get(f"{LIST}{collection.pk}/change/").content.decode()
    assert page.count("data-photo=") == 43


def test_a_collection_is_deleted_and_its_photos_are_not(desk, collection, photos):
    desk.post(f"{LIST}{collection.pk}/delete/", {"post": "yes"})
    assert not PhotoCollection.objects.exists()
    photos[0].refresh_from_db()

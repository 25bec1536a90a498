"""The dialog in which a photo is chosen: what may not be used is shown with its reason, and is not chosen."""

import datetime

import pytest
from django.utils import timezone

from newsroom.models import PhotoCollection

ASK = "/admin/newsroom/photo/choose/"


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def told(desk, **asked):
    return desk.get(ASK, {"language": "en", **asked}).json()


def test_a_photo_that_may_be_used_has_nothing_against_it(desk, make_photo):
    make_photo()
    (photo,) = told(desk)["photos"]
    assert (photo["barred"], photo["notes"], photo["shape"]) == ([], [], "landscape")
    assert (photo["caption"], photo["credit"]) == ("Two hands.", "Photo: A. Nguyen")


def test_what_may_not_be_used_says_why(desk, make_photo):
    make_photo(title="Unchecked", to_be_checked=True)
    make_photo(title="Ended", licence_until=datetime.date(2020, 1, 31))
    make_photo(title="Retired", retired_at=timezone.now(), retired_why="Wrong people.")
    barred = {photo["title"]: photo["barred"] for photo in told(desk)["photos"]}
    assert barred == {
        "Unchecked": ["to be checked first"],
        "Ended": ["licence ended on 31 January 2020"],
        "Retired": ["not used any more (Wrong people.)"],
    }


def test_a_licence_that_ends_soon_is_told(desk, make_photo):
    make_photo(licence_until=timezone.localdate() + datetime.timedelta(days=5))
    (photo,) = told(desk)["photos"]
    assert photo["barred"] == []
    assert photo["notes"][0].startswith("licence ends on")


def test_the_dialog_looks_into_one_collection(desk, make_photo):
    make_photo(title="Apart")
    collection = PhotoCollection.objects.create(name="Visit")
    collection.photos.add(make_photo(title="Of the visit"))
    first = told(desk, collection=collection.pk)
    assert [photo["title"] for photo in first["photos"]] == ["Of the visit"]
    assert first["collections"] == [{"id": collection.pk, "name": "Visit"}]
    assert "collections" not in told(desk, before=9999)


def test_numbers_that_are_none_are_as_if_nothing_was_asked(desk, make_photo):
    make_photo()
    for wrong in ("²", "-1", "x" * 30, "9" * 30):
        assert len(told(desk, before=wrong, collection=wrong)["photos"]) == 1


def test_the_answer_asks_three_queries_besides_who_asks(desk, make_photo, django_assert_max_num_queries):
    for number in range(10):
        make_photo(title=f"Photo {number}", replaced_by=make_photo(), retired_at=timezone.now())
    told(desk)
    with django_assert_max_num_queries(6):
        told(desk)

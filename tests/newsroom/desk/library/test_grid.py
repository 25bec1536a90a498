"""The library's grid: what it shows of each photo, to whom, and at what cost."""

import datetime

import pytest
from django.utils import timezone

from newsroom import licences, publishing
from newsroom.models import Photo, PhotoBlock
from tests.making import add_block

LIST = "/admin/newsroom/photo/"


def shown(client, query=""):
    """The titles in the grid, in their order."""
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200, response
    return [photo.title for photo in response.context["cl"].result_list]


def badges(client, photo):
    found = client.get(LIST).context["cl"].result_list
    return [badge.text for one in found if one.pk == photo.pk for badge in one.badges]


def test_a_photo_shows_what_is_to_be_noticed_of_it(desk, bare_photo):
    day = licences.today()
    photo = bare_photo(
        to_be_checked=True,
        retired_at=timezone.now(),
        licence_until=day + datetime.timedelta(days=3),
        alt_text={"en": "Hands"},
    )
    assert badges(desk, photo) == [
        "to be checked",
        "retired",
        "licence ends in 3 days",
        "no alternative text (VI)",
    ]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (-1, ["licence has ended"]),
        (0, ["licence ends today"]),
        (1, ["licence ends in 1 day"]),
        (30, ["licence ends in 30 days"]),
        (31, []),
    ],
)
def test_the_last_day_of_a_licence_still_counts(desk, bare_photo, left, said):
    photo = bare_photo(licence_until=licences.today() + datetime.timedelta(days=left))
    assert badges(desk, photo) == said


def test_a_photo_tells_by_how_many_stories_it_is_used(desk, make_photo, make_story, publisher):
    photo = make_photo()
    led = make_story("One", lead_photo=photo)
    add_block(led, PhotoBlock, photo=photo)
    add_block(make_story("Two"), PhotoBlock, photo=photo)
    publishing.publish(led, publisher)
    assert "in 2 stories" in desk.get(LIST).content.decode()


def test_a_story_that_one_may_not_see_is_counted_by_nobody(client, cast, make_photo, make_story):
    photo = make_photo()
    story = make_story(lead_photo=photo, limited=True, created_by=cast.editor)
    add_block(story, PhotoBlock, photo=photo)
    for user, said in ((cast.reporter, "unused"), (cast.editor, "in 1 story")):
        client.force_login(user)
        assert said in client.get(LIST).content.decode()
    client.force_login(cast.reporter)
    assert shown(client, "use=unused") == [photo.title]
    assert shown(client, "use=used") == []


def test_words_are_found_whatever_their_marks(desk, bare_photo):
    bare_photo("Hội đàm ở Huế")
    bare_photo("Talks in London")
    assert shown(desk, "q=hoi dam") == ["Hội đàm ở Huế"]


def test_the_grid_costs_the_same_queries_for_few_photos_and_for_many(
    desk, bare_photo, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(20):
        bare_photo(licence_until="2030-01-01" if number % 2 else None)
    desk.get(LIST)
    with django_assert_max_num_queries(16) as few:
        desk.get(f"{LIST}?use=unused&licence=valid&alt=fr&shape=landscape")
        desk.get(LIST)
    Photo.objects.bulk_create(
        Photo(
            title=f"More {number}",
            original="x.jpg",
            width=30,
            height=20,
            shape="landscape",
            public_token=f"{number:032}",
            licence_until="2030-01-01",
        )
        for number in range(2_000)
    )
    with django_assert_num_queries(len(few)):
        desk.get(f"{LIST}?use=unused&licence=valid&alt=fr&shape=landscape")
        assert len(desk.get(LIST).context["cl"].result_list) == 48


def test_a_visitor_and_who_may_not_see_photos_are_kept_out(client, django_user_model):
    assert client.get(LIST).status_code == 302
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(LIST).status_code == 403


def test_a_window_that_chooses_one_photo_has_no_boxes(desk, bare_photo):
    photo = bare_photo()
    page = desk.get(f"{LIST}?_popup=1&shape=landscape").content.decode()
    assert f'data-popup-opener="{photo.pk}"' in page
    assert 'type="checkbox" name="photo"' not in page
    assert 'name="_popup" value="1"' in page


def test_an_address_that_means_nothing_leads_back_to_the_list(desk, bare_photo):
    bare_photo()
    assert desk.get(f"{LIST}?nonsense=1").status_code == 302
    assert desk.get(f"{LIST}?p=abc").status_code == 200

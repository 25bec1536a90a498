import pytest

from newsroom import publishing
from newsroom.models import PhotoBlock
from tests.making import add_block


def address(photo, language="en"):
    return f"/{language}/photos/{photo.uid.hex}/"


def test_a_photo_shows_its_caption_its_credit_and_its_stories(client, publish, make_photo):
    photo = make_photo(caption={"en": "Two hands."}, credit_line="Photo: A. Nguyen")
    publish("Two ministers meet", lead_photo=photo)
    html = client.get(address(photo)).content.decode()
    assert "Two hands." in html
    assert "Photo: A. Nguyen" in html
    assert '<a href="/en/stories/two-ministers-meet/">Two ministers meet</a>' in html
    assert f"/media/{photo.public_token}/640.jpg" in html


def test_its_words_are_those_of_the_story_never_the_library_s(client, publish, make_photo):
    photo = make_photo(caption={"en": "A working note of the library"})
    publish("Two ministers meet", lead_photo=photo, lead_caption="The two ministers.")
    photo.caption = {"en": "An even newer note"}
    photo.save()
    html = client.get(address(photo)).content.decode()
    assert "The two ministers." in html
    assert "note" not in html


@pytest.mark.django_db
def test_a_photo_that_no_story_shows_has_no_page(client, make_photo, make_story):
    photo = make_photo()
    make_story("Only a draft", lead_photo=photo)
    assert client.get(address(photo)).status_code == 404


def test_the_page_goes_with_the_last_story_that_shows_it(client, publish, withdraw, make_photo, clock):
    photo = make_photo()
    story = publish("Two ministers meet", lead_photo=photo)
    assert client.get(address(photo)).status_code == 200
    clock.shift(60)
    withdraw(story, "It was wrong.")
    assert client.get(address(photo)).status_code == 404


def test_a_story_that_shows_it_twice_is_listed_once(client, make_story, make_photo, publisher, clock):
    photo = make_photo()
    article = make_story("Two ministers meet", lead_photo=photo)
    add_block(article, PhotoBlock, photo=photo, caption="Again.")
    publishing.publish(article, publisher)
    listed = client.get(address(photo)).content.decode().partition('id="photo-stories"')[2]
    listed = listed.partition("</main>")[0]
    assert listed.count("/en/stories/two-ministers-meet/") == 1


def test_a_photo_has_a_page_in_each_language_that_shows_it(client, publish, make_photo):
    photo = make_photo()
    publish("Two ministers meet", lead_photo=photo)
    assert client.get(address(photo, "vi")).status_code == 404
    html = client.get(address(photo)).content.decode()
    assert f'href="{address(photo, "vi")}"' not in html
    publish("Hai bộ trưởng", language="vi", lead_photo=photo)
    assert "Hai bàn tay." in client.get(address(photo, "vi")).content.decode()
    assert f'href="{address(photo, "vi")}"' in client.get(address(photo)).content.decode()


def test_in_a_photo_story_it_stands_between_those_beside_it_and_its_lead_where_the_story_has_it(
    client, make_story, make_photo, publisher, clock
):
    photos = [make_photo() for _number in range(3)]
    story = make_story("Two ministers meet", kind="photo-story", lead_photo=photos[1])
    for photo in photos:
        add_block(story, PhotoBlock, photo=photo)
    publishing.publish(story, publisher)
    html = client.get(address(photos[1]) + "?in=two-ministers-meet").content.decode()
    assert "2 of 3" in html
    assert f'rel="prev" href="{address(photos[0])}?in=two-ministers-meet"' in html
    assert f'rel="next" href="{address(photos[2])}?in=two-ministers-meet"' in html
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address(photos[1])}">' in html


def test_a_story_that_is_not_public_or_does_not_show_it_is_no_place_of_it(
    client, publish, make_story, make_photo, clock
):
    photo = make_photo()
    publish("Two ministers meet", lead_photo=photo)
    publish("Another story", lead_photo=make_photo())
    make_story("Only a draft", slug="only-a-draft", lead_photo=photo)
    plain = client.get(address(photo)).content
    for slug in ("another-story", "only-a-draft", "nothing-here", "%3Cscript%3E"):
        assert client.get(f"{address(photo)}?in={slug}").content == plain

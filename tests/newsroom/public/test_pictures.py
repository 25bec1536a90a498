"""How pictures are written into the pages: shapes, sizes, placeholders and what is fetched first."""

import re

import pytest

from newsroom import publishing
from newsroom.imaging.placing import PLACES, sizes_at
from newsroom.models import Photo, PhotoBlock
from tests.making import add_block

PIXELS = "data:image/webp;base64,UklGRhYAAABXRUJQ"


def pictures(html):
    return re.findall(r"<picture>.*?</picture>", html)


@pytest.fixture
def photo(make_photo):
    return make_photo(size=(2000, 1000), placeholder=PIXELS)


def test_a_story_shows_its_photos_whole_in_three_formats_with_their_size(client, publish, photo):
    publish(lead_photo=photo)
    picture = pictures(client.get("/en/stories/two-ministers-meet/").content.decode())[0]
    for extension in ("avif", "webp", "jpg"):
        assert f"/media/{photo.public_token}/640.{extension} 640w" in picture
    assert 'width="2000" height="1000"' in picture


def test_a_card_shows_a_photo_in_three_to_two_and_says_so_in_its_size(client, publish, photo):
    publish(lead_photo=photo)
    picture = pictures(client.get("/en/sections/politics/").content.decode())[0]
    assert 'width="1500" height="1000"' in picture
    assert f"/media/{photo.public_token}/c1250-0-7500-10000-640.avif 640w" in picture


def test_the_lead_picture_is_asked_for_in_the_head_and_at_once_and_others_when_they_come_into_view(
    client, make_story, publisher, photo, make_photo, clock
):
    article = make_story(lead_photo=photo)
    add_block(article, PhotoBlock, photo=make_photo())
    publishing.publish(article, publisher)
    html = client.get("/en/stories/two-ministers-meet/").content.decode()
    head = html.partition("</head>")[0]
    assert head.count('rel="preload" as="image"') == 1
    preload = re.search(r'<link rel="preload" as="image"[^>]*>', head)[0]
    lead, body = pictures(html)
    for said in ('type="image/avif"', 'fetchpriority="high"', f"/media/{photo.public_token}/2000.avif 2000w"):
        assert said in preload
    assert re.search(r'imagesizes="([^"]*)"', preload)[1] == re.search(r' sizes="([^"]*)"', lead)[1]
    assert 'fetchpriority="high"' in lead
    assert "loading" not in lead
    assert 'loading="lazy"' in body


def test_the_front_page_asks_for_the_picture_of_its_lead_alone(client, publish, photo, make_photo, clock):
    publish("The lead", lead_photo=photo, prominence="lead")
    publish("Another story", lead_photo=make_photo())
    head = client.get("/en/").content.decode().partition("</head>")[0]
    assert head.count('rel="preload" as="image"') == 1
    assert f"/media/{photo.public_token}/" in head


def test_a_placeholder_stands_behind_a_large_picture_and_behind_no_small_one(client, publish, photo):
    publish(lead_photo=photo)
    behind = f'<img class="placeholder" src="{PIXELS}" alt="" aria-hidden="true">'
    assert client.get("/en/stories/two-ministers-meet/").content.decode().count(behind) == 1
    assert PIXELS not in client.get("/en/sections/politics/").content.decode()


def test_a_feed_leaves_the_placeholder_out_and_keeps_the_jpeg(client, make_story, publisher, photo, clock):
    article = make_story()
    add_block(article, PhotoBlock, photo=photo)
    publishing.publish(article, publisher)
    feed = client.get("/en/feeds/all.rss").content.decode()
    assert PIXELS not in feed
    assert f"/media/{photo.public_token}/1280.jpg" in feed


def test_a_decorative_photo_is_silent_and_its_link_has_a_name(client, make_story, publisher, photo, clock):
    article = make_story(lead_photo=photo, lead_decorative=True)
    add_block(article, PhotoBlock, photo=photo, decorative=True)
    publishing.publish(article, publisher)
    html = client.get("/en/stories/two-ministers-meet/").content.decode()
    assert all('alt=""' in picture for picture in pictures(html))
    assert html.count('aria-label="Open the photo"') == 2


def test_an_edition_from_before_these_keys_were_frozen_is_shown_all_the_same(
    client, make_story, publisher, photo, clock
):
    article = make_story(lead_photo=photo)
    add_block(article, PhotoBlock, photo=photo)
    edition = publishing.publish(article, publisher)
    known = {"id", "uid", "token", "caption", "alt_text", "credit", "width", "height", "kind", "size"}
    known |= {"taken_on", "place"}
    content = dict(edition.content)
    content["lead_photo"] = {name: content["lead_photo"][name] for name in known & set(content["lead_photo"])}
    content["blocks"] = [
        {name: value for name, value in block.items() if block["kind"] != "photo" or name in known}
        for block in content["blocks"]
    ]
    from newsroom.public.stories import story_context
    from newsroom.rendering import derived_columns

    edition.content = content
    for name, value in derived_columns(content, "en").items():
        setattr(edition, name, value)
    context = story_context(edition, [], edition.public_from)
    assert "/640.avif 640w" in edition.body_html
    assert context["image_data"]["@graph"][0]["caption"] == "Two hands."


def test_the_card_of_other_sites_has_the_size_of_what_it_shows(client, publish, make_photo):
    publish("A large one", lead_photo=make_photo(size=(2400, 2000)))
    publish("A small one", lead_photo=make_photo(size=(640, 480)))
    for address, width, height in (("a-large-one", 1200, 630), ("a-small-one", 640, 336)):
        html = client.get(f"/en/stories/{address}/").content.decode()
        assert f'<meta property="og:image:width" content="{width}">' in html
        assert abs(int(re.search(r'og:image:height" content="(\d+)"', html)[1]) - height) <= 1
        assert re.search(rf'og:image" content="http[^"]*-{width}\.jpg"', html)


@pytest.mark.parametrize("place", PLACES)
def test_the_sizes_of_every_place_end_with_one_for_every_window(place):
    said = sizes_at(PLACES[place], 3, 2)
    assert not said.rpartition(", ")[2].startswith("(min-width")
    assert said.count("(") == said.count(")")


def test_a_tall_picture_is_no_wider_than_the_window_s_height_lets_it_be():
    assert sizes_at(PLACES["photo_page"], 1000, 2000).startswith("(min-width: 80em) min(76rem, 42.5vh), ")


def test_nothing_of_the_library_is_named(client, publish, photo):
    publish(lead_photo=photo)
    Photo.objects.filter(pk=photo.pk).update(title="A secret name", placeholder="data:,changed")
    html = client.get("/en/stories/two-ministers-meet/").content.decode()
    assert "A secret name" not in html
    assert "data:,changed" not in html

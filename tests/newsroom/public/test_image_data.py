"""What machines are told of the photos: whose they are, on what terms they may be used, and where."""

import datetime
import json
import re

import pytest

from newsroom import publishing
from newsroom.models import PhotoBlock
from tests.making import add_block

SITE = "http://127.0.0.1:8000"


def data(html):
    """The images in the page's JSON-LD."""
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    graph = json.loads(block[1])["@graph"] if block else []
    return [node for node in graph if node["@type"] == "ImageObject"]


@pytest.fixture
def photo(make_photo):
    return make_photo(
        size=(2000, 1000),
        photographer="An Nguyễn",
        agency="VNA",
        copyright="© 2026 VNA",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        taken_on=datetime.date(2026, 3, 1),
        place="Đà Nẵng",
    )


def test_a_photo_s_page_tells_whose_it_is_and_on_what_terms(client, publish, photo):
    publish(lead_photo=photo)
    page = f"{SITE}/en/photos/{photo.uid.hex}/"
    [image] = data(client.get(page.removeprefix(SITE)).content.decode())
    assert image == {
        "@type": "ImageObject",
        "@id": f"{page}#photo",
        "url": page,
        "contentUrl": f"{SITE}/media/{photo.public_token}/1920.jpg",
        "encodingFormat": "image/jpeg",
        "width": 1920,
        "height": 960,
        "caption": "Two hands.",
        "name": "Two hands.",
        "inLanguage": "en",
        "creditText": "Photo: A. Nguyen",
        "creator": {"@type": "Person", "name": "An Nguyễn"},
        "sourceOrganization": {"@type": "Organization", "name": "VNA"},
        "copyrightNotice": "© 2026 VNA",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "acquireLicensePage": page,
        "dateCreated": "2026-03-01",
        "contentLocation": {"@type": "Place", "name": "Đà Nẵng"},
        "datePublished": "2026-03-02T05:00:00Z",
        "representativeOfPage": True,
    }


def test_an_agency_is_the_creator_where_no_photographer_is_named(client, publish, make_photo):
    photo = make_photo(agency="VNA")
    publish(lead_photo=photo)
    [image] = data(client.get(f"/en/photos/{photo.uid.hex}/").content.decode())
    assert image["creator"] == {"@type": "Organization", "name": "VNA"}
    assert "sourceOrganization" not in image
    assert "license" not in image


def test_a_story_tells_of_its_lead_first_and_of_each_photo_once(
    client, make_story, publisher, photo, make_photo, clock
):
    article, other = make_story(lead_photo=photo), make_photo()
    add_block(article, PhotoBlock, photo=other)
    add_block(article, PhotoBlock, photo=photo)
    publishing.publish(article, publisher)
    images = data(client.get("/en/stories/two-ministers-meet/").content.decode())
    assert [image["contentUrl"].split("/")[-2] for image in images] == [
        photo.public_token,
        other.public_token,
    ]
    assert [image.get("representativeOfPage") for image in images] == [True, None]


def test_a_caption_cannot_end_the_block(client, publish, photo, visit):
    caption = 'He said </script><script>alert("1")</script> & left <!-- \u2028'
    publish(lead_photo=photo, lead_caption=caption, events=[visit])
    for path in (
        f"/en/photos/{photo.uid.hex}/",
        "/en/stories/two-ministers-meet/",
        "/en/events/visit/photos/",
    ):
        html = client.get(path).content.decode()
        assert "<script>alert" not in html
        assert data(html)[0]["caption"] == caption


def test_a_story_without_photos_and_a_withdrawn_one_tell_of_none(client, publish, withdraw, photo, clock):
    publish("No photo")
    story = publish("A photo", lead_photo=photo)
    clock.shift(60)
    withdraw(story, "It was wrong.")
    for path in ("/en/stories/no-photo/", "/en/stories/a-photo/"):
        html = client.get(path).content.decode()
        assert data(html) == []
        assert "lightbox" not in html
        assert "open-large" not in html

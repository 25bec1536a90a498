"""What machines are told of the photos: whose they are, on what terms they may be used, and where."""

import datetime
import json
import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import PhotoBlock
from tests.making import add_block

SITE = "http://127.0.0.1:8000"


def data(html):
    """The images in the page's JSON-LD."""
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(block[1])["@graph"] if block else []


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
        assert data(html)[0]["caption"] == caption.strip()


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


# The sitemap of pictures


NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}


def listed(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    return {
        url.find("s:loc", NAMES).text: [place.text for place in url.findall("i:image/i:loc", NAMES)]
        for url in root.findall("s:url", NAMES)
    }


def months(client):
    root = ElementTree.fromstring(client.get("/sitemap-images.xml").content)
    return [place.text.removeprefix(SITE) for place in root.findall("s:sitemap/s:loc", NAMES)]


def test_the_sitemap_has_each_month_s_stories_with_their_pictures(
    client, publish, make_story, publisher, photo, make_photo, clock
):
    clock.move_to(datetime.datetime(2025, 12, 31, 17, 0, tzinfo=datetime.UTC))  # 2026 in Hanoi
    publish("In January", lead_photo=photo)
    clock.move_to(datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC))
    story, other = make_story("In March", lead_photo=photo), make_photo()
    add_block(story, PhotoBlock, photo=other)
    publishing.publish(story, publisher)
    publish("Without a photo")
    assert months(client) == [f"/sitemap-images-2026-0{month}.xml" for month in (1, 2, 3)]
    assert list(listed(client, "/sitemap-images-2026-01.xml")) == [f"{SITE}/en/stories/in-january/"]
    assert listed(client, "/sitemap-images-2026-02.xml") == {}
    assert listed(client, "/sitemap-images-2026-03.xml") == {
        f"{SITE}/en/stories/in-march/": [
            f"{SITE}/media/{photo.public_token}/1920.jpg",
            f"{SITE}/media/{other.public_token}/640.jpg",
        ]
    }


def test_nothing_that_is_not_public_is_in_it_nor_moves_it(
    client, publish, make_story, publisher, withdraw, photo, make_photo, clock
):
    make_story("A draft", lead_photo=make_photo())
    coming = make_story("To come", lead_photo=make_photo())
    publishing.schedule(coming, publisher, timezone.now() + datetime.timedelta(days=60))
    assert months(client) == []
    gone = publish("Withdrawn", lead_photo=photo)
    clock.shift(60)
    withdraw(gone, "It was wrong.")
    assert months(client) == []
    assert listed(client, "/sitemap-images-2026-03.xml") == {}


def test_it_says_when_it_changed_and_answers_304(client, publish, photo, clock):
    publish(lead_photo=photo)
    for path in ("/sitemap-images.xml", "/sitemap-images-2026-03.xml"):
        first = client.get(path)
        assert first["Last-Modified"]
        clock.shift(60)
        again = client.get(path, headers={"if-modified-since": first["Last-Modified"]})
        assert again.status_code == 304


def test_a_month_with_more_stories_than_a_file_may_hold_goes_on_in_a_second_one(
    client, publish, photo, monkeypatch
):
    from newsroom.public import sitemap_images

    for number in range(5):
        publish(f"Story {number}", lead_photo=photo)
    monkeypatch.setattr(sitemap_images, "STORIES", 2)
    files = [f"/sitemap-images-2026-03{more}.xml" for more in ("", "-2", "-3")]
    assert months(client) == files
    found = [list(listed(client, path)) for path in files]
    assert [len(stories) for stories in found] == [2, 2, 1]
    assert len(set(sum(found, []))) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["2026-00", "2026-13", "0000-01", "2026-03-1", "2026-03-02", "9999-12"])
def test_a_month_that_there_is_not_has_no_file(client, name):
    assert client.get(f"/sitemap-images-{name}.xml").status_code == 404


def test_it_takes_few_queries_and_none_of_the_desk(client, publish, photo, django_assert_max_num_queries):
    publish(lead_photo=photo)
    for path in ("/sitemap-images.xml", "/sitemap-images-2026-03.xml"):
        with django_assert_max_num_queries(8) as queries:
            client.get(path)
        assert not [asked for asked in queries if '"newsroom_photo"' in asked["sql"]]


def test_robots_are_told_of_it_and_asked_to_leave_the_downloads(client):
    said = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {SITE}/sitemap-images.xml" in said
    assert "Disallow: /en/photos/*/download/" in said

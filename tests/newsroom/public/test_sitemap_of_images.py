"""The sitemap of pictures: an index of months, and the stories of each with their pictures."""

import datetime
import xml.etree.ElementTree as ElementTree
from itertools import chain

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import PhotoBlock
from newsroom.public import sitemap_images
from tests.making import add_block

SITE = "http://127.0.0.1:8000"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}


@pytest.fixture
def photo(make_photo):
    return make_photo(size=(2000, 1000))


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
    for number in range(5):
        publish(f"Story {number}", lead_photo=photo)
    monkeypatch.setattr(sitemap_images, "STORIES", 2)
    files = [f"/sitemap-images-2026-03{more}.xml" for more in ("", "-2", "-3")]
    assert months(client) == files
    found = [list(listed(client, path)) for path in files]
    assert [len(stories) for stories in found] == [2, 2, 1]
    assert len(set(chain(*found))) == 5


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

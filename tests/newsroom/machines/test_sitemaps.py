"""The sitemaps: every public page and no other, each with when it last told of a change."""

import datetime
import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import publishing
from newsroom.public import sitemaps
from partnerships.models import Person

SITE = "http://127.0.0.1:8000"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def read(client):
    def get(path):
        response = client.get(path)
        assert response.status_code == 200, path
        assert response["Content-Type"] == "application/xml"
        return ElementTree.fromstring(response.content)

    return get


@pytest.fixture
def files(read):
    """The paths of the files that the index names, without those of pictures."""

    def get():
        places = [
            place.text.removeprefix(SITE) for place in read("/sitemap.xml").iterfind("s:sitemap/s:loc", NAMES)
        ]
        return [place for place in places if "images" not in place]

    return get


@pytest.fixture
def pages(read):
    """The pages in a file: by path, when each last told of a change, and its languages."""

    def get(path):
        return {
            url.find("s:loc", NAMES).text.removeprefix(SITE): (
                url.findtext("s:lastmod", None, NAMES),
                {
                    link.get("hreflang"): link.get("href").removeprefix(SITE)
                    for link in url.iterfind("x:link", NAMES)
                },
            )
            for url in read(path).iterfind("s:url", NAMES)
        }

    return get


def test_every_story_is_in_with_its_exact_date_and_its_translations(
    pages, files, publish, publish_again, clock
):
    story = publish("Two ministers meet")
    publish("Hai bộ trưởng", language="vi", translation_group=story.translation_group)
    publish("Alone")
    clock.shift(90)
    publish_again(story, note="A name was wrong.", change="correction", standfirst="They met.")
    assert "/sitemap-stories-1.xml" in files()
    both = {"en": "/en/stories/two-ministers-meet/", "vi": "/vi/stories/hai-bo-truong/"}
    languages = {**both, "x-default": both["en"]}
    assert pages("/sitemap-stories-1.xml") == {
        both["en"]: ("2026-03-02T05:01:30+00:00", languages),
        both["vi"]: ("2026-03-02T05:00:00+00:00", languages),
        "/en/stories/alone/": ("2026-03-02T05:00:00+00:00", {}),
    }


def test_nothing_is_in_before_its_second_nor_after_its_withdrawal(
    client, pages, files, make_story, publish, publisher, withdraw, register, clock
):
    everything = ("/sitemap.xml", "/sitemap-news.xml", "/sitemap-pages.xml", "/sitemap-people-1.xml")
    before = {path: client.get(path).content for path in everything}
    assert "/sitemap-stories-1.xml" not in files()
    due = timezone.now() + HOUR
    make_story("A draft")
    publishing.schedule(make_story("To come"), publisher, due)
    Person.objects.create(slug="to-come", name={"en": "To come"}, public_from=due)
    assert client.get("/sitemap-stories-1.xml").status_code == 404
    clock.move_to(due - datetime.timedelta(seconds=1))
    assert {path: client.get(path).content for path in everything} == before
    clock.move_to(due)
    assert "/en/stories/to-come/" in pages("/sitemap-stories-1.xml")
    assert "/vi/people/to-come/" in pages("/sitemap-people-1.xml")
    clock.shift(60)
    story = publish("Gone")
    assert "/en/stories/gone/" in pages("/sitemap-stories-1.xml")
    clock.shift(60)
    withdraw(story, "It was wrong.")
    assert list(pages("/sitemap-stories-1.xml")) == ["/en/stories/to-come/"]


def test_a_file_holds_a_range_of_numbers_and_the_next_one_those_after_it(
    client, pages, files, publish, monkeypatch, register
):
    stories = [publish(f"Story {number}") for number in range(5)]
    monkeypatch.setattr(sitemaps, "PAGES", 2)
    last = stories[-1].editions.get().pk // 2 + 1
    named = [path for path in files() if "stories" in path]
    assert named == [f"/sitemap-stories-{number}.xml" for number in range(1, last + 1)]
    found = [path for name in named for path in pages(name)]
    assert sorted(found) == [f"/en/stories/story-{number}/" for number in range(5)]
    assert all(len(pages(name)) <= 2 for name in named)
    for number in (0, last + 1, "01", 1_000_000):
        assert client.get(f"/sitemap-stories-{number}.xml").status_code == 404


def test_every_public_page_of_the_register_is_in_and_all_that_is_named_is_there(
    client, pages, files, interview, register
):
    found = {path for name in files() if "news" not in name for path in pages(name)}
    for path in [
        *("/", "/partners/japan/", "/people/minister/", "/events/visit/", "/agreements/declaration/"),
        *("/pillars/health/", "/posts/foreign-minister/", "/sections/politics/", "/interviews/", "/data/"),
    ]:
        assert {f"/en{path}", f"/vi{path}"} <= found, path
    for path in found - {f"/{code}{rest}" for code in ("en", "vi") for rest in ("/partners/map/",)}:
        assert client.get(path).status_code == 200, path


def test_the_news_of_the_last_48_hours_is_in_the_newest_first(client, read, publish, clock):
    for age, headline in enumerate(("Old & gone", "Yesterday's", "Today’s <b>")):
        publish(headline, slug=f"story-{age}")
        clock.shift(23 * HOUR)
    publish("Hôm nay", language="vi")

    def told():
        return [
            (
                url.findtext("n:news/n:title", None, NAMES),
                url.findtext("n:news/n:publication/n:language", None, NAMES),
            )
            for url in read("/sitemap-news.xml").iterfind("s:url", NAMES)
        ]

    assert told() == [("Hôm nay", "vi"), ("Today’s <b>", "en"), ("Yesterday's", "en")]
    first = client.get("/sitemap-news.xml")
    assert b"<news:publication_date>2026-03-05T02:00:00+00:00</news:publication_date>" in first.content
    assert b"<news:name>Communiqu\xc3\xa9</news:name>" in first.content
    # What is no news any more leaves with nobody doing anything, and a copy that has it stands no more.
    same = {"if-modified-since": first["Last-Modified"], "if-none-match": first["ETag"]}
    clock.shift(HOUR)
    assert client.get("/sitemap-news.xml", headers=same).status_code == 304
    clock.shift(2 * HOUR)
    assert client.get("/sitemap-news.xml", headers=same).status_code == 200
    assert [headline for headline, _language in told()] == ["Hôm nay", "Today’s <b>"]


def test_the_hour_of_a_story_that_was_cancelled_dates_no_file(client, publish, make_story, publisher, clock):
    publish("Known")
    clock.shift(HOUR)
    due = timezone.now() + HOUR
    story = make_story("To come")
    publishing.schedule(story, publisher, due)
    story.refresh_from_db()
    publishing.cancel_schedule(story, publisher)
    clock.move_to(due + sitemaps.NEWS_FOR - datetime.timedelta(seconds=1))
    before = client.get("/sitemap-news.xml")
    clock.shift(2)
    after = client.get("/sitemap-news.xml")
    assert after["Last-Modified"] == before["Last-Modified"]
    assert after["ETag"] == before["ETag"]


def test_files_are_read_by_key_with_few_queries_and_known_again_with_one(client, interview, publish):
    publish("Two ministers meet")
    for path in (
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/sitemap-stories-1.xml",
        "/sitemap-partners-1.xml",
        "/sitemap-news.xml",
    ):
        with CaptureQueriesContext(connection) as queries:
            first = client.get(path)
        assert len(queries) <= 6, path
        for asked in queries:
            assert "OFFSET" not in asked["sql"].upper()
            assert "COUNT(" not in asked["sql"].upper()
        if "stories" in path:
            assert any(re.search(r'"id" >= \d+', asked["sql"]) for asked in queries)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
        assert len(queries) <= 2, path
        assert client.get(path, headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"

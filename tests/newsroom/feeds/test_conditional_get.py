import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Edition
from partnerships.models import Partner

pytestmark = pytest.mark.django_db

ALL = "/en/feeds/all.rss"


@pytest.fixture
def again(client):
    """Asks again for a feed as its subscriber does, with what came with it the last time."""

    def again(before, address=ALL, by=("ETag", "Last-Modified")):
        names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
        return client.get(address, headers={names[header]: before[header] for header in by})

    return again


@pytest.mark.parametrize("by", [("ETag", "Last-Modified"), ("ETag",), ("Last-Modified",)])
def test_a_feed_that_stands_is_not_sent_again(
    clock, client, again, make_story, publish, by, django_assert_num_queries
):
    publish(make_story())
    before = client.get(ALL)

    with django_assert_num_queries(1):
        after = again(before, by=by)

    assert after.status_code == 304
    assert after.content == b""
    assert after["ETag"] == before["ETag"]
    assert after["Cache-Control"] == before["Cache-Control"] == "public, no-cache"
    assert not after.cookies


def test_a_feed_compressed_on_its_way_is_recognised(clock, client, again, make_story, publish):
    publish(make_story(text="<p>" + "They met. " * 100 + "</p>"))
    before = client.get(ALL, headers={"Accept-Encoding": "gzip"})

    assert before["Content-Encoding"] == "gzip"
    after = again(before, by=["ETag"])
    assert after.status_code == 304
    # What a copy depends on stands in every answer about it (RFC 9110 §15.4.5).
    assert after["Vary"] == before["Vary"] == "Accept-Encoding"


def test_a_feed_of_commitments_says_what_a_copy_depends_on(clock, client, again):
    address = "/en/feeds/commitments/all.rss"
    before = client.get(address, headers={"Accept-Encoding": "gzip"})

    after = again(before, address, by=["ETag"])

    assert (before.status_code, after.status_code) == (200, 304)
    assert after["Vary"] == before["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("by", [("ETag", "Last-Modified"), ("ETag",), ("Last-Modified",)])
def test_every_move_is_news_to_the_subscriber(clock, client, again, make_story, publish, publisher, by):
    article = make_story()
    publish(article)
    sent = client.get(ALL)

    def is_news():
        nonlocal sent
        after = again(sent, by=by)
        sent = client.get(ALL)
        return after.status_code == 200

    assert not is_news()
    clock.shift(60)
    publish(make_story("Another"))
    assert is_news()

    clock.shift(60)
    article.headline = "Two ministers met"
    article.save()
    publish(article)
    assert is_news()

    publishing.schedule(make_story("A third"), publisher, timezone.now() + datetime.timedelta(minutes=1))
    assert not is_news()
    clock.shift(60)
    assert is_news()

    clock.shift(60)
    publishing.withdraw(article, publisher, "It was wrong.")
    assert is_news()
    assert not is_news()


@pytest.mark.parametrize("by", [("ETag",), ("Last-Modified",)])
def test_a_story_that_stops_being_about_a_partner_is_news_in_the_partners_feed(
    clock, client, again, make_story, publish, by
):
    japan = Partner.objects.create(code="JP", region="east-asia")
    publish(make_story("Stays", partners=[japan]))
    article = make_story("Leaves", partners=[japan])
    publish(article)
    before = client.get("/en/feeds/partners/japan.rss")
    clock.shift(60)
    article.partners.clear()

    publish(article)

    after = again(before, "/en/feeds/partners/japan.rss", by=by)
    assert after.status_code == 200
    assert b"Leaves" not in after.content


@pytest.mark.parametrize("by", [("ETag",), ("Last-Modified",)])
def test_a_story_from_the_archive_is_news_though_its_date_is_long_past(
    clock, client, again, make_story, publish, publisher, by
):
    publish(make_story())
    before = client.get(ALL)
    clock.shift(60)

    publishing.publish_from_archive(
        make_story("Thirty years ago"), publisher, timezone.now() - datetime.timedelta(days=3650)
    )

    assert again(before, by=by).status_code == 200


def test_an_edition_that_ended_is_news(clock, client, again, make_story, publish):
    publish(make_story())
    before = client.get(ALL)
    clock.shift(60)
    Edition.objects.update(public_until=timezone.now())

    after = again(before)

    assert after.status_code == 200
    assert b"<item>" not in after.content


def test_only_reading_is_allowed(clock, client, make_story, publish):
    publish(make_story())

    assert client.post(ALL).status_code == 405
    assert client.head(ALL).content == b""
    assert client.head(ALL)["ETag"] == client.get(ALL)["ETag"]

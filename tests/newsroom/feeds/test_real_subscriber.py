"""A reader of feeds over HTTP, as subscribers have it."""

import feedparser
import pytest

from newsroom import publishing


@pytest.mark.django_db(transaction=True)
def test_a_subscriber_gets_a_story_once_and_then_nothing_new(live_server, make_story, publisher):
    publishing.publish(make_story(), publisher)
    address = f"{live_server.url}/en/feeds/all.rss"

    first = feedparser.parse(address)
    by_tag = feedparser.parse(address, etag=first.etag)
    by_date = feedparser.parse(address, modified=first.modified)

    assert first.status == 200
    assert not first.bozo
    assert first.headers["content-type"] == "application/xml; charset=utf-8"
    assert [entry.title for entry in first.entries] == ["Two ministers meet"]
    assert (by_tag.status, by_date.status) == (304, 304)
    assert not by_tag.entries

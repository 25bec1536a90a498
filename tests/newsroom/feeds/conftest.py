import datetime
import xml.etree.ElementTree as ET

import feedparser
import pytest
import time_machine

from newsroom import publishing

START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)

PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


@pytest.fixture
def clock():
    """A stopped clock; `clock.shift(seconds)` lets time pass."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def publish(publisher):
    """Publishes a story as the publisher does."""

    def publish(article, **said):
        return publishing.publish(article, publisher, **said)

    return publish


class Feed:
    """A feed as its subscriber got it."""

    def __init__(self, response):
        self.response = response
        self.channel = ET.fromstring(response.content).find("channel")
        self.parsed = feedparser.parse(response.content)

    def text(self, path):
        return self.channel.findtext(path, namespaces=PREFIXES)

    def all(self, path):
        return self.channel.findall(path, PREFIXES)

    @property
    def titles(self):
        return [item.findtext("title") for item in self.channel.iter("item")]


@pytest.fixture
def read(client):
    """Reads the feed at an address."""

    def read(address="/en/feeds/all.rss", **headers):
        response = client.get(address, headers=headers)
        assert response.status_code == 200, response.status_code
        return Feed(response)

    return read

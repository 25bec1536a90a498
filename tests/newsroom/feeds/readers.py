"""Three readers of feeds that know nothing of one another, made to tell the same of what they read."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

import atoma
import fastfeedparser
import feedparser

from tests.newsroom.feeds import rules

TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


@dataclass(frozen=True)
class Read:
    """What a reader took from one item."""

    title: str
    link: str
    text: str
    updated: str = ""


def by_feedparser(body):
    parsed = feedparser.parse(body)
    assert not parsed.bozo, parsed.bozo_exception
    return [
        (one.id, Read(one.title, one.link, one.content[0].value, one.get("updated", "")))
        for one in parsed.entries
    ]


def by_fastfeedparser(body):
    return [
        (one["id"], Read(one["title"], one["link"], one["content"][0]["value"], one.get("updated", "")))
        for one in fastfeedparser.parse(body)["entries"]
    ]


def by_atoma_rss(body):
    items = atoma.parse_rss_bytes(body).items
    return [(one.guid, Read(one.title, one.link, one.content_encoded)) for one in items]


def by_atoma_atom(body):
    return [
        (
            one.id_,
            Read(
                one.title.value,
                next(link.href for link in one.links if link.rel == "alternate"),
                one.content.value,
                str(one.updated),
            ),
        )
        for one in atoma.parse_atom_bytes(body).entries
    ]


def by_atoma_json(body):
    return [
        (
            one.id_,
            Read(one.title, one.url, one.content_html or one.content_text, str(one.date_modified or "")),
        )
        for one in atoma.parse_json_feed_bytes(body).items
    ]


READERS = {
    "rss": [by_feedparser, by_fastfeedparser, by_atoma_rss],
    "atom": [by_feedparser, by_fastfeedparser, by_atoma_atom],
    "json": [by_fastfeedparser, by_atoma_json],
}


@dataclass
class Subscriber:
    """Somebody who asks for one feed again and again, announces what is new and remembers what was said."""

    client: object
    form: str
    read: object
    address: str = "/en/feeds/all"
    announced: list = field(default_factory=list)
    known: dict = field(default_factory=dict)
    gone: set = field(default_factory=set)
    tags: dict = field(default_factory=dict)

    def ask(self):
        """Ask once; return what is new to this reader, by its title, or None when nothing was sent."""
        response = self.client.get(f"{self.address}.{self.form}", headers=self.tags)
        if response.status_code == 304:
            return None
        assert response.status_code == 200
        self.tags = {"If-None-Match": response["ETag"]}
        if "Last-Modified" in response:
            self.tags["If-Modified-Since"] = response["Last-Modified"]
        rules.check(self.form, response.content)
        entries = self.read(response.content)
        assert len({identity for identity, _one in entries}) == len(entries)
        new = [identity for identity, _one in entries if identity not in self.known]
        self.known |= dict(entries)
        self.announced += new
        if self.form != "json":
            root = ET.fromstring(response.content)
            self.gone |= {one.get("ref") for one in root.iter(TOMBSTONE)}
            assert not self.gone & {identity for identity, _one in entries}
        return [self.known[identity].title for identity in new]

    def poll(self):
        """Ask twice, as nothing happens in between; return what the first answer brought."""
        brought = self.ask()
        assert self.ask() is None
        return brought


def subscribers(client, address="/en/feeds/all"):
    """One for each format and each reader that knows it."""
    return [Subscriber(client, form, read, address) for form, reads in READERS.items() for read in reads]

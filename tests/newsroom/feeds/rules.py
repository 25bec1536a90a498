"""What the standards ask of a feed, put into grammars and sentences of our own."""

import json
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path

import jsonschema
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
HERE = Path(__file__).parent

# All that RSS 2.0 itself knows.
CHANNEL = {
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate"),
    *("lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput"),
    *("skipHours", "skipDays", "item"),
}
ITEM = {
    *("title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate"),
    "source",
}


def check(form, body):
    """Fail when `body` is not a feed as the standard of its format wants it."""
    {"rss": check_rss, "atom": check_atom, "json": check_json}[form](body)


@cache
def _atom():
    return etree.RelaxNG(etree.parse(HERE / "atom.rng"))


@cache
def _json():
    schema = json.loads((HERE / "json_feed.schema.json").read_text())
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def check_atom(body):
    root = etree.fromstring(body)
    grammar = _atom()
    assert grammar.validate(root), grammar.error_log
    # What a grammar cannot say (RFC 4287 §4.1.1, §4.1.2, §4.2.7).
    identities = Counter(entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry"))
    assert all(number == 1 for number in identities.values())
    for holder in (root, *root.iter(f"{ATOM}entry")):
        links = holder.findall(f"{ATOM}link")
        alternates = [
            (link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate"
        ]
        assert len(set(alternates)) == len(alternates)
        assert all(link.get("href").startswith(("http://", "https://")) for link in links)
    for moment in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        assert datetime.fromisoformat(moment.text).tzinfo
    _check_documents(root)


def check_rss(body):
    root = etree.fromstring(body)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [channel] = root
    own = [child.tag for child in channel if not child.tag.startswith("{")]
    assert set(own) <= CHANNEL
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    assert all(number == 1 for name, number in Counter(own).items() if name not in {"item", "category"})
    guids = []
    for item in channel.iter("item"):
        names = [child.tag for child in item if not child.tag.startswith("{")]
        assert set(names) <= ITEM
        assert item.findtext("title") or item.findtext("description")
        assert item.find("guid").get("isPermaLink") == "false"
        guids.append(item.findtext("guid"))
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
    assert len(set(guids)) == len(guids)
    _check_documents(channel)


def _check_documents(holder):
    """RFC 5005 §4: a document names itself, and one of the archive also the one that is subscribed to."""
    rels = Counter(link.get("rel") for link in holder.findall(f"{ATOM}link"))
    assert rels["self"] == 1
    assert max(rels["current"], rels["prev-archive"], rels["next"], rels["hub"]) <= 1
    if holder.find("{http://purl.org/syndication/history/1.0}archive") is not None:
        assert rels["current"] == 1


def check_json(body):
    feed = json.loads(body)
    _json().validate(feed)
    identities = [item["id"] for item in feed["items"]]
    assert len(set(identities)) == len(identities)
    assert feed.get("next_url") != feed["feed_url"]

"""Atom 1.0 (RFC 4287), with archives (RFC 5005), withdrawals (RFC 6721) and the photos' words (Media RSS)."""

from datetime import UTC, datetime

from partnerships.feeds.described import Feed, Item, Withdrawn
from partnerships.feeds.xml import MEDIA_TYPES, NAMESPACES, FeedXml, moment

TOMBSTONES = {"xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

# A feed must say when it changed (RFC 4287 §4.1.1), and where nothing was ever published it did not.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def written(feed: Feed) -> bytes:
    """Return `feed` as Atom. All its documents have one identity: the address that one subscribes to."""
    xml = FeedXml()
    xml.begin(feed)
    root = {"xmlns": "http://www.w3.org/2005/Atom", **NAMESPACES, "xml:lang": feed.language}
    # Not every reader knows that namespace: it is named only where something is in it.
    xml.startElement("feed", {**root, **TOMBSTONES} if feed.withdrawn else root)
    xml.element("title", feed.title)
    xml.element("subtitle", feed.description)
    xml.element("id", feed.current.get("atom") or feed.addresses["atom"])
    page = {"rel": "alternate", "type": "text/html", "hreflang": feed.language, "href": feed.page}
    xml.element("link", attributes=page)
    for link in feed.links("atom", MEDIA_TYPES):
        xml.element("link", attributes=link)
    if feed.is_archive:
        xml.element("fh:archive")
    xml.element("updated", moment(feed.changed or _NEVER))
    _author(xml, feed.publisher)
    xml.element("generator", feed.publisher)
    xml.explain(feed)
    for withdrawn in feed.withdrawn:
        _tombstone(xml, withdrawn)
    for item in feed.items:
        _entry(xml, item, feed.language)
    xml.endElement("feed")
    return xml.whole()


def _author(xml, name):
    xml.startElement("author")
    xml.element("name", name)
    xml.endElement("author")


def _tombstone(xml: FeedXml, withdrawn: Withdrawn) -> None:
    """Write that an entry was taken back (RFC 6721 §3)."""
    xml.startElement("at:deleted-entry", {"ref": withdrawn.identity, "when": moment(withdrawn.when)})
    xml.element("at:comment", withdrawn.reason)
    xml.endElement("at:deleted-entry")


def _entry(xml: FeedXml, item: Item, language: str) -> None:
    xml.startElement("entry")
    xml.element("title", item.title)
    xml.element("id", item.identity)
    link = {"rel": "alternate", "type": "text/html", "hreflang": language, "href": item.address}
    xml.element("link", attributes=link)
    for other in xml.translations(item):
        xml.element("link", attributes=other)
    for picture in item.pictures:
        enclosure = {"rel": "enclosure", "type": picture.media_type, "href": picture.address}
        if picture.alt_text:
            enclosure["title"] = picture.alt_text
        xml.element("link", attributes=enclosure)
    xml.element("published", moment(item.published))
    xml.element("updated", moment(item.updated or item.published))
    for name in item.authors:
        _author(xml, name)
    for topic in item.topics:
        # The page of the topic tells apart what has one name: a term is all that readers compare.
        xml.element(
            "category",
            attributes={"term": topic.address, "scheme": _above(topic.address), "label": topic.name},
        )
    if item.summary:
        xml.element("summary", item.summary)
    if item.content:
        xml.element("content", item.content, {"type": "html"})
    xml.pictures(item)
    xml.endElement("entry")


def _above(address):
    """The list in which a topic's page stands: `…/partners/` for `…/partners/japan/`."""
    return address.rstrip("/").rpartition("/")[0] + "/"

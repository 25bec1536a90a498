"""RSS 2.0 with the modules that newsrooms' subscribers read.

RSS 2.0: https://www.rssboard.org/rss-specification, full text: https://web.resource.org/rss/1.0/modules/content/,
photos: https://www.rssboard.org/media-rss, authors: Dublin Core, changes, translations and the feed's own
addresses: RFC 4287, archives: RFC 5005. It knows no withdrawal, and no reader of it looks for one: under the
identity of the item stands a notice then, as in JSON Feed.
"""

from django.utils.feedgenerator import rfc2822_date
from django.utils.html import format_html

from partnerships.feeds.described import Feed, Item, Withdrawn
from partnerships.feeds.xml import MEDIA_TYPES, NAMESPACES, FeedXml, moment


def written(feed: Feed) -> bytes:
    """Return `feed` as RSS."""
    xml = FeedXml()
    xml.begin(feed)
    xml.startElement(
        "rss",
        {
            "version": "2.0",
            "xml:lang": feed.language,
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            **NAMESPACES,
        },
    )
    xml.startElement("channel")
    xml.element("title", feed.title)
    xml.element("link", feed.page)
    xml.element("description", feed.description)
    for link in feed.links("rss", MEDIA_TYPES):
        xml.element("atom:link", attributes=link)
    if feed.is_archive:
        xml.element("fh:archive")
    xml.element("language", feed.language)
    if feed.changed:
        xml.element("lastBuildDate", rfc2822_date(feed.changed))
    xml.element("generator", feed.publisher)
    xml.element("docs", "https://www.rssboard.org/rss-specification")
    xml.element("ttl", str(feed.minutes_to_live))
    xml.explain(feed)
    for entry in feed.entries:
        _item(xml, entry if isinstance(entry, Item) else _notice(entry))
    xml.endElement("channel")
    xml.endElement("rss")
    return xml.whole()


def _item(xml: FeedXml, item: Item) -> None:
    """Write one item. It has no enclosure: that would need the length of the file in bytes."""
    xml.startElement("item")
    xml.element("title", item.title)
    xml.element("link", item.address)
    xml.element("description", item.summary)
    xml.element("pubDate", rfc2822_date(item.published))
    xml.element("guid", item.identity, {"isPermaLink": "false"})
    for topic in item.topics:
        xml.element("category", topic.name, {"domain": topic.address})
    if item.updated:
        xml.element("atom:updated", moment(item.updated))
    for link in xml.translations(item):
        xml.element("atom:link", attributes=link)
    if item.content:
        xml.element("content:encoded", item.content)
    for name in item.authors:
        xml.element("dc:creator", name)
    xml.pictures(item)
    xml.endElement("item")


def _notice(withdrawn: Withdrawn) -> Item:
    """Return what takes the place of an item: it has a text too, or readers would keep the one they have."""
    return Item(
        identity=withdrawn.identity,
        title=withdrawn.title,
        address=withdrawn.address,
        summary=withdrawn.reason,
        published=withdrawn.published,
        updated=withdrawn.when,
        content=format_html("<p>{}</p>", withdrawn.reason),
    )

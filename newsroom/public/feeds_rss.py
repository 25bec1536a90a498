"""RSS 2.0 with the modules that newsrooms' subscribers read.

RSS 2.0: https://www.rssboard.org/rss-specification, full text: https://web.resource.org/rss/1.0/modules/content/,
photos: https://www.rssboard.org/media-rss, authors: Dublin Core, changes and the feed's own address:
RFC 4287, withdrawals: RFC 6721.
"""

import re

from django.utils.feedgenerator import Rss201rev2Feed, rfc2822_date, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}

# All that XML 1.0 does not allow, not even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class SafeXml(SimplerXMLGenerator):
    """Leaves out the characters that would make the whole feed unreadable."""

    def characters(self, content):
        super().characters(_NOT_XML.sub("", content))

    def startElement(self, name, attrs):  # noqa: N802, named by xml.sax
        super().startElement(name, {key: _NOT_XML.sub("", value) for key, value in (attrs or {}).items()})


class StoryRss(Rss201rev2Feed):
    """A channel of whole stories.

    Of a channel it knows, beyond Django's own keywords, `changed` (when anything in it last changed,
    or None) and `withdrawn` ([(identity, when, reason)]). Of an item: `content` (HTML), `creators` (names),
    `topics` ([(name, address)]), `photos` (dicts of url, width, height, description, credit)
    and `updated` (when it was changed, or None).
    """

    content_type = "application/rss+xml; charset=utf-8"

    def write(self, outfile, encoding):
        handler = SafeXml(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("rss", {"version": self._version, **NAMESPACES})
        handler.startElement("channel", {})
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("channel")
        handler.endElement("rss")

    def add_root_elements(self, handler):
        feed = self.feed
        handler.addQuickElement("title", feed["title"])
        handler.addQuickElement("link", feed["link"])
        handler.addQuickElement("description", feed["description"])
        handler.addQuickElement(
            "atom:link",
            None,
            {"rel": "self", "href": feed["feed_url"], "type": "application/rss+xml"},
        )
        handler.addQuickElement("language", feed["language"])
        if feed["changed"]:
            handler.addQuickElement("lastBuildDate", rfc2822_date(feed["changed"]))
        handler.addQuickElement("generator", "Communiqué")
        handler.addQuickElement("docs", "https://www.rssboard.org/rss-specification")
        handler.addQuickElement("ttl", feed["ttl"])
        for identity, when, reason in feed["withdrawn"]:
            handler.startElement("at:deleted-entry", {"ref": identity, "when": rfc3339_date(when)})
            handler.addQuickElement("at:comment", reason)
            handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        for name, address in item["topics"]:
            handler.addQuickElement("category", name, {"domain": address})
        if item["updated"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updated"]))
        handler.addQuickElement("content:encoded", item["content"])
        for number, photo in enumerate(item["photos"]):
            self.add_photo(handler, photo, is_default=number == 0)

    def add_photo(self, handler, photo, is_default):
        """Write one photo with its words. No enclosure: that would need the length of the file in bytes."""
        size = {"width": str(photo["width"]), "height": str(photo["height"])}
        handler.startElement(
            "media:content",
            {
                "url": photo["url"],
                "type": "image/jpeg",
                "medium": "image",
                "isDefault": "true" if is_default else "false",
                **size,
            },
        )
        if photo["description"]:
            handler.addQuickElement("media:description", photo["description"], {"type": "plain"})
        if photo["credit"]:
            handler.addQuickElement("media:credit", photo["credit"], {"role": "photographer"})
        handler.endElement("media:content")

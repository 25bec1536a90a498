"""RSS 2.0 as all feeds of the site write it (https://www.rssboard.org/rss-specification).

Beside it, the feed's own address: RFC 4287.
"""

import re

from django.utils.feedgenerator import Rss201rev2Feed, rfc2822_date, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

# All that XML 1.0 does not allow, not even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class SafeXml(SimplerXMLGenerator):
    """Leaves out the characters that would make the whole feed unreadable."""

    def characters(self, content):
        super().characters(_NOT_XML.sub("", content))

    def startElement(self, name, attrs):  # noqa: N802, named by xml.sax
        super().startElement(name, {key: _NOT_XML.sub("", value) for key, value in (attrs or {}).items()})


class ChannelRss(Rss201rev2Feed):
    """A channel. Beyond Django's own keywords it knows `changed`: when anything in it last changed, or None.

    Of an item it knows `topics` ([(name, address)]), `updated` (when it was changed, or None) and `content`
    (HTML, or "").
    """

    content_type = "application/rss+xml; charset=utf-8"
    namespaces = {
        "xmlns:atom": "http://www.w3.org/2005/Atom",
        "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    }

    def write(self, outfile, encoding):
        handler = SafeXml(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("rss", {"version": self._version, **self.namespaces})
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

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, address in item["topics"]:
            handler.addQuickElement("category", name, {"domain": address})
        if item.get("updated"):
            handler.addQuickElement("atom:updated", rfc3339_date(item["updated"]))
        if item.get("content"):
            handler.addQuickElement("content:encoded", item["content"])

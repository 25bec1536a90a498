"""What feeds in XML have in common: characters that XML may hold, a look in browsers, links and pictures."""

import re
from collections.abc import Mapping
from datetime import datetime
from io import StringIO

from django.utils.feedgenerator import rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from partnerships.feeds.described import Feed, Item, Picture

MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}

XHTML = "http://www.w3.org/1999/xhtml"
# Photos: https://www.rssboard.org/media-rss, archives: RFC 5005.
NAMESPACES = {
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}

# All that XML 1.0 does not allow, not even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FeedXml(SimplerXMLGenerator):
    """Leaves out the characters that would make the whole feed unreadable."""

    def __init__(self):
        self.text = StringIO()
        super().__init__(self.text, "utf-8", short_empty_elements=True)

    def characters(self, content):
        super().characters(_NOT_XML.sub("", content))

    def startElement(self, name, attrs=None):  # noqa: N802, named by xml.sax
        super().startElement(name, {key: _NOT_XML.sub("", value) for key, value in (attrs or {}).items()})

    def element(self, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """Write an element that holds nothing but text."""
        self.startElement(name, attributes)
        if text:
            self.characters(text)
        self.endElement(name)

    def begin(self, feed: Feed) -> None:
        """Write what comes before the first element: that it is XML, and how a browser shows it.

        A style sheet in CSS: browsers take XSLT out (https://github.com/whatwg/html/pull/11563).
        """
        self.startDocument()
        if feed.stylesheet:
            self.processingInstruction("xml-stylesheet", f'type="text/css" href="{feed.stylesheet}"')

    def explain(self, feed: Feed) -> None:
        """Tell who opened the feed in a browser what it is. Readers of feeds skip that namespace.

        It has no prefix: some readers of Atom stumble over one for XHTML.
        """
        if not feed.explanation:
            return
        self.startElement("div", {"xmlns": XHTML, "class": "explanation"})
        self.element("p", feed.explanation)
        self.startElement("p")
        self.element("a", feed.explained_at, {"href": feed.explained_at})
        self.endElement("p")
        self.endElement("div")

    def picture(self, picture: Picture, *, is_default: bool) -> None:
        """Write a picture with its words: for those who cannot see it, its caption, and whose it is."""
        self.startElement(
            "media:content",
            {
                "url": picture.address,
                "type": picture.media_type,
                "medium": "image",
                "isDefault": "true" if is_default else "false",
                "width": str(picture.width),
                "height": str(picture.height),
            },
        )
        if picture.alt_text:
            self.element("media:title", picture.alt_text, {"type": "plain"})
        if picture.caption or picture.alt_text:
            self.element("media:description", picture.caption or picture.alt_text, {"type": "plain"})
        if picture.credit:
            self.element("media:credit", picture.credit, {"role": "photographer"})
        self.endElement("media:content")

    def pictures(self, item: Item) -> None:
        for number, picture in enumerate(item.pictures):
            self.picture(picture, is_default=number == 0)

    def translations(self, item: Item) -> list[dict[str, str]]:
        """Return the links to what an item says in other languages.

        They are called related: readers take the first or the last alternate of an item for its own page.
        """
        return [
            {"rel": "related", "type": "text/html", "hreflang": language, "href": address}
            for language, address in item.translations
        ]

    def whole(self) -> bytes:
        return self.text.getvalue().encode()


def moment(when: datetime) -> str:
    """Return the moment as Atom writes it (RFC 3339)."""
    return rfc3339_date(when)

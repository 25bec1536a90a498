"""RSS 2.0 with the modules that newsrooms' subscribers read.

RSS 2.0: https://www.rssboard.org/rss-specification, full text: https://web.resource.org/rss/1.0/modules/content/,
photos: https://www.rssboard.org/media-rss, authors: Dublin Core, changes and the feed's own address:
RFC 4287, withdrawals: RFC 6721.
"""

from django.utils.feedgenerator import rfc3339_date

from newsroom.credits import bare_credit
from partnerships.rss import ChannelRss


class StoryRss(ChannelRss):
    """A channel of whole stories.

    Of a channel it knows, beyond what every one has, `withdrawn` ([(identity, when, reason)]). Of an item:
    `creators` (names) and `photos` (dicts of url, width, height, description, credit).
    """

    namespaces = {
        **ChannelRss.namespaces,
        "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:media": "http://search.yahoo.com/mrss/",
    }

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for identity, when, reason in self.feed["withdrawn"]:
            handler.startElement("at:deleted-entry", {"ref": identity, "when": rfc3339_date(when)})
            handler.addQuickElement("at:comment", reason)
            handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)
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
            handler.addQuickElement("media:credit", bare_credit(photo["credit"]), {"role": "photographer"})
        handler.endElement("media:content")

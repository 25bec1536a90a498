"""All feeds in one file, which readers of feeds take whole (OPML 2.0, http://opml.org/spec2.opml)."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.public.feeds.listing import groups
from newsroom.public.pages import with_dates
from newsroom.public.places import sections_in_order
from partnerships.feeds.xml import FeedXml

# Of events, people and agreements.
LATEST = 500


@require_safe
def subscriptions(request):
    """The feeds of the language, as RSS, in the groups of the page of feeds."""
    at, language = timezone.now(), request.LANGUAGE_CODE
    xml = FeedXml()
    xml.startDocument()
    xml.startElement("opml", {"version": "2.0"})
    xml.startElement("head")
    xml.element("title", _("Communiqué: all feeds"))
    xml.endElement("head")
    xml.startElement("body")
    for group in groups(language, at, sections_in_order(), LATEST):
        xml.startElement("outline", {"text": group.heading})
        for feed in group.feeds:
            outline = {"type": "rss", "text": str(feed.name), "xmlUrl": feed.absolute}
            xml.element("outline", attributes={**outline, "language": language})
        xml.endElement("outline")
    xml.endElement("body")
    xml.endElement("opml")
    response = HttpResponse(xml.whole(), content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="communique-{language}.opml"'
    return with_dates(response, at)

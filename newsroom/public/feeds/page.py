"""The page that explains feeds and lists them."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.public.feeds.listing import groups
from newsroom.public.pages import page
from newsroom.public.places import sections_in_order

# A page of feeds that nobody reads any more would help nobody.
LATEST = 12


@require_safe
def feeds_page(request):
    """Every feed of the language; of events, people and agreements the latest ones."""
    at = timezone.now()
    sections = sections_in_order()
    context = {
        "sections": sections,
        "groups": groups(request.LANGUAGE_CODE, at, sections, LATEST),
        "page_title": _("Feeds"),
        "page_description": _("Follow the newsroom in a reader of feeds, as a whole or subject by subject."),
    }
    return page(request, "newsroom/feeds.html", context, at)

"""What the head of a page tells machines: other sites, search engines, whoever shows or takes its story."""

from functools import lru_cache
from urllib.parse import urlencode

from babel import Locale
from babel.core import get_global
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from newsroom.models import Edition
from newsroom.public.canonical import paging
from newsroom.public.cards import card_of_site, card_of_story
from newsroom.public.pages import absolute
from newsroom.public.structured_page import graph_of_page
from newsroom.templatetags.newsroom_site import language_links
from newsroom.templatetags.newsroom_stories import shared_picture
from partnerships.addresses import address_of
from partnerships.templatetags.structured_data import structured_data

register = template.Library()

# Our English is the British one; for every other language its usual country is taken.
_TERRITORIES = {"en": "GB"}


@lru_cache(maxsize=64)
def open_graph_locale(language: str) -> str:
    """Return a language as the Open Graph protocol writes it (https://ogp.me/#optional), such as "vi_VN"."""
    locale = Locale.parse(language, sep="-")
    likely = get_global("likely_subtags").get(locale.language, "")
    territory = locale.territory or _TERRITORIES.get(locale.language) or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language


@register.simple_tag(takes_context=True)
def page_alternates(context) -> list[dict]:
    """The same page in every language that has it, each with its `code`, `locale` and absolute `address`.

    There are none where only one language has it, and none on the later pages of a list: what comes second in
    one language is not what does in another.
    """
    request = context.get("request")
    if request is None or paging(request):
        return []
    found = [
        {
            "code": link.code,
            "locale": open_graph_locale(link.code),
            "address": link.absolute.partition("?")[0],
            "is_current": link.is_current,
            # For readers of any other language (https://html.spec.whatwg.org/#attr-hyperlink-hreflang).
            "is_default": link.code == settings.LANGUAGE_CODE,
        }
        for link in language_links(context)
        if link.is_alternate
    ]
    return found if len(found) > 1 else []


@register.simple_tag
def page_locale() -> str:
    """The page's own language, as the Open Graph protocol writes it."""
    return open_graph_locale(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def page_card(context) -> dict:
    """What other sites show of the page: its photo, its story's card, or the site's.

    Its absolute `address`, `type`, `width`, `height` and `alt_text`.
    """
    photo, story = context.get("page_picture"), context.get("story")
    if photo:
        alt_text = photo.get("alt_text") if isinstance(photo, dict) else photo.alt_text
        return {**shared_picture(photo), "type": "image/jpeg", "alt_text": alt_text}
    if story is not None and "content" in context and not story.is_withdrawal:
        return card_of_story(story)
    return card_of_site()


@register.simple_tag(takes_context=True)
def story_elsewhere(context) -> dict:
    """Where a story is had in other forms: `oembed` by its format, and `ninjs`; nothing for one withdrawn."""
    story = context.get("story")
    if story is None or "content" not in context or story.is_withdrawal:
        return {}
    page = absolute(story.get_absolute_url())
    at = absolute(reverse("oembed"))
    return {
        "json": f"{at}?{urlencode({'url': page, 'format': 'json'})}",
        "xml": f"{at}?{urlencode({'url': page, 'format': 'xml'})}",
        "ninjs": absolute(address_of("newsroom:ninjs", story.slug)),
    }


@register.simple_tag(takes_context=True)
def page_data(context):
    """Print the page as one block of JSON-LD.

    Of what is not there, was withdrawn or is not published yet nothing is told.
    """
    said = context.flatten()
    story = said.get("story")
    is_told = said.get("request") is not None and not said.keys() & {"exception", "withdrawal"}
    if not is_told or (isinstance(story, Edition) and story.pk is None):
        return ""
    return structured_data(graph_of_page(said))


@register.simple_tag
def site_name() -> str:
    """The newsroom's name."""
    return str(settings.SITE_NAME)

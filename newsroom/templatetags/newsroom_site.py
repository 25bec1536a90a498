"""What stands around every public page: where one can go, in which languages, and the page's own address."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.public.canonical import canonical
from newsroom.public.places import sections_in_order
from partnerships.addresses import address_of

register = template.Library()


@dataclass(frozen=True)
class Place:
    """One link of the navigation."""

    name: str
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class PageLanguage:
    """The page in one language. `is_alternate`: the same page, not merely the nearest one."""

    code: str
    name: str
    address: str
    is_current: bool
    is_alternate: bool

    @property
    def absolute(self) -> str:
        return settings.SITE_URL + self.address


@register.simple_tag(takes_context=True)
def site_places(context) -> dict:
    """The navigation: sections and lists of the newsroom, indexes of the register; one query.

    A view that has the sections at hand passes them as `sections`.
    """
    request = context.get("request")
    here = request.path if request else ""

    def place(name, address):
        return Place(name, address, address == here)

    language = get_language()
    sections = context.get("sections")
    if sections is None:
        # An error page asks the database for nothing: it may be what is broken, or what is attacked.
        sections = [] if "exception" in context else sections_in_order()
    news = [
        place(section.name.in_language(language), address_of("newsroom:section", section.slug))
        for section in sections
    ]
    news += [
        place(_("Interviews"), address_of("newsroom:interviews")),
        place(_("Photo stories"), address_of("newsroom:photo_stories")),
    ]
    indexes = [
        place(_("Partners"), address_of("partnerships:partners")),
        place(_("Pillars"), address_of("partnerships:pillars")),
        place(_("Events"), address_of("partnerships:events")),
        place(_("Agreements"), address_of("partnerships:agreements")),
    ]
    return {
        "front": address_of("newsroom:front"),
        "news": news,
        "register": indexes,
        # What the foot of the page has room for.
        "register_more": [
            place(_("Commitments"), address_of("partnerships:commitments")),
            place(_("People"), address_of("partnerships:people")),
            place(_("Pillars and partners"), address_of("partnerships:matrix")),
        ],
        "partners": address_of("partnerships:partners"),
        "events": address_of("partnerships:events"),
        "feeds": address_of("newsroom:feeds"),
        "data": address_of("partnerships:data"),
        "rss": address_of("newsroom:feed"),
    }


@register.simple_tag(takes_context=True)
def language_links(context) -> list[PageLanguage]:
    """The page in each language of the site.

    A view whose pages are not everywhere passes `translations` ({"vi": address}, those that exist)
    and `nearest` ({"vi": address}, where to go otherwise). Any other page exists in every language
    at the same address, with the same `address_query` ("?year=2025") where the view passes one;
    an error page leads to the front page.
    """
    request = context.get("request")
    current = get_language()
    translations, nearest = context.get("translations"), context.get("nearest", {})
    links = []
    for code, name in settings.LANGUAGES:
        if code == current:
            address, alternate = (
                (request.path if request else "/"),
                translations is None or bool(translations),
            )
        elif translations is not None and code in translations:
            address, alternate = translations[code], True
        elif translations is not None or request is None or "exception" in context:
            address, alternate = nearest.get(code) or front_page(code), False
        else:
            address, alternate = translate_url(request.path, code) + context.get("address_query", ""), True
        links.append(PageLanguage(code, name, address, code == current, alternate))
    return links


def front_page(language: str) -> str:
    """The address of the front page in `language`."""
    return address_of("newsroom:front", language=language)


@register.simple_tag(takes_context=True)
def page_address(context) -> str:
    """The page's canonical address: absolute, with the parameters that make it another page of a list."""
    request = context.get("request")
    return settings.SITE_URL + "/" if request is None else canonical(request)

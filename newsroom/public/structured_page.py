"""A page as structured data of schema.org: one graph of what stands on it, by whom, and where it belongs.

The graph is made from what the view gave to the template, so that it says what the page says. A view tells of
its own subject in `structured`: one dictionary, or a list of them, the page's subject first.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, override

from newsroom.public.canonical import canonical
from newsroom.public.cards import card_of_story
from newsroom.public.pages import absolute
from newsroom.public.structured_stories import article, without_nothing
from partnerships.addresses import address_of
from partnerships.ministry import ministry, ministry_id

CONTEXT = "https://schema.org"

# Pages of which the kind can be told (https://schema.org/WebPage); every other is a WebPage.
_KINDS = {
    "newsroom:section": "CollectionPage",
    "newsroom:interviews": "CollectionPage",
    "newsroom:photo_stories": "CollectionPage",
    "newsroom:search": "SearchResultsPage",
    "newsroom:photo": "ItemPage",
    "partnerships:partners": "CollectionPage",
    "partnerships:pillars": "CollectionPage",
    "partnerships:events": "CollectionPage",
    "partnerships:people": "CollectionPage",
    "partnerships:agreements": "CollectionPage",
    "partnerships:commitments": "CollectionPage",
    "partnerships:person": "ProfilePage",
    "partnerships:event": "ItemPage",
    "partnerships:agreement": "ItemPage",
}
_LISTS_ABOUT = ("newsroom:about_", "newsroom:photos_of_")


def publisher() -> dict:
    """Return the ministry, in full."""
    logo = settings.SITE_LOGO if "://" in settings.SITE_LOGO else absolute(static(settings.SITE_LOGO))
    contact = settings.NEWSROOM_CONTACT
    return without_nothing(
        {
            **ministry(),
            "logo": {
                "@type": "ImageObject",
                "@id": f"{settings.SITE_URL}/#logo",
                "url": logo,
                "contentUrl": logo,
            },
            "address": settings.MINISTRY_ADDRESS,
            "contactPoint": {"@type": "ContactPoint", "contactType": "press", "email": contact}
            if contact
            else None,
        }
    )


def website() -> dict:
    """Return the site in the active language, with how it is searched."""
    front = absolute(address_of("newsroom:front"))
    search = _search_path(get_language() or settings.LANGUAGE_CODE)
    action = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{settings.SITE_URL}{search}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return without_nothing(
        {
            "@type": "WebSite",
            "@id": f"{front}#website",
            "url": front,
            "name": settings.SITE_NAME,
            "inLanguage": get_language(),
            "publisher": {"@id": ministry_id()},
            "potentialAction": action if search else None,
        }
    )


@lru_cache(maxsize=16)
def _search_path(language: str) -> str:
    """The path of the page that searches, in `language`; "" where there is none."""
    with override(language):
        path = f"{address_of('newsroom:front')}search/"
        try:
            resolve(path)
        except Resolver404:
            return ""
    return path


def breadcrumbs(page: str, steps: Iterable[Any]) -> dict:
    """Return the way to the page at the absolute address `page`: `steps` have a name, and an address each."""
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page}#breadcrumbs",
        "itemListElement": [
            without_nothing(
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": str(step.name),
                    # The page itself, where it is a step of its own way, has no link there.
                    "item": {"@id": absolute(step.address)} if step.address else None,
                }
            )
            for position, step in enumerate(steps, 1)
        ],
    }


def list_of(page: str, stories: Iterable[Any]) -> dict:
    """Return the stories of a list, in its order."""
    elements = [
        {
            "@type": "ListItem",
            "position": position,
            "url": absolute(story.get_absolute_url()),
            "name": story.headline,
        }
        for position, story in enumerate(stories, 1)
    ]
    return {"@type": "ItemList", "@id": f"{page}#list", "itemListElement": elements}


def _kind(view: str) -> str:
    return "CollectionPage" if view.startswith(_LISTS_ABOUT) else _KINDS.get(view, "WebPage")


def graph_of_page(context: dict) -> dict:
    """Return the page that a template shows out of `context` as one graph, ready to be written as JSON-LD."""
    request = context["request"]
    page = canonical(request)
    match = request.resolver_match
    subjects = _subjects(context, page)
    images = context.get("image_data", {}).get("@graph", [])
    steps = context.get("breadcrumbs")
    stories = list(context.get("stories") or []) if "heading" in context else []
    listed = list_of(page, stories) if stories else None
    main = next((node for node in (subjects[0] if subjects else None, listed) if node), None)
    lead = next((image for image in images if image.get("representativeOfPage")), None)
    description = context.get("page_description")
    said = {
        "@type": _kind(match.view_name) if match else "WebPage",
        "@id": page,
        "url": page,
        "name": str(context.get("page_title") or settings.SITE_NAME),
        "description": str(description) if description else "",
        "inLanguage": get_language(),
        "isPartOf": {"@id": f"{absolute(address_of('newsroom:front'))}#website"},
        "publisher": {"@id": ministry_id()},
        "breadcrumb": {"@id": f"{page}#breadcrumbs"} if steps else None,
        "mainEntity": {"@id": main["@id"]} if main else None,
        "primaryImageOfPage": {"@id": lead["@id"]} if lead else None,
    }
    if match and match.view_name == "newsroom:photo" and lead and not main:
        said["mainEntity"] = {"@id": lead["@id"]}
    nodes = [without_nothing(said), *subjects, *images]
    nodes += [listed] if listed else []
    nodes += [breadcrumbs(page, steps)] if steps else []
    return {"@context": CONTEXT, "@graph": [*nodes, website(), publisher()]}


def _subjects(context, page) -> list[dict]:
    """What the page is about: a story that stands, or what the view itself tells."""
    story = context.get("story")
    if story is not None and "content" in context:
        # A story that was withdrawn is no article any more, although its text may stand to be read.
        return [] if story.is_withdrawal else [article(context, page, _images(context, story))]
    structured = context.get("structured") or []
    return [structured] if isinstance(structured, dict) else list(structured)


def _images(context, story) -> list[dict]:
    """The photos of a story by reference, as each is told in the same graph; its card when it has none."""
    photos = context.get("image_data", {}).get("@graph", [])
    if photos or story.lead_photo:
        return [{"@id": photo["@id"]} for photo in photos]
    card = card_of_story(story)
    size = {"width": card["width"], "height": card["height"]}
    return [{"@type": "ImageObject", "url": card["address"], "contentUrl": card["address"], **size}]

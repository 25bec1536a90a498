"""A story's page, interviews included."""

from datetime import datetime

from babel.lists import format_list
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from newsroom.anchors import headings_in
from newsroom.models import Edition
from newsroom.public.addresses import found_at, leads_to, translations_of
from newsroom.public.beside import RELATED, beside
from newsroom.public.breadcrumbs import crumb, trail
from newsroom.public.image_data import images_of_story
from newsroom.public.pages import absolute, elsewhere, page
from newsroom.public.ties import Tie, ties_of
from newsroom.reading_time import minutes, words_of_edition
from partnerships.addresses import address_of
from partnerships.composed import composed
from partnerships.guessed_language import guessed_language

NOTES = 10
# From how many words and headings on a story says what is in it.
LONG, MANY = 800, 3


@require_safe
def story(request, slug):
    """The story at this address; 410 with the reason when it was withdrawn; 301 when it is elsewhere now."""
    now, language = timezone.now(), request.LANGUAGE_CODE
    edition = found_at(language, slug, now)
    if edition is None:
        raise Http404
    there = leads_to(edition, now)
    if there and (there.language, there.slug) != (language, slug):
        return elsewhere(there.get_absolute_url())
    if edition.is_withdrawal and not edition.keeps_text:
        return page(request, "410.html", {"withdrawal": edition, **_around(edition, now)}, now, status=410)
    return page(request, "newsroom/story.html", story_context(edition, ties_of(edition, now), now), now)


def story_context(edition: Edition, ties: list[Tie], now: datetime) -> dict:
    """Return what the page of `edition` shows beside the public's other stories of `now`.

    The edition need not be on record: a preview shows the very page that would be public.
    """
    language, content = edition.language, edition.content
    seo = content.get("seo", {})
    around = _around(edition, now)
    links = content.get("related", [])
    found = beside(edition, ties, [link["group"] for link in links if "group" in link], now)
    words = words_of_edition(edition)
    # A preview's photos have no public files, and those of a withdrawn story no pages.
    is_public = edition.pk is not None and not edition.is_withdrawal
    has_photos = bool(edition.lead_photo) or any(block["kind"] == "photo" for block in _blocks(content))
    return {
        "story": edition,
        "content": content,
        "byline": _byline(content.get("byline", []), language),
        "interview": _interview(content, ties),
        "notes": _notes(edition.uid, now),
        "ties": ties,
        "related": _related(links, found, language),
        "coverage": found.coverage,
        "breadcrumbs": _breadcrumbs(edition),
        "contents": _contents(edition, words),
        "permanent_address": absolute(edition.get_absolute_url()),
        "reading_minutes": minutes(words, language),
        "photo_terms": _photo_terms(edition, content),
        "other_languages": [_invitation(code, address) for code, address in around["translations"].items()],
        "page_title": seo.get("title") or edition.headline,
        "page_description": seo.get("description") or edition.standfirst,
        "page_type": "article",
        "page_picture": edition.lead_photo,
        "lead_photo": _lead_photo(edition, content),
        "lead_place": "photo_story" if edition.kind == Edition.Kind.PHOTO_STORY else "story_lead",
        "opens_large": is_public and has_photos,
        "image_data": images_of_story(content, language, edition.first_public_from) if is_public else {},
        **around,
    }


def _blocks(content):
    return content.get("blocks", [])


def _lead_photo(edition, content):
    """The photo above the story. A photo story that shows it among the others does not show it twice."""
    lead = edition.lead_photo
    if lead and edition.kind == Edition.Kind.PHOTO_STORY:
        shown = {block.get("uid") for block in _blocks(content) if block["kind"] == "photo"}
        return None if lead["uid"] in shown else lead
    return lead


def _around(edition, now):
    """Where the language switch of the page leads."""
    others = translations_of(edition, now)
    addresses = {other.language: other.get_absolute_url() for other in others}
    return {"translations": addresses, "nearest": _nearest(edition), "original": _original(edition, others)}


def _original(edition, others):
    """What a translation says of its original, as far as the public knows it; None where there is nothing."""
    after = edition.content.get("translated_from")
    source = next((other for other in others if after and other.uid.hex == after["uid"]), None)
    # An edition that is still to come is nobody's business yet.
    if source is None or source.number < after["number"]:
        return None
    told = DjangoJSONEncoder().default(source.major_change_at) if source.major_change_at else None
    return {
        "language": source.language,
        "number": after["number"],
        "address": source.get_absolute_url(),
        "has_changed": told != after["major_change_at"],
    }


def _nearest(edition):
    """Where the language switch leads when there is no translation: the same section."""
    slug = edition.section.slug
    return {code: address_of("newsroom:section", slug, language=code) for code, _name in settings.LANGUAGES}


def _invitation(code, address):
    with override(code):
        # Translators: name your own language, as in "Read this story in English".
        return {"code": code, "address": address, "invitation": _("Read this story in English")}


def _byline(authors, language):
    if not authors:
        return ""
    names = format_list([author["name"] for author in authors], locale=language)
    return _("By %(names)s") % {"names": names}


def _interview(content, ties):
    interview = content.get("interview")
    if not interview:
        return None
    forms = {"transcript": _("Full transcript"), "edited": _("Edited for length")}
    slug = interview["interviewee"]["slug"]
    person = next((tie for tie in ties if (tie.what, tie.slug) == ("person", slug)), None)
    return {
        **interview,
        "form": forms.get(interview.get("form"), ""),
        "address": person.address if person else "",
        "questions": [block for block in _blocks(content) if block["kind"] == "question"],
    }


@composed
def _notes(uid, now):
    """What the public was told of the changes to a story, the latest first (one query)."""
    return Edition.objects.filter(uid=uid).notes(now)[:NOTES]


def _related(links, found, language):
    """What the desk chose that leads somewhere, then what shares most of the story's ties."""
    related = []
    for link in links:
        if "group" not in link:
            if link.get("url"):
                related.append({**link, "lang": guessed_language(link.get("title", ""))})
        elif other := found.chosen.get(link["group"]):
            related.append(_link(other))
    return related + [_link(other) for other in found.tied[: max(0, RELATED - len(related))]]


def _link(other):
    return {
        "url": other.get_absolute_url(),
        "title": other.headline,
        "lang": other.language,
        "story": other,
    }


def _contents(edition, words):
    """The headings of a long piece. An interview has the list of its questions instead."""
    if words < LONG or (edition.content.get("interview")):
        return []
    headings = headings_in(edition.body_html)
    return headings if len(headings) >= MANY else []


def _breadcrumbs(edition):
    section = edition.section
    return trail(
        crumb(section.name.in_language(edition.language), section.get_absolute_url()),
        crumb(edition.headline, edition.get_absolute_url(), edition.language),
    )


def _photo_terms(edition, content):
    """Whose the story's photos are and on what terms, one photo for all that say the same of it."""
    photos = [edition.lead_photo, *(block for block in _blocks(content) if block["kind"] == "photo")]
    # What came to be frozen later, older editions do not say.
    terms = ("credit", "copyright", "licence", "licence_url")
    return list({tuple(photo.get(term) for term in terms): photo for photo in photos if photo}.values())

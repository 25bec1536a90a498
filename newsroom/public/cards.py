"""The pictures of pages that have none, as other sites show them beside a shared address.

A card stands at an address that holds a digest of what it says, and is drawn when somebody asks for it. Only
the database says whether there is one: while the edition that it belongs to is live, and for just the words
that the edition has. So no address that somebody makes up costs more than a look in an index, and the card of
a story that is not public yet, or no more, is not had even by who knows its address.
"""

from functools import lru_cache
from threading import BoundedSemaphore, Lock

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import formats, timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.imaging.cards import HEIGHT, WIDTH, CardWords, drawn
from newsroom.models import Edition
from newsroom.newsroom_time import newsroom_day
from newsroom.public.pages import absolute
from partnerships.addresses import address_of
from partnerships.composed import composed
from partnerships.ministry import ministry_name

# One at a time in a process, and few that wait for their turn: each takes the processor for a moment.
_drawing = Lock()
_places = BoundedSemaphore(3)
LONGEST_WAIT = 10  # seconds


class Digest:
    """A path converter: the digest of a card."""

    regex = "[0-9a-f]{24}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def words_of_story(story: Edition) -> CardWords:
    """Return what the card of `story` says, in the active language, which is the story's."""
    return CardWords(
        language=story.language,
        headline=story.headline,
        label=str(story.section.name.in_language(story.language)),
        date=formats.date_format(newsroom_day(story.first_public_from), "DATE_FORMAT"),
        site=settings.SITE_NAME,
    )


def words_of_site() -> CardWords:
    """Return what the card says of every page that is no story's, in the active language."""
    return CardWords(
        language=get_language() or settings.LANGUAGE_CODE,
        headline=_("News and the register of partnerships, from the foreign ministry’s newsroom."),
        label=ministry_name(),
        date="",
        site=settings.SITE_NAME,
    )


def _picture(address: str, alt_text: str) -> dict:
    return {
        "address": absolute(address),
        "width": WIDTH,
        "height": HEIGHT,
        "type": "image/png",
        "alt_text": alt_text,
    }


def card_of_story(story: Edition) -> dict:
    """Return the card of a live story without a photo: `address`, `width`, `height`, `type`, `alt_text`."""
    address = address_of("newsroom:story_card", story.slug, words_of_story(story).digest)
    return _picture(address, story.headline)


def card_of_site() -> dict:
    """Return the card of the site in the active language, as `card_of_story` does."""
    return _picture(address_of("newsroom:site_card", words_of_site().digest), settings.SITE_NAME)


@composed
def _live_at(language, slug, at):
    editions = Edition.objects.live(at).in_language(language).filter(slug=slug).select_related("section")
    shown = ("language", "headline", "lead_photo", "first_public_from", "section__name")
    return editions.only(*shown).order_by("-public_from", "-pk")[:1]


@require_safe
def story_card(request, slug, digest):
    """The card of the live story at this address, when that says what the digest was made of; else 404."""
    story = next(iter(_live_at(request.LANGUAGE_CODE, slug, timezone.now())), None)
    if story is None or story.lead_photo:
        raise Http404
    return _answer(request, words_of_story(story), digest)


@require_safe
def site_card(request, digest):
    """The card of the site in one language (no query)."""
    return _answer(request, words_of_site(), digest)


def _answer(request, words, digest):
    if words.digest != digest:
        raise Http404
    # A withdrawal is obeyed at once: whoever keeps the picture asks each time whether it still stands.
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        written = _drawn_in_turn(words)
        if written is None:
            return HttpResponse(status=503, headers={"Cache-Control": "no-store", "Retry-After": "2"})
        response = HttpResponse(written, content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    return response


def _drawn_in_turn(words: CardWords) -> bytes | None:
    """The card of `words`; None when too many wait to have one drawn."""
    if not _places.acquire(timeout=LONGEST_WAIT):
        return None
    try:
        with _drawing:
            return _kept(words)
    finally:
        _places.release()


# What is shared is asked for by many at once, and for a short while. 64 cards take about two megabytes.
_kept = lru_cache(maxsize=64)(drawn)

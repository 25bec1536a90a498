"""oEmbed for our stories: how another site shows one of them where somebody wrote its address
(https://oembed.com/).

What is given is a quotation with a link: words, and no script, style or frame, so that it can be put
into any page without trust.
"""

import math
from html import escape
from http import HTTPStatus
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import formats, timezone
from django.utils.translation import get_language_from_path, override
from django.views.decorators.http import require_safe

from newsroom.imaging.naming import SHAPES, photo_sources, widths
from newsroom.models import Edition
from newsroom.newsroom_time import newsroom_day
from newsroom.public.addresses import found_at
from newsroom.public.cards import card_of_story
from newsroom.public.pages import absolute
from partnerships.addresses import address_of

FORMATS = ("json", "xml")
# In pixels. A quotation flows: it takes the width that it is given, up to this.
WIDEST, NARROWEST = 600, 200
LONGEST_ADDRESS = 2_000
# For how long others may keep an answer, in seconds: a withdrawal should reach them soon.
KEEP = 300


def story_at(address: str) -> Edition | None:
    """Return the live story whose page is at this absolute address of ours, now or before it moved; else
    None.

    Other hosts, other pages, and what is not public, are all nothing alike.
    """
    try:
        parts, ours = urlsplit(address), urlsplit(settings.SITE_URL)
    except ValueError:
        return None
    language, at = get_language_from_path(parts.path), timezone.now()
    is_ours = parts.scheme in {"http", "https"} and parts.netloc.lower() == ours.netloc.lower()
    if not (is_ours and language):
        return None
    try:
        with override(language):
            match = resolve(parts.path)
    except Resolver404:
        return None
    if match.view_name != "newsroom:story":
        return None
    slug = match.kwargs["slug"]
    edition = found_at(language, slug, at)
    return None if edition is None or edition.is_withdrawal else edition


def _limit(said: str) -> float | None:
    """So many pixels as somebody asks for; no limit where nothing is said; None for what is no number."""
    if not said:
        return math.inf
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 and int(said) else None


def quotation(story: Edition) -> str:
    """Return `story` as a quotation in HTML, with nothing in it that runs or loads."""
    page = escape(absolute(story.get_absolute_url()))
    with override(story.language):
        day = formats.date_format(newsroom_day(story.first_public_from), "DATE_FORMAT")
    standfirst = f"<p>{escape(story.standfirst)}</p>" if story.standfirst else ""
    return (
        f'<blockquote cite="{page}" lang="{escape(story.language)}">'
        f'<p><a href="{page}">{escape(story.headline)}</a></p>{standfirst}'
        f"<footer>{escape(settings.SITE_NAME)} · {escape(day)}</footer></blockquote>"
    )


def height(story: Edition, width: int) -> int:
    """Return about how many pixels the quotation takes in this width, at a usual size of letters."""
    letters = (width - 40) / 8
    paragraphs = (story.headline, story.standfirst, settings.SITE_NAME)
    return sum(math.ceil(len(text) / letters) * 24 + 16 for text in paragraphs if text) + 32


def _thumbnail(story: Edition, widest: float, highest: float) -> dict:
    """The largest picture of the story within the limits that was asked for; nothing where none fits."""
    if story.lead_photo:
        sources = photo_sources(story.lead_photo, "card")
        ratio = sources["height"] / sources["width"]
        found = [
            (absolute(place), width, max(1, round(width * ratio)))
            for place, width in zip(
                (one.split(" ")[0] for one in sources["srcset"]["jpg"].split(", ")),
                widths(SHAPES["card"].jpeg_widths, sources["width"]),
                strict=True,
            )
        ]
    else:
        card = card_of_story(story)
        found = [(card["address"], card["width"], card["height"])]
    fitting = [one for one in found if one[1] <= widest and one[2] <= highest]
    if not fitting:
        return {}
    return dict(zip(("thumbnail_url", "thumbnail_width", "thumbnail_height"), fitting[-1], strict=True))


def answer_for(story: Edition, widest: float = math.inf, highest: float = math.inf) -> dict:
    """Return what oEmbed says of `story`: "rich" where its quotation fits into the limits, else a "link"."""
    with override(story.language):
        site = absolute(address_of("newsroom:front"))
        thumbnail = _thumbnail(story, widest, highest)
    said = {
        "version": "1.0",
        "type": "link",
        "title": story.headline,
        "author_name": ", ".join(one["name"] for one in story.content.get("byline", [])),
        "provider_name": settings.SITE_NAME,
        "provider_url": site,
        "cache_age": KEEP,
        **thumbnail,
    }
    width = int(min(widest, WIDEST))
    if width >= NARROWEST and (high := height(story, width)) <= highest:
        said |= {"type": "rich", "html": quotation(story), "width": width, "height": high}
    return {name: value for name, value in said.items() if value}


def _as_xml(said: dict) -> bytes:
    root = Element("oembed")
    for name, value in said.items():
        SubElement(root, name).text = str(value)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _refused(status: HTTPStatus, words: str) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


@require_safe
def oembed(request):
    """What stands for the story at `?url=`, as `format=json` or `xml`, within `maxwidth` and `maxheight`."""
    response = _answer(request.GET)
    # What is said here is public, depends on the address alone and on no cookie: any page may read it, and
    # nothing is opened by it that fetching the page itself would not.
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, no-cache" if response.status_code == HTTPStatus.OK else "no-store"
    return response


def _answer(asked):
    kind, address = asked.get("format") or FORMATS[0], asked.get("url", "")
    if kind not in FORMATS:
        return _refused(HTTPStatus.NOT_IMPLEMENTED, f"The formats are {' and '.join(FORMATS)}.")
    limits = [_limit(asked.get(name, "")) for name in ("maxwidth", "maxheight")]
    if not address or len(address) > LONGEST_ADDRESS or None in limits:
        return _refused(
            HTTPStatus.BAD_REQUEST, "Say in “url” which story, and in “maxwidth” how many pixels it may have."
        )
    story = story_at(address)
    if story is None:
        return _refused(HTTPStatus.NOT_FOUND, "There is no story of ours at this address.")
    said = answer_for(story, *limits)
    if kind == "xml":
        return HttpResponse(_as_xml(said), content_type="text/xml; charset=utf-8")
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})

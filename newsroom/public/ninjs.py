"""A story as partner agencies take it into their own systems: ninjs 3.0, the IPTC's news in JSON.

The standard and its schema: https://iptc.org/standards/ninjs/. What is told is what the page of the
story says, in the same words. A story that was withdrawn is told as canceled, with the public reason and no
word more, so that whoever took it knows to take it back.
"""

import datetime
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.credits import bare_credit
from newsroom.imaging.naming import SHAPES, photo_sources, widths
from newsroom.models import Edition
from newsroom.newsroom_time import newsroom_day
from newsroom.plain_words import block_text
from newsroom.public.addresses import found_at, leads_to, translations_of
from newsroom.public.feeds.addresses import with_absolute_addresses
from newsroom.public.pages import absolute, elsewhere
from newsroom.public.ties import Tie, ties_of
from newsroom.reading_time import count_words
from partnerships.addresses import address_of
from partnerships.changes import last_change
from partnerships.ministry import ministry_name
from partnerships.models import Partner

STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#",
}
# Those of our kinds that the IPTC has a word for: http://cv.iptc.org/newscodes/genre/
_GENRES = {
    Edition.Kind.NEWS: "Current",
    Edition.Kind.INTERVIEW: "Interview",
    Edition.Kind.EXPLAINER: "Background",
}
TEXT, HTML = "text/plain", "text/html"


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def _without_nothing(said: dict) -> dict:
    return {name: value for name, value in said.items() if value}


def _in_roles(*said: tuple[str, str, str]) -> list[dict]:
    return [
        {"role": role, "contentType": content_type, "value": value}
        for role, content_type, value in said
        if value
    ]


def _item(edition: Edition, status: str) -> dict:
    """What is told of every story, whatever became of it."""
    page = absolute(edition.get_absolute_url())
    return {
        "uri": edition.uid.urn,
        "type": "text",
        "representationType": "full",
        "version": str(edition.number),
        "versionCreated": _moment(edition.public_from),
        "pubStatus": status,
        "language": edition.language,
        "altIds": [{"role": "webpage", "value": page}],
        "standard": STANDARD,
    }


def canceled(edition: Edition, instead: Edition | None = None) -> dict:
    """Return a withdrawal as ninjs: that it is one, why, and which story stands `instead`, if any."""
    said = _item(edition, "canceled") | {
        "representationType": "partial",
        "edNote": edition.change_note or _("No longer available"),
    }
    if instead:
        said["associations"] = [_other(instead, "replacement")]
    return said


def _other(story: Edition, rel: str) -> dict:
    return {
        "name": f"{rel}-{story.language}",
        "rel": rel,
        "uri": story.uid.urn,
        "type": "text",
        "language": story.language,
        "altIds": [{"role": "webpage", "value": absolute(story.get_absolute_url())}],
    }


def usable(edition: Edition, ties: list[Tie], others: list[Edition], today: datetime.date) -> dict:
    """Return a live story as ninjs, in the active language, which is the story's.

    `ties` are its subjects that the public knows and `others` its live translations; `today` is the
    newsroom's day.
    """
    content, holder = edition.content, ministry_name()
    page = absolute(edition.get_absolute_url())
    byline = ", ".join(author["name"] for author in content.get("byline", []))
    dateline = content.get("dateline", {})
    said = _item(edition, "usable") | {
        "firstCreated": _moment(edition.first_public_from),
        "title": edition.headline,
        "slugline": edition.slug,
        "by": byline or dateline.get("agency", ""),
        "located": dateline.get("place", ""),
        "copyrightHolder": holder,
        "copyrightNotice": f"© {edition.first_public_from.year} {holder}",
        "usageTerms": settings.USAGE_TERMS,
        "edNote": _note(edition),
        "headlines": _in_roles(("main", TEXT, edition.headline), ("kicker", TEXT, edition.kicker)),
        "descriptions": _in_roles(
            ("summary", TEXT, edition.standfirst),
            ("key-points", TEXT, "\n".join(content.get("key_points", []))),
        ),
        "bodies": _bodies(edition, page),
        "genres": [_genre(edition)],
        "infoSources": [
            _without_nothing({"name": dateline.get("agency", "") or holder, "role": "source"}),
        ],
        "associations": [
            *_photos(content, edition.language, today),
            *(_other(one, "translation") for one in others),
        ],
        **_subjects(edition, ties, dateline.get("place", "")),
    }
    return _without_nothing(said)


def _bodies(edition, page):
    """The words alone, and the story as its page has it. Captions go with their photos."""
    blocks = edition.content.get("blocks", [])
    words = "\n".join(filter(None, (block_text(block) for block in blocks if block["kind"] != "photo")))
    plain, rich = (
        {"role": "main", "contentType": TEXT, "value": words},
        {
            "role": "richtext",
            "contentType": HTML,
            "value": with_absolute_addresses(edition.body_html, page),
        },
    )
    counted = {"charCount": len(words), "wordCount": count_words(words)}
    return [plain | counted, rich] if words else [rich]


def _note(edition):
    """What readers were told of the change by which this edition came, if it was one."""
    if edition.change == Edition.Change.CORRECTION and edition.change_note:
        return _("Correction") + f": {edition.change_note}"
    return edition.change_note if edition.change == Edition.Change.UPDATE else ""


def _genre(edition):
    genre = {"name": edition.get_kind_display(), "literal": edition.kind}
    if code := _GENRES.get(edition.kind):
        genre["uri"] = f"http://cv.iptc.org/newscodes/genre/{code}"
    return genre


def _subjects(edition: Edition, ties: list[Tie], dateline: str) -> dict[str, list[dict]]:
    """What the story is about, each kind of subject where ninjs has a place for it."""

    def told(rel, name, address):
        return {"rel": rel, "name": str(name), "uri": absolute(address)}

    section = edition.section
    found: dict[str, list[dict]] = {
        "subjects": [
            told("category", section.name.in_language(edition.language), section.get_absolute_url())
        ],
        "places": [{"rel": "dateline", "name": dateline}] if dateline else [],
    }
    for tie in ties:
        found.setdefault(_place_of(tie), []).append(told("about", tie.name, tie.address))
    return found


def _place_of(tie: Tie) -> str:
    if tie.what == "partner":
        return "places" if tie.kind == Partner.Kind.COUNTRY else "organisations"
    return {"person": "people", "event": "events"}.get(tie.what, "subjects")


def _photos(content: dict, language: str, today: datetime.date) -> list[dict]:
    lead = content.get("lead_photo")
    blocks = [block for block in content.get("blocks", []) if block["kind"] == "photo" and block.get("uid")]
    shown: dict[str, dict] = {}
    for photo in [*filter(None, [lead]), *blocks]:
        shown.setdefault(photo["uid"], photo)
    return [
        _photo(photo, "featured" if photo is lead else "illustration", number, language, today)
        for number, photo in enumerate(shown.values(), 1)
    ]


def _photo(photo: dict, rel: str, number: int, language: str, today: datetime.date) -> dict:
    page = absolute(address_of("newsroom:photo", photo["uid"], language=language))
    licence = photo.get("licence_url", "")
    return _without_nothing(
        {
            "name": f"photo-{number}",
            "rel": rel,
            "uri": page,
            "type": "picture",
            "language": language,
            "by": photo.get("creator", "") or photo.get("agency", ""),
            "located": photo.get("place", ""),
            "copyrightNotice": photo.get("copyright", ""),
            "usageTerms": photo.get("licence", ""),
            "rightsInfo": {"linkedRights": licence} if licence else None,
            "descriptions": _in_roles(
                ("caption", TEXT, photo.get("caption", "")),
                ("alternative-text", TEXT, photo.get("alt_text", "")),
                ("creditline", TEXT, bare_credit(photo.get("credit", "") or "")),
            ),
            "renditions": _renditions(photo, language, today),
        }
    )


def _renditions(photo: dict, language: str, today: datetime.date) -> list[dict]:
    sources = photo_sources(photo)
    width, height = sources["width"], sources["height"]
    places = (one.split(" ")[0] for one in sources["srcset"]["jpg"].split(", "))
    found = [
        _rendition(f"jpeg-{wide}", place, wide, max(1, round(height * wide / width)))
        for place, wide in zip(places, widths(SHAPES["whole"].jpeg_widths, width), strict=True)
    ]
    until = photo.get("licence_until")
    if photo.get("press") and not (until and datetime.date.fromisoformat(until) < today):
        file = address_of("newsroom:press_photo", photo["uid"], language=language)
        found.append(_rendition("press", file, width, height))
    return found


def _rendition(name, address, width, height):
    return {
        "name": name,
        "href": absolute(address),
        "contentType": "image/jpeg",
        "width": width,
        "height": height,
    }


@require_safe
def story(request, slug):
    """The story at this address as ninjs; 410, canceled, when it was withdrawn; 301 when it moved."""
    now, language = timezone.now(), request.LANGUAGE_CODE
    edition = found_at(language, slug, now)
    if edition is None:
        raise Http404
    if edition.slug != slug:
        return elsewhere(address_of("newsroom:ninjs", edition.slug))
    if edition.is_withdrawal:
        instead = leads_to(edition, now)
        instead = None if instead is None or instead.is_withdrawal else instead
        said, status = canceled(edition, instead), HTTPStatus.GONE
    else:
        ties, others = ties_of(edition, now), translations_of(edition, now)
        said, status = usable(edition, ties, others, newsroom_day(now)), HTTPStatus.OK
    response = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "public, no-cache"
    if status == HTTPStatus.OK and (moment := last_change(now)):
        response["Last-Modified"] = http_date(moment.timestamp())
    return response

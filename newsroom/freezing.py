"""Freezing: a story of the desk, as it stands, made into the content of an edition."""

import datetime
import hashlib
import json

from content_editor.contents import contents_for_item
from django.core.serializers.json import DjangoJSONEncoder

from newsroom.imaging.cropping import read_box
from newsroom.models import BLOCKS, NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from newsroom.newsroom_time import newsroom_day

SCHEMA = 1
TIES = ("partners", "pillars", "events", "people", "agreements")


def blocks_of(article):
    """Return the blocks of `article` in their order (one query for each kind of block)."""
    return list(contents_for_item(article, BLOCKS))


def lines(text: str) -> list[str]:
    """Return the lines of `text` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def photo_as_shown(photo, language, caption="", alt_text="", credit="", *, decorative=False, crop="") -> dict:
    """Return what one use of `photo` shows in `language`; what it does not say comes from the library.

    Width and height are those of the part that is shown. A decorative photo has no alternative text.
    """
    size = (photo.width, photo.height)
    if photo.width and photo.height:
        size = read_box(crop).size(photo.width, photo.height)
    return {
        "id": photo.pk,
        "uid": photo.uid.hex,
        "token": photo.public_token,
        "caption": caption or photo.caption.get(language, ""),
        "alt_text": "" if decorative else alt_text or photo.alt_text.get(language, ""),
        "decorative": decorative,
        "credit": credit or photo.credit_in(language),
        "width": size[0],
        "height": size[1],
        "crop": crop,
        "focal_x": photo.focal_x,
        "focal_y": photo.focal_y,
        "placeholder": photo.placeholder,
        "taken_on": photo.taken_on,
        "place": photo.place,
        "creator": photo.photographer,
        "agency": photo.agency,
        "copyright": photo.copyright,
        "licence": photo.licence,
        "licence_url": photo.licence_url,
        "licence_until": photo.licence_until,
        "press": photo.press_download,
    }


def lead_photo(article):
    """Return the lead photo as the story shows it, or None."""
    if article.lead_photo is None:
        return None
    return photo_as_shown(
        article.lead_photo,
        article.language,
        article.lead_caption,
        article.lead_alt,
        article.lead_credit,
        decorative=article.lead_decorative,
        crop=article.lead_crop,
    )


def photo_of_block(block, language):
    """Return the photo of a block as the story shows it; one must be chosen."""
    return photo_as_shown(
        block.photo,
        language,
        block.caption,
        block.alt_text,
        block.credit,
        decorative=block.decorative,
        crop=block.crop,
    )


def _rich_text(block, article):
    # Forms clean on the way in; whatever came another way is cleaned here, before it can be public.
    return {"html": RichText._meta.get_field("text").sanitize(block.text)}


def _photo_block(block, article):
    if block.photo is None:
        return {"photo": None, "caption": block.caption, "size": block.size}
    return {**photo_of_block(block, article.language), "size": block.size}


def _pull_quote(block, article):
    frozen = {"quote": block.quote, "speaker": block.speaker}
    return {**frozen, "language": block.language} if block.language else frozen


def _question(block, article):
    answered_by = block.answered_by
    frozen = {
        "question": block.question,
        "anchor": block.anchor,
        "asked_by": block.asked_by,
        "answered_by": answered_by.name.in_language(article.language) if answered_by else "",
    }
    return {**frozen, "answerer": answered_by.pk} if answered_by else frozen


def _numbered_points(block, article):
    return {"heading": block.heading, "points": lines(block.points)}


_FREEZE = {
    RichText: ("rich_text", _rich_text),
    PhotoBlock: ("photo", _photo_block),
    PullQuote: ("pull_quote", _pull_quote),
    Question: ("question", _question),
    NumberedPoints: ("numbered_points", _numbered_points),
}
# What each kind of block is called in an edition, and in a saved copy.
BLOCK_KINDS = {model: kind for model, (kind, _freeze) in _FREEZE.items()}


def _blocks(article):
    frozen, questions = [], 0
    for block in blocks_of(article):
        kind, freeze_block = _FREEZE[type(block)]
        content = {"kind": kind, **freeze_block(block, article)}
        if kind == "question":
            questions += 1
            content["number"] = questions
        frozen.append(content)
    return frozen


def interview_day(article, at: datetime.datetime) -> datetime.date:
    """The day whose post the interviewee is shown in: the interview's, else that of publication."""
    return article.interviewed_on or newsroom_day(at)


def _interview(article, at):
    if article.kind != article.Kind.INTERVIEW or article.interviewee is None:
        return None
    person, language = article.interviewee, article.language
    appointment = person.appointment_on(interview_day(article, at), at=at)
    return {
        "interviewee": {
            "id": person.pk,
            "slug": person.slug,
            "name": person.name.in_language(language),
            "post": appointment.post.title.in_language(language) if appointment else "",
        },
        "interviewer": article.interviewer,
        "occasion": article.occasion,
        "date": article.interviewed_on,
        "form": article.interview_form,
    }


def _related(article):
    links = article.related_links.select_related("story")
    return [
        # The other story's headline is not frozen: it may not be public yet, or change.
        {"story": link.story.uid.hex, "group": link.story.translation_group.hex}
        if link.story_id
        else {"url": link.url, "title": link.title, "source": link.source}
        for link in links
    ]


def _ties(article):
    ties = {name: set(getattr(article, name).values_list("pk", flat=True)) for name in TIES}
    if article.kind == article.Kind.INTERVIEW and article.interviewee_id:
        # Whoever is interviewed is a subject of the story, whether or not somebody thought of saying so.
        ties["people"].add(article.interviewee_id)
    return {name: sorted(numbers) for name, numbers in ties.items()}


def freeze(article, at: datetime.datetime) -> dict:
    """Return the content of `article` as it would be public from `at` on: plain JSON, and the whole truth."""
    bylines = article.bylines.select_related("author")
    content = {
        "schema": SCHEMA,
        "kind": article.kind,
        "language": article.language,
        "slug": article.slug,
        "section": article.section_id,
        "prominence": article.prominence,
        "headline": article.headline,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "dateline": {"place": article.dateline_place, "agency": article.agency_code},
        "byline": [{"name": line.author.name, "role": dict(line.author.role)} for line in bylines],
        "key_points": lines(article.key_points),
        "lead_photo": lead_photo(article),
        "interview": _interview(article, at),
        "blocks": _blocks(article),
        "related": _related(article),
        "ties": _ties(article),
        "seo": {"title": article.seo_title, "description": article.seo_description},
    }
    if article.expires_at and article.expires_at > at:
        content["expires_at"] = article.expires_at.astimezone(datetime.UTC).isoformat()
    if after := article.translated_from:
        # By the number alone readers could not be told whether what came since concerns them.
        content["translated_from"] = {
            "uid": after.uid.hex,
            "language": after.language,
            "number": after.number,
            "major_change_at": after.major_change_at,
        }
    # What comes out is what the database gives back: dates as text, and nothing that only Python knows.
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def digest(content: dict) -> str:
    """Return what two contents have in common only when they are the same (SHA-256, hexadecimal)."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()

"""Rendering: what follows from the content of an edition, made once, when it is published."""

from django.template.loader import render_to_string
from django.utils import translation

from newsroom.anchors import Anchors
from newsroom.freezing import TIES
from newsroom.models import Edition, EditionPhoto
from newsroom.plain_words import block_text
from newsroom.search.indexing import index_edition
from newsroom.tables import dressed_tables


def _shown(block, anchors, interviewee):
    match block["kind"]:
        case "rich_text":
            return {**block, "html": dressed_tables(anchors.in_prose(block["html"]))}
        case "pull_quote":
            return {**block, "anchor": anchors.quotation(block["quote"])}
        case "question":
            answerer = block["answered_by"] or interviewee
            return {**block, "answer_anchor": anchors.answer(block["anchor"]), "answerer_name": answerer}
    return block


def _levels(blocks):
    """Give numbered points the level of their heading: below a part of the story, or a part themselves."""
    has_part = False
    for block in blocks:
        has_part = has_part or block["kind"] == "question" or "<h2" in block.get("html", "")
        yield {**block, "level": 3 if has_part else 2} if block["kind"] == "numbered_points" else block


def body_html(content: dict, language: str) -> str:
    """Return the body as HTML: each block through the one template of its kind."""
    # The photos of a story that is kept under a notice of withdrawal have no pages of their own.
    around = {
        "unlinked": "notice" in content,
        "kind": content.get("kind"),
        "slug": content.get("slug", ""),
    }
    blocks = content.get("blocks", [])
    anchors = Anchors(blocks)
    interviewee = ((content.get("interview") or {}).get("interviewee") or {}).get("name", "")
    with translation.override(language):
        return "\n".join(
            render_to_string(
                f"newsroom/blocks/{block['kind']}.html",
                {"block": _shown(block, anchors, interviewee), **around},
            ).strip()
            for block in _levels(blocks)
        )


def derived_columns(content: dict, language: str) -> dict:
    """Return the values of the columns that follow from `content`."""
    return {
        "headline": content.get("headline", ""),
        "kicker": content.get("kicker", ""),
        "standfirst": content.get("standfirst", ""),
        "section_id": content["section"],
        "prominence": content.get("prominence", "normal"),
        "lead_photo": content.get("lead_photo"),
        "body_html": body_html(content, language),
        "body_text": "\n".join(filter(None, map(block_text, content.get("blocks", [])))),
    }


def photos_shown(content: dict) -> list[dict]:
    """Return the photos of `content` in the order of the page, each with `is_lead`."""
    lead = content.get("lead_photo")
    body = [block for block in content.get("blocks", []) if block["kind"] == "photo"]
    shown = [{**photo, "is_lead": False} for photo in body]
    return [{**lead, "is_lead": True}, *shown] if lead else shown


def _ties(name):
    """Return the model that holds the ties `name`, and the name of its field for what is tied."""
    field = Edition._meta.get_field(name)
    return field.remote_field.through, field.m2m_reverse_field_name()


_PHOTO_COLUMNS = [
    field.name
    for field in EditionPhoto._meta.concrete_fields
    if field.name not in {"id", "edition", "photo", "position"}
]


def write_rows(edition: Edition) -> None:
    """Write the rows that follow from the content of `edition`: ties, photos, what search finds."""
    for name in TIES:
        through, target = _ties(name)
        through.objects.bulk_create(
            through(edition=edition, first_public_from=edition.first_public_from, **{f"{target}_id": pk})
            for pk in edition.content.get("ties", {}).get(name, [])
        )
    EditionPhoto.objects.bulk_create(
        EditionPhoto(
            edition=edition,
            position=position,
            photo_id=photo["id"],
            # What came to be frozen later, older editions do not say.
            **{name: photo[name] for name in _PHOTO_COLUMNS if name in photo},
        )
        for position, photo in enumerate(photos_shown(edition.content))
    )
    index_edition(edition)


def rebuild(edition: Edition) -> None:
    """Make all that follows from the content of `edition` again, in the caller's transaction."""
    for name in TIES:
        _ties(name)[0].objects.filter(edition=edition).delete()
    edition.photos.all().delete()
    derived = derived_columns(edition.content, edition.language)
    Edition.objects.filter(pk=edition.pk).update(**derived)
    for name, value in derived.items():
        setattr(edition, name, value)
    write_rows(edition)

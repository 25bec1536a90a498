"""A story as the public will read it, before anybody publishes it: nothing is recorded and nothing exposed.

The story is frozen as the gate freezes it, and its page built by the public's own code and template, from an
edition that is never saved. Its photos come from private originals, at addresses of the preview itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from newsroom.freezing import freeze
from newsroom.imaging.naming import DRAWN_AT_ONCE, SHAPES, PublicFile, shown_of, sources_at
from newsroom.models import Article, Edition, Release
from newsroom.public.stories import story_context
from newsroom.public.ties import ties_to_come
from newsroom.rendering import derived_columns

PAGE = "newsroom/story_preview.html"

# Gives the address at which a preview shows a photo: its identity, and which of the files it would have.
PhotoAddress = Callable[[UUID, PublicFile], str]


@dataclass(frozen=True)
class Rehearsal:
    """A story frozen for a moment: all that the database has to say of what would be published then."""

    article: Article
    at: datetime
    content: dict
    standing: Edition | None


def expected_at(article: Article, now: datetime) -> datetime:
    """Return when `article` would become public: now, or when all that is known to hold it back has ended."""
    coming = article.editions.coming(now)
    releases = Release.objects.filter(stories__article=article, at__gt=now).exclude(
        state=Release.State.CANCELLED
    )
    fixed = [
        coming.order_by("public_from").values_list("public_from", flat=True).first(),
        releases.order_by("at").values_list("at", flat=True).first(),
        article.embargo_until,
    ]
    return max([now, *filter(None, fixed)])


def rehearse(article: Article, now: datetime) -> Rehearsal:
    """Return `article` as it stands in the database, as it would be published."""
    at = expected_at(article, now)
    return Rehearsal(
        article=article,
        at=at,
        content=freeze(article, at),
        standing=article.editions.in_force(now).first(),
    )


@contextmanager
def never_kept() -> Iterator[None]:
    """Whatever is written within is undone at its end, and nobody is told of it."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def privately(photo: dict, photo_address: PhotoAddress) -> dict:
    """Return what an edition says of a photo with its files at private addresses."""

    def address(file: PublicFile) -> str:
        return photo_address(UUID(photo["uid"]), file)

    shown = {name: value for name, value in photo.items() if name != "token"}
    sources = {shape: sources_at(shown_of(shown), shape, address, DRAWN_AT_ONCE) for shape in SHAPES}
    sources["whole"]["page"] = sources["whole"]["fallback"]
    return {**shown, "sources": sources}


def _has_picture(photo: dict | None) -> bool:
    return bool(photo and photo.get("width"))


def privately_shown(content: dict, photo_address: PhotoAddress) -> dict:
    """Return `content` with its photos at private addresses; one that has no picture yet is left out."""
    lead = content["lead_photo"]
    blocks = [
        privately(block, photo_address) if block["kind"] == "photo" else block
        for block in content["blocks"]
        if block["kind"] != "photo" or _has_picture(block)
    ]
    shown_lead = privately(lead, photo_address) if _has_picture(lead) else None
    return {**content, "lead_photo": shown_lead, "blocks": blocks}


def edition_to_come(rehearsal: Rehearsal, photo_address: PhotoAddress) -> Edition:
    """Return the edition that would be published, which is on no record and is never saved."""
    article, standing = rehearsal.article, rehearsal.standing
    content = privately_shown(rehearsal.content, photo_address)
    return Edition(
        uid=article.uid,
        translation_group=article.translation_group,
        language=article.language,
        slug=article.slug,
        number=article.last_edition + 1,
        kind=article.kind,
        change=Edition.Change.UPDATE if standing else Edition.Change.FIRST,
        public_from=rehearsal.at,
        first_public_from=standing.first_public_from if standing else rehearsal.at,
        # As by a publication without a note, of which readers are not told.
        major_change_at=standing.major_change_at if standing else None,
        content=content,
        **derived_columns(content, article.language),
    )


def page(
    rehearsal: Rehearsal, photo_address: PhotoAddress, now: datetime, *, for_outsiders: bool = False, **notice
) -> str:
    """Return the page as HTML. Related stories and translations are those that are public now.

    What the story is about is shown as it will be known when the story is; for those outside of the
    newsroom, it leads nowhere as long as it is not public. `notice` is what the template says above the page.
    """
    edition = edition_to_come(rehearsal, photo_address)
    with override(edition.language), timezone.override(None):
        ties = ties_to_come(edition, rehearsal.at)
        if for_outsiders:
            known = {(tie.what, tie.pk) for tie in ties_to_come(edition, now)}
            ties = [tie if (tie.what, tie.pk) in known else replace(tie, address="") for tie in ties]
        context = story_context(edition, ties, now)
        return render_to_string(PAGE, {**context, **notice})

"""What a story's photos lack to be published, and whether the story may begin to show them."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.freezing import lead_photo, photo_of_block
from newsroom.models import Article, EditionPhoto, Photo, PhotoBlock
from newsroom.newsroom_time import newsroom_day
from newsroom.photo_terms import bars
from newsroom.refusals import Reason, place_of
from newsroom.rendering import photos_shown

# A credit that is made of a long name and a long agency can be longer than one that is typed.
LONGEST_CREDIT = EditionPhoto._meta.get_field("credit").max_length


def _photo(photo, number, where):
    if photo["width"] is None:
        yield Reason(
            "photo-file", _("Photo %(number)s has no picture. Upload it again.") % {"number": number}, where
        )
    if not photo["decorative"] and not photo["alt_text"].strip():
        yield Reason(
            "alt-text",
            _("Photo %(number)s has no alternative text. Say what it shows to those who cannot see it.")
            % {"number": number},
            where,
        )
    if not photo["credit"].strip():
        yield Reason(
            "credit",
            _("Photo %(number)s has no credit. Say who took it or where it comes from.") % {"number": number},
            where,
        )
    yield from _credit_length(photo, where)


def _credit_length(photo, where):
    if len(photo["credit"]) > LONGEST_CREDIT:
        yield Reason(
            "credit-too-long",
            _(
                "The credit “%(credit)s…” has %(length)d characters; %(limit)d is the most. "
                "Write a shorter one here."
            )
            % {"credit": photo["credit"][:40], "length": len(photo["credit"]), "limit": LONGEST_CREDIT},
            where,
        )


def lead_photo_reasons(article):
    """Yield what the lead photo of `article` lacks."""
    photo = lead_photo(article)
    if photo is None:
        if article.kind == Article.Kind.PHOTO_STORY:
            yield Reason("lead-photo", _("A photo story needs a lead photo. Choose one."), "lead_photo")
        return
    if photo["width"] is None:
        yield Reason("photo-file", _("The lead photo has no picture. Upload it again."), "lead_photo")
    if not photo["decorative"] and not photo["alt_text"].strip():
        yield Reason(
            "lead-alt-text",
            _("The lead photo has no alternative text. Say what it shows to those who cannot see it."),
            "lead_alt",
        )
    if not photo["credit"].strip():
        yield Reason(
            "lead-credit",
            _("The lead photo has no credit. Say who took it or where it comes from."),
            "lead_credit",
        )
    yield from _credit_length(photo, "lead_credit")


def photo_block_reasons(block, article, number):
    """Yield what a photo among the text lacks: the one of this `number` in the story."""
    where = place_of(block)
    if block.photo is None:
        yield Reason(
            "photo-place",
            _("Photo place %(number)s (“%(caption)s”) has no photo yet. Choose one, or delete the place.")
            % {"number": number, "caption": block.caption or "…"},
            where,
        )
        return
    yield from _photo(photo_of_block(block, article.language), number, where)


def already_shown(article, at: datetime.datetime) -> set[int]:
    """Return the keys of the photos that the public sees in `article` now, and would see until `at`.

    To go on showing one is no new use of it.
    """
    standing = article.editions.in_force(timezone.now()).first()
    if standing is None or (standing.expires_at and standing.expires_at <= at):
        return set()
    return set(standing.photos.values_list("photo", flat=True))


def terms_reasons(article, at, blocks):
    """Yield why the story may not begin to show its photos at `at`: for a licence or a retirement."""
    uses = [(article.lead_photo, "lead_photo")] if article.lead_photo else []
    uses += [
        (block.photo, place_of(block)) for block in blocks if isinstance(block, PhotoBlock) and block.photo
    ]
    barred = [(photo, where) for photo, where in uses if bars(photo, newsroom_day(at))]
    # Asked only where it matters: most stories show nothing that is barred.
    told = already_shown(article, at) if barred else set()
    for photo, where in barred:
        if photo.pk not in told:
            told.add(photo.pk)
            yield from _bars(photo, at, where)


def _bars(photo, at, where):
    return (Reason(bar.code, bar.message, where) for bar in bars(photo, newsroom_day(at)))


def photo_reasons(article, contents: Iterable[dict], at: datetime.datetime) -> list[Reason]:
    """Return why these frozen contents of `article` may not begin to show their photos at `at`."""
    shown = {photo["id"] for content in contents for photo in photos_shown(content)}
    photos = Photo.objects.filter(pk__in=shown - already_shown(article, at)).select_related("replaced_by")
    return [reason for photo in photos.order_by("pk") for reason in _bars(photo, at, "at")]


def frozen_photo_reasons(photo: dict) -> list[Reason]:
    """Return what a frozen photo of an edition lacks: a picture, an alternative text, a credit."""
    lacks = [reason for reason in _photo(photo, 1, "") if reason.code in _LACKING]
    return [Reason(reason.code, str(_LACKING[reason.code])) for reason in lacks]


_LACKING = {
    "photo-file": gettext_lazy("The new photo has no picture. Upload it again."),
    "alt-text": gettext_lazy(
        "The new photo has no alternative text in the story’s language. Write it in the library."
    ),
    "credit": gettext_lazy("The new photo has no credit. Write in the library who took it."),
    "credit-too-long": gettext_lazy("The credit of the new photo is too long. Shorten it in the library."),
}

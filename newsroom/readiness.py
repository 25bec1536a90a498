"""What keeps a story from being published, in words that say what is wrong, where, and what to do."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.freezing import blocks_of, lead_photo, lines, photo_of_block
from newsroom.models import (
    Article,
    Edition,
    EditionPhoto,
    NumberedPoints,
    Photo,
    PhotoBlock,
    PullQuote,
    Question,
    RichText,
)
from newsroom.models.blocks import PAGE_ADDRESSES
from newsroom.newsroom_time import in_newsroom_time, newsroom_day
from newsroom.photo_terms import bars
from newsroom.plain_words import plain_text
from newsroom.refusals import MAY_PUBLISH, MAY_PUBLISH_FROM_ARCHIVE, Reason, permission_reasons
from newsroom.rendering import photos_shown
from newsroom.timing import embargo_reasons, expiry_reasons, past_reasons, scheduled_reasons
from newsroom.untranslated import untranslated
from partnerships.models import Person

# A credit that is made of a long name and a long agency can be longer than one that is typed.
LONGEST_CREDIT = EditionPhoto._meta.get_field("credit").max_length


def _headline(article):
    if not article.headline.strip():
        yield Reason("headline", _("The story has no headline. Write one."), "headline")
    elif article.has_working_headline:
        yield Reason(
            "working-headline",
            _("“%(headline)s” is a working headline that the import made up. Write the real one.")
            % {"headline": article.headline},
            "headline",
        )


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


def _lead_photo(article):
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


def already_shown(article, at: datetime.datetime) -> set[int]:
    """Return the keys of the photos that the public sees in `article` now, and would see until `at`.

    To go on showing one is no new use of it.
    """
    standing = article.editions.in_force(timezone.now()).first()
    if standing is None or (standing.expires_at and standing.expires_at <= at):
        return set()
    return set(standing.photos.values_list("photo", flat=True))


def _terms(article, at, blocks):
    """Yield why the story may not begin to show its photos at `at`: for a licence or a retirement."""
    uses = [(article.lead_photo, "lead_photo")] if article.lead_photo else []
    uses += [
        (block.photo, _place(block)) for block in blocks if isinstance(block, PhotoBlock) and block.photo
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


def _says_something(block):
    match block:
        case RichText():
            return bool(plain_text(block.text))
        case PhotoBlock():
            return block.photo_id is not None
        case PullQuote():
            return bool(block.quote.strip())
        case NumberedPoints():
            return bool(lines(block.points))
    return False


def _answers(blocks):
    """Yield a reason for each question after which nothing is said before the next one."""
    for place, block in enumerate(blocks):
        if not isinstance(block, Question):
            continue
        answered = False
        for following in blocks[place + 1 :]:
            if isinstance(following, Question):
                break
            if isinstance(following, RichText | NumberedPoints) and _says_something(following):
                answered = True
                break
        if not answered:
            yield Reason(
                "unanswered",
                _("The question “%(question)s” has no answer. Write it below, or delete the question.")
                % {"question": block.question},
                _place(block),
            )


def _place(block):
    return f"{block._meta.model_name}-{block.pk}"


def _answerers(blocks, at):
    """Yield a reason for each person who is named as answering before the public may know of them."""
    for block in blocks:
        if isinstance(block, Question) and block.answered_by and not block.answered_by.is_public(at):
            yield _not_public("answerer", block.answered_by, _place(block))


def _not_public(what, person, where):
    return Reason(
        f"{what}-not-public",
        _("%(person)s is not public in the register at that time. Make the person public first.")
        % {"person": person},
        where,
        person,
    )


def _body(article, at, blocks):
    if not any(map(_says_something, blocks)):
        yield Reason("empty", _("The story has no text yet. Write it."), "body")
    number = 0
    for block in blocks:
        if isinstance(block, PhotoBlock):
            number += 1
            yield from _photo_block(block, article, number)
    yield from _anchors(blocks)
    yield from _answers(blocks)
    yield from _answerers(blocks, at)


def _anchors(blocks):
    anchors = [block.anchor for block in blocks if isinstance(block, Question)]
    for anchor in sorted({anchor for anchor in anchors if anchors.count(anchor) > 1}):
        yield Reason(
            "anchor",
            _("Two questions have the same address on the page, “%(anchor)s”. Change one.")
            % {"anchor": anchor},
            "body",
        )
    for block in blocks:
        if isinstance(block, Question) and block.anchor in PAGE_ADDRESSES:
            yield Reason(
                "anchor",
                _("“%(anchor)s” is an address of the page itself. Give the question another.")
                % {"anchor": block.anchor},
                _place(block),
            )


def _photo_block(block, article, number):
    where = _place(block)
    if block.photo is None:
        yield Reason(
            "photo-place",
            _("Photo place %(number)s (“%(caption)s”) has no photo yet. Choose one, or delete the place.")
            % {"number": number, "caption": block.caption or "…"},
            where,
        )
        return
    yield from _photo(photo_of_block(block, article.language), number, where)


def _interview(article, at, blocks):
    if article.kind != Article.Kind.INTERVIEW:
        return
    if article.interviewee is None:
        yield Reason(
            "interviewee", _("An interview names its interviewee. Choose the person."), "interviewee"
        )
    elif not article.interviewee.is_public(at):
        yield _not_public("interviewee", article.interviewee, "interviewee")
    if not any(isinstance(block, Question) for block in blocks):
        yield Reason("no-question", _("An interview has at least one question. Add it."), "body")


def _related(article):
    for link in article.related_links.all():
        if not link.leads_somewhere:
            yield Reason(
                "related",
                _("The related link “%(title)s” leads nowhere. Choose a story or give an address.")
                % {"title": link.title},
                "related_links",
            )


def _address(article):
    taken = (
        Edition.objects.filter(language=article.language, slug=article.slug, cancelled_at=None)
        .exclude(article=article)
        .first()
    )
    if taken:
        yield Reason(
            "address",
            _("The address “%(slug)s” has belonged to another published story. Choose another.")
            % {"slug": article.slug},
            "slug",
        )


def _language(article):
    former = article.editions.filter(cancelled_at=None).exclude(language=article.language).first()
    if former:
        yield Reason(
            "language",
            _(
                "This story was published in another language (%(language)s), and its address there is kept. "
                "Set the language back, and write the translation as a story of its own."
            )
            % {"language": dict(settings.LANGUAGES).get(former.language, former.language)},
            "language",
        )


def _translated(article, blocks):
    for where, text in untranslated(article, blocks):
        code = article.translated_from.language
        yield Reason(
            "untranslated",
            _("“%(text)s” is still in the language of the original (%(language)s). Translate it.")
            % {"text": text, "language": dict(settings.LANGUAGES).get(code, code)},
            where,
        )


def story_reasons(article, at: datetime.datetime) -> list[Reason]:
    """Return what in the story itself keeps it from being public at `at`; nothing when it is ready."""
    blocks = blocks_of(article)
    return [
        *_headline(article),
        *_address(article),
        *_language(article),
        *_lead_photo(article),
        *_interview(article, at, blocks),
        *_body(article, at, blocks),
        *_terms(article, at, blocks),
        *_related(article),
        *_translated(article, blocks),
        *embargo_reasons(article, at),
        *expiry_reasons(article, at),
    ]


def publish_reasons(article, at: datetime.datetime, by) -> list[Reason]:
    """Return what keeps `by` from having `article` public at `at`, now or to come."""
    return [
        *permission_reasons(by, MAY_PUBLISH),
        *story_reasons(article, at),
        *scheduled_reasons(article, timezone.now()),
    ]


def schedule_reasons(article, at: datetime.datetime, by) -> list[Reason]:
    """Return what keeps `by` from scheduling `article` for `at`."""
    return [*publish_reasons(article, at, by), *past_reasons(at, timezone.now())]


def reschedule_reasons(article, coming: Edition, at: datetime.datetime, now: datetime.datetime):
    """Return what keeps the scheduled edition `coming` of `article` from coming at `at` instead.

    Its content is what it is and was found ready: only what depends on the time is asked again.
    """
    found = [
        *past_reasons(at, now),
        *embargo_reasons(article, at),
        *_people_of(coming, at),
        *photo_reasons(article, [coming.content], at),
    ]
    if at == coming.public_from:
        found.append(Reason("same-time", _("It is scheduled for that time already."), "at"))
    if coming.expires_at and coming.expires_at <= at:
        found.append(
            Reason(
                "expiry",
                _(
                    "The scheduled edition leaves the public at %(time)s, before it would be there. Cancel "
                    "the schedule, give the story a later end, and schedule it again."
                )
                % {"time": in_newsroom_time(coming.expires_at)},
                "at",
            )
        )
    return found


def _people_of(edition, at):
    """Yield a reason for each person who speaks in `edition` and whom the public may not know at `at`."""
    interview = edition.content.get("interview")
    speaking = {interview["interviewee"]["id"]} if interview else set()
    speaking |= {block.get("answerer") for block in edition.content.get("blocks", [])}
    for person in Person.objects.filter(pk__in=speaking - {None}).order_by("pk"):
        if not person.is_public(at):
            yield _not_public("person", person, "at")


def archive_reasons(article, at: datetime.datetime, by) -> list[Reason]:
    """Return what keeps `by` from publishing `article` under the past date `at`."""
    reasons = [*permission_reasons(by, MAY_PUBLISH_FROM_ARCHIVE), *story_reasons(article, at)]
    if at > timezone.now():
        reasons.append(Reason("not-past", _("An archive's story has a date in the past."), "at"))
    if article.editions.exists():
        reasons.append(
            Reason(
                "not-first",
                _("This story has editions already: the past cannot be changed. Publish an update."),
            )
        )
    return reasons

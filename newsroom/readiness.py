"""What keeps a story from being published, in words that say what is wrong, where, and what to do.

What its photos lack is in newsroom.photo_readiness.
"""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.freezing import blocks_of, lines
from newsroom.models import (
    Article,
    Edition,
    NumberedPoints,
    PhotoBlock,
    PullQuote,
    Question,
    RichText,
)
from newsroom.models.blocks import PAGE_ADDRESSES
from newsroom.newsroom_time import in_newsroom_time
from newsroom.photo_readiness import (
    lead_photo_reasons,
    photo_block_reasons,
    photo_reasons,
    terms_reasons,
)
from newsroom.plain_words import plain_text
from newsroom.refusals import MAY_PUBLISH, MAY_PUBLISH_FROM_ARCHIVE, Reason, permission_reasons, place_of
from newsroom.timing import embargo_reasons, expiry_reasons, past_reasons, scheduled_reasons
from newsroom.untranslated import untranslated
from partnerships.models import Person


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
                place_of(block),
            )


def _answerers(blocks, at):
    """Yield a reason for each person who is named as answering before the public may know of them."""
    for block in blocks:
        if isinstance(block, Question) and block.answered_by and not block.answered_by.is_public(at):
            yield _not_public("answerer", block.answered_by, place_of(block))


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
            yield from photo_block_reasons(block, article, number)
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
                place_of(block),
            )


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
        *lead_photo_reasons(article),
        *_interview(article, at, blocks),
        *_body(article, at, blocks),
        *terms_reasons(article, at, blocks),
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

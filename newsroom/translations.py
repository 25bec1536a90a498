"""Translations: begun from an edition of the original, and knowing when they have fallen behind it.

A translation has fallen behind when its original has an edition that readers are told of and that is newer
than the one it says what it says after: a major change, a correction or a withdrawal. What is published
silently, a letter put right, leaves translations as they are.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from newsroom import copies, limits, workflow
from newsroom.models import Article, Edition, WorkingCopy
from newsroom.refusals import Reason, Refused
from newsroom.snapshots import from_edition, has_text, snapshot
from partnerships.folding import slugify

MAY_TRANSLATE = "newsroom.add_article"
MAY_MARK = "newsroom.change_article"

# Said in the language of the translation by the library, or by the translator.
SAID_ANEW = ("kicker", "lead_caption", "lead_alt", "seo_title", "seo_description")
PHOTO_SAYS = ("caption", "alt_text")


# What has fallen behind


def counted(editions=None):
    """Return those of `editions` that leave the translations of their story behind."""
    rows = Edition.objects.all() if editions is None else editions
    return rows.filter(
        # What leaves the public at its time says nothing new; a withdrawal gives its reason.
        Q(major_change_at=F("public_from")) | Q(change=Edition.Change.WITHDRAWAL) & ~Q(change_note=""),
        number__gt=1,
        cancelled_at=None,
    )


def behind(stories):
    """Return those of `stories` that have fallen behind their original."""
    newer = counted().filter(
        article=OuterRef("translated_from__article"), number__gt=OuterRef("translated_from__number")
    )
    return stories.filter(Exists(newer.order_by()), translated_from__isnull=False)


def newest(article) -> Edition | None:
    """Return the newest edition of `article` that was recorded with a text; None before there is one."""
    editions = article.editions.filter(cancelled_at=None).exclude(change=Edition.Change.WITHDRAWAL)
    return editions.order_by("-number").first()


def newer_than_translated(article) -> Edition | None:
    """Return the newest edition that has left `article` behind its original; None when it is current."""
    if article.translated_from_id is None:
        return None
    after = article.translated_from
    newer = counted().filter(article=after.article_id, number__gt=after.number)
    return newer.order_by("-number").defer("content", "body_html", "body_text").first()


# Beginning one


def begin(source: Article, language: str, by) -> Article:
    """Begin `source` in `language` from its newest edition, or from the working copy before there is one.

    The text of the original stands in it to be written over; `newsroom.untranslated` keeps
    what is left of it from the public. Raises Refused.
    """
    if not by.has_perm(MAY_TRANSLATE):
        raise Refused([Reason("permission", _("Your role does not allow this. Ask an editor."))])
    if language not in dict(settings.LANGUAGES) or language == source.language:
        raise Refused([Reason("language", _("Choose another language of the site."), "language")])
    with transaction.atomic():
        # Held, so that two do not begin the same translation at once.
        source = Article.objects.visible_to(by).select_for_update(of=("self",)).get(pk=source.pk)
        _free(source, language, by)
        edition = newest(source)
        article = _begun(source, language, by, edition)
        copies.lay(article, _to_be_translated(source, language, article.slug, edition))
        article.refresh_from_db()
        workflow.record(article, by, "translate", edition=edition, tell=[source.created_by])
        copies.keep(article, by, WorkingCopy.Origin.TRANSLATED)
    return article


def _free(source, language, by):
    standing = Article.objects.filter(translation_group=source.translation_group, language=language)
    if not standing.exists():
        return
    if standing.visible_to(by).exists():
        message = _("This story already has a version in this language.")
    else:
        message = _("The story cannot be written in this language now. Ask a publisher.")
    raise Refused([Reason("language", message, "language")])


def _begun(source, language, by, edition):
    limits.give_way(language, slugify(source.headline), by)
    article = Article(
        translation_group=source.translation_group,
        translated_from=edition,
        language=language,
        kind=source.kind,
        section=source.section,
        headline=source.headline,
        embargo_until=source.embargo_until,
        limited=source.limited,
        created_by=by,
        edited_by=by,
        assigned_to=by,
    )
    article.save()
    if source.limited:
        article.limited_to_users.set([*source.limited_to_users.all(), *filter(None, [source.created_by])])
        article.limited_to_groups.set(source.limited_to_groups.all())
    return article


def _to_be_translated(source, language, slug, edition):
    """Return what the original says, without what the translation's own language says of the photos."""
    taken = from_edition(edition) if edition and has_text(edition) else snapshot(source)
    fields = {**taken["fields"], **dict.fromkeys(SAID_ANEW, ""), "language": language, "slug": slug}
    blocks = [
        {**block, **dict.fromkeys(PHOTO_SAYS, "")} if "photo" in block else block for block in taken["blocks"]
    ]
    return {**taken, "fields": fields, "blocks": blocks}


# Keeping up with the original


def mark_current(article: Article, by) -> Edition:
    """Say that `article` says what the newest edition of its original says. Raises Refused.

    It is a change of the story like any other: the public learns of it with the next edition.
    """
    if not by.has_perm(MAY_MARK):
        raise Refused([Reason("permission", _("Your role does not allow this. Ask an editor."))])
    with transaction.atomic():
        fresh = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        edition = fresh.translated_from and newest(fresh.translated_from.article)
        if fresh.version != article.version or edition is None or edition == fresh.translated_from:
            raise Refused(
                [Reason("changed", _("The story stands otherwise now: there is nothing to do here."))]
            )
        copies.keep_before(fresh)
        fresh.translated_from = edition
        fresh.version += 1
        fresh.save(update_fields=["translated_from", "version", "updated_at"])
        workflow.saved(fresh, by)
        workflow.record(fresh, by, "mark_current", edition=edition)
        copies.keep(fresh, by)
    article.refresh_from_db()
    return edition


def tell_translators(edition: Edition) -> None:
    """Tell those who have the translations of a story that this edition has left them behind.

    Called by the gate, in the transaction that records the edition.
    """
    if not counted(Edition.objects.filter(pk=edition.pk)).exists():
        return
    left = Article.objects.filter(
        translated_from__article=edition.article_id, translated_from__number__lt=edition.number
    )
    held = left.select_for_update(of=("self",)).select_related("assigned_to", "edited_by", "created_by")
    for article in held.order_by("pk"):
        tell = [article.assigned_to or article.edited_by or article.created_by]
        workflow.record(article, edition.published_by, "source_changed", edition=edition, tell=tell)

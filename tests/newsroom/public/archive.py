"""An archive of many stories, made at once: the gate's own work would take minutes."""

import datetime
import uuid

from newsroom.models import Article, Edition, EditionPartner


def fill(section, user, number, *, language="en", kind="news", partner=None, newest=None, headline="Story"):
    """Make `number` published stories, an hour apart, the first one the newest at `newest`."""
    newest = newest or datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    articles = Article.objects.bulk_create(
        Article(
            headline=f"{headline} {count}",
            slug=f"{headline.lower()}-{kind}-{language}-{section.slug}-{count}",
            language=language,
            kind=kind,
            section=section,
        )
        for count in range(number)
    )
    content = {"kind": kind, "language": language, "section": section.pk, "blocks": [], "related": []}
    editions = Edition.objects.bulk_create(
        Edition(
            article=article,
            uid=article.uid,
            translation_group=article.translation_group,
            language=language,
            slug=article.slug,
            number=1,
            kind=kind,
            change=Edition.Change.FIRST,
            public_from=newest - datetime.timedelta(hours=count),
            first_public_from=newest - datetime.timedelta(hours=count),
            published_by=user,
            recorded_at=newest,
            content=content,
            digest=uuid.uuid4().hex,
            headline=article.headline,
            section=section,
        )
        for count, article in enumerate(articles)
    )
    if partner:
        EditionPartner.objects.bulk_create(
            EditionPartner(edition=edition, partner=partner, first_public_from=edition.first_public_from)
            for edition in editions
        )
    return editions

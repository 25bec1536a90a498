"""An archive as large as a test wants: stories made in bulk, past the gate but as it would make them."""

import datetime

from newsroom.models import Article, Edition, EditionPhoto
from newsroom.rendering import TIES


def _content(section, number):
    return {
        "schema": 1,
        "section": section.pk,
        "headline": f"Story {number}",
        "byline": [{"name": "Lê Thu Hà", "role": {}}],
        "blocks": [],
    }


def fill_archive(count, by, section, until, *, language="en", photo=None, about=(), kind="news"):
    """Publish `count` stories in `section`, one for each hour before the aware time `until`.

    Each shows `photo` and is about every subject in `about` (partners, pillars, events, people, agreements).
    Returns the editions, the oldest first.
    """
    first = Article.objects.count()
    numbers = range(first, first + count)
    articles = Article.objects.bulk_create(
        Article(
            headline=f"Story {number}",
            slug=f"story-{number}",
            language=language,
            section=section,
            kind=kind,
        )
        for number in numbers
    )
    editions = Edition.objects.bulk_create(
        Edition(
            article=article,
            uid=article.uid,
            translation_group=article.translation_group,
            language=language,
            slug=article.slug,
            number=1,
            kind=article.kind,
            change=Edition.Change.FIRST,
            public_from=moment,
            first_public_from=moment,
            recorded_at=moment,
            published_by=by,
            content=_content(section, number),
            headline=article.headline,
            standfirst="What happened.",
            section=section,
            body_html="<p>What happened, in full.</p>",
        )
        for number, article in zip(numbers, articles, strict=True)
        for moment in [until - datetime.timedelta(hours=first + count - number)]
    )
    for name in TIES:
        field = Edition._meta.get_field(name)
        through, target = field.remote_field.through, field.m2m_reverse_field_name()
        subjects = [subject for subject in about if isinstance(subject, field.related_model)]
        through.objects.bulk_create(
            through(
                edition=edition, first_public_from=edition.first_public_from, **{f"{target}_id": subject.pk}
            )
            for edition in editions
            for subject in subjects
        )
    if photo:
        photo.refresh_from_db()
        EditionPhoto.objects.bulk_create(
            EditionPhoto(
                edition=edition,
                photo=photo,
                uid=photo.uid,
                position=0,
                is_lead=True,
                width=photo.width,
                height=photo.height,
                token=photo.public_token,
            )
            for edition in editions
        )
    return editions

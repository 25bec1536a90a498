"""Stories that facts of the register cite, as far as the public may read them.

A fact names stories of the desk by their numbers. Here they are looked for among what was published, so that
one which is only being written, is to come, or was withdrawn is not there at all.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from newsroom.models import Edition


def cited_stories(article_ids: Iterable[int], language: str, at: datetime) -> dict[int, Edition]:
    """Return the live edition to show for each of the stories `article_ids` (one query; none for none).

    It is the one in `language` where the story is live in that too, else the story that is cited; its
    `language` says which. A story that is not live at `at` (aware) itself is missing, whatever its
    translations: that it is cited would tell of it.
    """
    numbers = set(article_ids)
    live = Edition.objects.live(at)
    return (
        _by_number(_columns(live.filter(_cited(live, numbers, language))), numbers, language)
        if numbers
        else {}
    )


def about_and_cited(
    subject, article_ids: Iterable[int], language: str, at: datetime, limit: int
) -> tuple[list[Edition], dict[int, Edition]]:
    """Return the newest live stories in `language` about `subject`, at most `limit`, and what
    `cited_stories` does (one query for both).

    `subject` is a partner, pillar, event, person or agreement.
    """
    numbers, name = set(article_ids), subject._meta.model_name
    live = Edition.objects.live(at)
    newest = live.in_language(language).tied_to(name, subject.pk).newest_first().values("pk")[:limit]
    wanted = Q(pk__in=newest) | _cited(live, numbers, language) if numbers else Q(pk__in=newest)
    tie: Any = Edition._meta.get_field(f"edition{name}s").related_model
    is_about = Exists(tie.objects.filter(edition=OuterRef("pk"), **{name: subject.pk}))
    found = list(_columns(live.filter(wanted).annotate(is_about=is_about)).newest_first())
    about = [story for story in found if story.is_about and story.language == language]
    return about[:limit], _by_number(found, numbers, language)


def _cited(live, numbers, language):
    groups = live.filter(article__in=numbers).values("translation_group")
    return Q(translation_group__in=groups) & (Q(language=language) | Q(article__in=numbers))


def _columns(editions):
    return editions.for_lists("article", "translation_group")


def _by_number(found, numbers, language):
    in_language = {story.translation_group: story for story in found if story.language == language}
    return {
        story.article_id: in_language.get(story.translation_group, story)
        for story in found
        if story.article_id in numbers
    }


def is_live(story, at: datetime) -> bool:
    """Whether the public can read `story`, an article of the desk, at `at` (one query)."""
    return Edition.objects.live(at).filter(article=story.pk).exists()

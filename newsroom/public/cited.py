"""Stories that facts of the register cite, as far as the public may read them.

A fact names stories of the desk by their numbers. Here they are looked for among what was published, so that
one which is only being written, is to come, or was withdrawn is not there at all.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from newsroom.models import Edition


def cited_stories(article_ids: Iterable[int], language: str, at: datetime) -> dict[int, Edition]:
    """Return the live edition to show for each of the stories `article_ids` (one query; none for none).

    It is the one in `language` where the story is live in that too, else the story that is cited; its
    `language` says which. A story that is not live at `at` (aware) itself is missing, whatever its
    translations: that it is cited would tell of it.
    """
    numbers = set(article_ids)
    if not numbers:
        return {}
    live = Edition.objects.live(at)
    cited = live.filter(article__in=numbers)
    found = list(
        live.filter(Q(language=language) | Q(article__in=numbers))
        .filter(translation_group__in=cited.values("translation_group"))
        .for_lists("article", "translation_group")
    )
    in_language = {story.translation_group: story for story in found if story.language == language}
    return {
        story.article_id: in_language.get(story.translation_group, story)
        for story in found
        if story.article_id in numbers
    }


def is_live(story, at: datetime) -> bool:
    """Whether the public can read `story`, an article of the desk, at `at` (one query)."""
    return Edition.objects.live(at).filter(article=story.pk).exists()

"""Related titles that are stories of ours."""

from collections.abc import Iterable

from django.db.models import Q

from newsroom.importers.lines import words_only
from newsroom.models import Article
from partnerships.folding import slugify


def known_stories(titles: Iterable[str], language: str, by=None) -> dict[str, Article]:
    """For each title that is a story's headline (case, marks and stops aside), the story. One query.

    Only stories that `by` sees; all, where the machine itself asks without `by`. Where several have it, a
    story in `language` comes first, then the newest.
    """
    wanted = {words_only(title): title for title in titles}
    wanted.pop("", None)
    if not wanted:
        return {}
    stories_seen = Article.objects.visible_to(by) if by else Article.objects.all()
    found = stories_seen.filter(
        Q(headline__in=list(wanted.values())) | Q(slug__in=[slugify(title) for title in wanted.values()])
    ).only("pk", "headline", "language")
    stories: dict[str, Article] = {}
    for story in sorted(found, key=lambda story: (story.language == language, story.pk)):
        key = words_only(story.headline)
        if key in wanted:
            stories[wanted[key]] = story
    return stories

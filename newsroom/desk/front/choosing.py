"""Which stories can be chosen for the front page, by the words or the number that somebody types."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from newsroom.models import Article, Edition
from partnerships.folding import fold

NEWEST = 40
COMING = 20
FOUND = 12

_NUMBER = re.compile(r"#(\d{1,18})\s*$")


def label_of(story: Article) -> str:
    """Return how a story is written in a field of the layout: its headline, and the number that finds it."""
    return f"{story.headline} · #{story.pk}"


def unseen_label() -> str:
    """Return what stands in the field of a story that its reader may not see."""
    return _("A story that you may not see")


def by_identity(uids: Iterable[UUID], user) -> dict[UUID, Article]:
    """Return those of these stories that `user` may see (one query)."""
    return {story.uid: story for story in Article.objects.visible_to(user).filter(uid__in=list(uids))}


def offered(language: str, user, at) -> list[Article]:
    """Return what is suggested before anybody types: what comes next, then the newest that is public."""
    coming = Edition.objects.coming(at).in_language(language).order_by("public_from", "pk")
    coming = coming.filter(article__in=Article.objects.visible_to(user)).values_list("article", flat=True)
    newest = Edition.objects.live(at).in_language(language).newest_first().values_list("article", flat=True)
    order = [*coming[:COMING], *newest[:NEWEST]]
    stories = Article.objects.in_bulk(order)
    return [stories[pk] for pk in dict.fromkeys(order)]


def _choosable(language, user, at):
    """The public and the coming stories of the language that `user` may see."""
    of_story = {"article": OuterRef("pk")}
    live = Exists(Edition.objects.live(at).filter(**of_story).order_by())
    coming = Exists(Edition.objects.coming(at).filter(**of_story).order_by())
    return Article.objects.visible_to(user).filter(live | coming, language=language)


def found(typed: str, language: str, user, at) -> list[Article]:
    """Return the stories that have every word of `typed` in what they are known by, at most `FOUND`."""
    stories = _choosable(language, user, at)
    if number := _NUMBER.search(typed):
        return list(stories.filter(pk=int(number[1])))
    words = fold(typed).split()
    if not words:
        return []
    for word in words:
        stories = stories.filter(folded__contains=word)
    return list(stories.order_by("-pk")[:FOUND])

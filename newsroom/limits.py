"""Limiting a story to its readers on the desk, lifting the limit, and overriding it with a reason.

Who sees a limited story is one rule, `newsroom.models.limits.seen_by`; a story's manager speaks it as
`Article.objects.visible_to(user)`. A limit is for a story in all its languages that are not public yet.
"""

import re

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.models import Article, Edition, LimitOverride, Step
from newsroom.workflow import record

MAY_OVERRIDE = "newsroom.override_limit"
MAY_LIMIT = "newsroom.change_article"


class Refused(Exception):
    """A limit was not set, lifted or overridden; the text says why. Nothing was changed."""


def public_editions(story="pk", at=None):
    """Return the editions by which a story became public, for a query of stories."""
    now = at or timezone.now()
    return Edition.objects.filter(article=OuterRef(story), public_from__lte=now, cancelled_at=None).order_by()


def in_force():
    """Return the stories whose limit holds now: what an administrator is told exists."""
    return Article.objects.filter(limited=True).exclude(Exists(public_editions()))


def with_limiter(stories):
    """Return `stories`, each with who limited it (`limiter`, the user's key) and when (`limited_at`)."""
    laid = Step.objects.filter(article=OuterRef("pk"), move="limit").order_by("-at", "-pk")
    return stories.annotate(
        limiter=Subquery(laid.values("by")[:1]), limited_at=Subquery(laid.values("at")[:1])
    )


def limit(article: Article, by, users=(), groups=()) -> None:
    """Let only `users`, the members of `groups`, `by` and whoever began it see `article`. Raises Refused."""
    with transaction.atomic():
        stories = _hold(article, by)
        for story in stories:
            # Whoever sets a limit stays among the readers, so that nobody is locked out by their own hand.
            story.limited_to_users.set({*users, by})
            story.limited_to_groups.set(groups)
            record(story, by, "limit")
        Article.objects.filter(pk__in=[story.pk for story in stories]).update(limited=True)
    article.limited = True


def lift(article: Article, by) -> None:
    """Let everybody on the desk see `article` again. Raises Refused."""
    with transaction.atomic():
        stories = _hold(article, by)
        for story in stories:
            story.limited_to_users.clear()
            story.limited_to_groups.clear()
            record(story, by, "lift_limit")
        Article.objects.filter(pk__in=[story.pk for story in stories]).update(limited=False)
    article.limited = False


def override(article: Article, by, reason: str) -> None:
    """Make `by` a reader of the limited `article`, for a reason that stays on record. Raises Refused."""
    if not by.has_perm(MAY_OVERRIDE):
        raise Refused(_("You may not open a limited story. Ask an administrator."))
    if not reason.strip():
        raise Refused(_("Say why you must open this story: it is recorded, and its writer is told."))
    with transaction.atomic():
        story = in_force().select_for_update(of=("self",)).filter(pk=article.pk).first()
        if story is None:
            raise Refused(_("This story is not limited any more: everybody sees it."))
        LimitOverride.objects.create(article=story, by=by, at=timezone.now(), reason=reason.strip())
        told = [story.created_by, *story.limited_to_users.all()]
        story.limited_to_users.add(by)
        record(story, by, "override_limit", remark=reason, tell=told)


def _hold(article, by):
    """Return `article` and its translations that are not public, each locked. Raises Refused."""
    seen = Article.objects.visible_to(by).filter(translation_group=article.translation_group)
    stories = list(seen.exclude(Exists(public_editions())).select_for_update(of=("self",)).order_by("pk"))
    if not by.has_perm(MAY_LIMIT):
        raise Refused(_("You may not change stories, so you cannot limit them. Ask an editor."))
    if article.pk not in {story.pk for story in stories}:
        raise Refused(_("This story has been public: everybody may read it, so it cannot be limited."))
    return stories


# What must be unique is so among all stories; these keep that from betraying a limited one.


def give_way(language: str, slug: str, by) -> None:
    """Free an address that `by` wants for a story from limited ones of which `by` does not know.

    A story of which no edition was recorded has promised its address to nobody: it takes one that no
    headline makes, so that a number after an address never counts the hidden.
    """
    made = re.compile(rf"{re.escape(slug)}(-\d+)?")
    holding = Article.objects.filter(
        language=language, slug__startswith=slug, limited=True, last_edition=0
    ).exclude(pk__in=Article.objects.visible_to(by).filter(language=language, slug__startswith=slug))
    for story in holding:
        if made.fullmatch(story.slug):
            Article.objects.filter(pk=story.pk).update(slug=f"{slug[:90]}-{story.uid.hex[:8]}")


def languages_of(article: Article, user):
    """What `user` sees of the story in each other language: `(code, name, article or None)`."""
    others = Article.objects.visible_to(user).filter(translation_group=article.translation_group)
    found = {other.language: other for other in others.exclude(pk=article.pk).only("language", "headline")}
    return [(code, name, found.get(code)) for code, name in settings.LANGUAGES if code != article.language]

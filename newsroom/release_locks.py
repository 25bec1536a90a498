"""What a release locks: from its approval until its time, neither its stories nor its facts change."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.models import Article, Interview, PhotoStory, Release, ReleaseFact, ReleaseStory
from newsroom.newsroom_time import in_newsroom_time
from partnerships.facts import Fact, Lock, Locked


def _waiting() -> Q:
    """The members of releases that are approved and whose time has not come."""
    return Q(release__state=Release.State.APPROVED, release__at__gt=timezone.now())


def _lock(release, sentence):
    # The release's name is not told: it may say more than whoever reads this may know.
    return Lock(
        sentence % {"time": in_newsroom_time(release.at)},
        reverse("admin:newsroom_release_change", args=[release.pk]),
    )


def story_lock(article: Article) -> Lock | None:
    """Return why `article` may not be changed or moved now; None when it may."""
    member = ReleaseStory.objects.filter(_waiting(), article=article.pk).select_related("release").first()
    if member is None:
        return None
    return _lock(
        member.release,
        _(
            "This story is part of a release that is approved for %(time)s. Until then it cannot be changed "
            "or moved by itself: have the release cancelled or moved."
        ),
    )


def locked_among(articles: list[Article]) -> set[int]:
    """Return the keys of those of `articles` that may not be changed or moved now (one query)."""
    return set(
        ReleaseStory.objects.filter(_waiting(), article__in=articles).values_list("article", flat=True)
    )


def fact_locks(facts: list[Fact]) -> dict[Fact, Lock]:
    """Return the lock of each of `facts` that may not be changed now (one query)."""
    by_key = {(ContentType.objects.get_for_model(fact).pk, fact.pk): fact for fact in facts}
    members = ReleaseFact.objects.filter(
        _waiting(),
        content_type__in={kind for kind, _pk in by_key},
        object_id__in=[pk for _kind, pk in by_key],
    ).select_related("release")
    return {
        by_key[key]: _lock(
            member.release,
            _(
                "This is part of a release that is approved for %(time)s. Until then it cannot be changed: "
                "have the release cancelled or moved."
            ),
        )
        for member in members
        if (key := (member.content_type_id, member.object_id)) in by_key
    }


def refuse_saving(sender, instance, raw=False, **kwargs):
    """Refuse to write a story that is locked, whoever writes it (a receiver of `pre_save`)."""
    if raw or instance.pk is None:
        return
    if connection.in_atomic_block:
        # Held first: between the look and the writing nobody approves.
        list(Article.objects.select_for_update(no_key=True).filter(pk=instance.pk).values_list("pk"))
    if lock := story_lock(instance):
        raise Locked(lock)


def listen() -> None:
    """Watch the stories, by whichever of their models they are written."""
    for model in (Article, Interview, PhotoStory):
        pre_save.connect(refuse_saving, sender=model, dispatch_uid="newsroom.release_locks")

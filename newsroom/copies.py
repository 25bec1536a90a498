"""The working copy through time: every version that was saved is kept, and any can be had back.

A copy is a snapshot (`newsroom.snapshots`) of one saved version. It is kept in the transaction of the
save, and the state before a save is kept too where nobody had kept it, so that no save loses anything.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import workflow
from newsroom.laying import lay
from newsroom.models import Article, WorkingCopy
from newsroom.refusals import Reason, Refused
from newsroom.release_locks import story_lock
from newsroom.snapshots import content_of, from_edition, has_text, snapshot

__all__ = [
    "NotRestored",
    "Restored",
    "content_of",
    "from_edition",
    "has_text",
    "keep",
    "keep_before",
    "lay",
    "restore",
    "snapshot",
]

MAY_RESTORE = "newsroom.change_article"


class NotRestored(Refused):
    """Nothing was restored. `meanwhile`: because somebody saved the story."""

    def __init__(self, reasons: list[Reason], meanwhile: bool = False):
        super().__init__(reasons)
        self.meanwhile = meanwhile


@dataclass(frozen=True)
class Restored:
    """The copy that a restoring made, and what it had to leave out, a sentence for each."""

    copy: WorkingCopy
    left_out: list[str]


def keep(
    article: Article,
    by,
    origin: str = WorkingCopy.Origin.SAVED,
    restored_from: WorkingCopy | None = None,
    restored_edition=None,
) -> WorkingCopy:
    """Keep the saved version of `article` as the database has it, once; return its copy.

    Call it when the story, its blocks, byline, links and ties are all written.
    """
    return _kept(
        article.pk,
        lambda fresh: {
            "origin": origin,
            "restored_from": restored_from,
            "restored_edition": restored_edition,
            "saved_by": by,
            "saved_at": timezone.now(),
        },
    )


def keep_before(article: Article) -> WorkingCopy:
    """Keep the version that stands before it is saved over, where nobody kept it when it was saved."""
    return _kept(
        article.pk,
        lambda fresh: {"saved_by": fresh.edited_by or fresh.created_by, "saved_at": fresh.updated_at},
    )


def _kept(pk, said) -> WorkingCopy:
    version = Article.objects.values_list("version", flat=True).get(pk=pk)
    if found := WorkingCopy.objects.filter(article=pk, version=version).first():
        return found
    fresh = Article.objects.select_related(
        "section", "lead_photo", "interviewee", "edited_by", "created_by"
    ).get(pk=pk)
    copy, _made = WorkingCopy.objects.get_or_create(
        article=fresh, version=fresh.version, defaults={"snapshot": snapshot(fresh), **said(fresh)}
    )
    return copy


def restore(
    article: Article,
    taken: dict,
    by,
    *,
    restored_from: WorkingCopy | None = None,
    restored_edition=None,
) -> Restored:
    """Make the working copy of `article`, as its caller saw it, say what the snapshot `taken` says.

    What the public reads is not touched. The version that stood before stays among the copies. What the
    snapshot refers to and is gone is left out and told. Raises NotRestored.
    """
    try:
        with transaction.atomic():
            _may_restore(article, by)
            _hold(article)
            _may_change(article)
            keep_before(article)
            _claim(article)
            fresh = Article.objects.get(pk=article.pk)
            left_out = lay(fresh, taken)
            workflow.saved(fresh, by)
            copy = keep(fresh, by, WorkingCopy.Origin.RESTORED, restored_from, restored_edition)
    except IntegrityError as error:
        # What was still there when it was looked for went in the same moment, or an address was taken.
        raise NotRestored(
            [
                Reason(
                    "moment",
                    _(
                        "Somebody changed what this copy refers to in the same moment. "
                        "Nothing was restored: try again."
                    ),
                )
            ]
        ) from error
    article.refresh_from_db()
    return Restored(copy, left_out)


def _may_restore(article, by):
    if not by.has_perm(MAY_RESTORE):
        raise NotRestored(
            [Reason("permission", _("You may read the copies of this story, but not change the story."))]
        )


def _may_change(article):
    if lock := story_lock(article):
        raise NotRestored([Reason("locked", lock.message)])


def _hold(article):
    """Lock the story's row to the end, so that what is kept of it is one version and no mixture."""
    list(Article.objects.select_for_update().filter(pk=article.pk).values_list("pk"))


def _claim(article):
    """Raise the version of the story as the caller saw it."""
    seen = Article.objects.filter(pk=article.pk, version=article.version)
    if seen.update(version=F("version") + 1) != 1:
        raise NotRestored(
            [
                Reason(
                    "changed",
                    _(
                        "Somebody saved this story since you opened it, so nothing was restored. "
                        "Look at both first."
                    ),
                )
            ],
            meanwhile=True,
        )

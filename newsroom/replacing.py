"""Another photo in the place of one, wherever stories show it; and photos that are not used any more.

Each story is changed by one move of the gate (`newsroom.publishing.replace_photo`) in a transaction of its
own, so that one which is refused keeps no other from being done, and the whole can be run again.
"""

from dataclasses import dataclass, field

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.another_photo import reasons_against
from newsroom.imaging.renditions import in_use
from newsroom.models import Article, Edition, Photo, PhotoBlock
from newsroom.publishing import Replaced, replace_photo
from newsroom.refusals import Reason, Refused

MAY_KEEP_PHOTOS = "newsroom.change_photo"
# One press of the button changes so many stories; the next goes on.
AT_ONCE = 100


# Where it is used


@dataclass
class Use:
    """A story that shows a photo: in its working copy, and in which of its editions."""

    article: Article
    in_the_copy: bool = False
    current: Edition | None = None
    coming: list[Edition] = field(default_factory=list)

    @property
    def is_published(self) -> bool:
        """Whether it takes the gate to change it."""
        return self.current is not None or bool(self.coming)


def stories_with(photo: Photo, user):
    """Return the stories that `user` may see and that show `photo` now, will, or would when published."""
    own = PhotoBlock.objects.filter(parent=OuterRef("pk"), photo=photo).order_by()
    shown = in_use().filter(edition__article=OuterRef("pk"), photo=photo).order_by()
    found = Article.objects.visible_to(user).filter(Q(lead_photo=photo) | Q(Exists(own)) | Q(Exists(shown)))
    return found.order_by("pk")


def uses(photo: Photo, user, most: int = AT_ONCE) -> list[Use]:
    """Return the first `most` of these stories, each with what shows the photo (three queries)."""
    found = {story.pk: Use(story) for story in stories_with(photo, user).select_related("section")[:most]}
    blocks = PhotoBlock.objects.filter(parent__in=found, photo=photo).values_list("parent", flat=True)
    in_blocks = set(blocks.order_by())
    for use in found.values():
        use.in_the_copy = use.article.lead_photo_id == photo.pk or use.article.pk in in_blocks
    now = timezone.now()
    editions = Edition.objects.filter(
        pk__in=in_use(now).filter(photo=photo, edition__article__in=found).order_by().values("edition")
    ).only("article", "number", "language", "slug", "change", "change_note", "public_from")
    for edition in editions.order_by("public_from", "number"):
        use = found[edition.article_id]
        if edition.public_from <= now:
            use.current = edition
        else:
            use.coming.append(edition)
    return list(found.values())


# Everywhere


@dataclass(frozen=True)
class Done:
    """What became of one story: what was changed in it, or why nothing was."""

    article: Article
    replaced: Replaced | None = None
    reasons: tuple[Reason, ...] = ()


def replace_everywhere(
    old: Photo, new: Photo, by, note: str = "", *, own_words: bool = True, most: int = AT_ONCE
) -> list[Done]:
    """Put `new` in the place of `old` in every story that `by` may see, in the order of their keys.

    No more than `most` of them: what is left is found by the next call. Returns what became of each. Raises
    Refused when `new` cannot stand anywhere.
    """
    if not by.has_perm(MAY_KEEP_PHOTOS):
        raise Refused([_no_permission()])
    if found := reasons_against(old, new):
        raise Refused(found)
    done = []
    for article in stories_with(old, by):
        try:
            changed = replace_photo(article, by, old, new, note, own_words=own_words)
        except Refused as refused:
            done.append(Done(article, None, tuple(refused.reasons)))
        else:
            done.append(Done(article, changed))
        if sum(1 for one in done if one.replaced) >= most:
            break
    if any(one.replaced for one in done):
        _remember(old, by, _("Replaced by “%(photo)s” where stories showed it.") % {"photo": new.title})
    return done


# Photos that are not used any more


def retire(photo: Photo, by, why: str, replaced_by: Photo | None = None) -> None:
    """Have no story begin to show `photo` from now on, for the reason `why`. Raises Refused."""
    why = why.strip()
    with transaction.atomic():
        held = _held(photo, by)
        if not why:
            raise Refused(
                [Reason("why", _("Say why it is not used any more: those who choose photos read it."), "why")]
            )
        Photo.objects.filter(pk=held.pk).update(
            retired_at=held.retired_at or timezone.now(), retired_why=why, replaced_by=replaced_by
        )
        _remember(held, by, _("Retired: %(why)s") % {"why": why})
    photo.refresh_from_db(fields=["retired_at", "retired_why", "replaced_by"])


def use_again(photo: Photo, by) -> None:
    """Let stories begin to show a retired `photo` again. Raises Refused."""
    with transaction.atomic():
        held = _held(photo, by)
        Photo.objects.filter(pk=held.pk).update(retired_at=None, retired_why="", replaced_by=None)
        _remember(held, by, _("May be used again."))
    photo.refresh_from_db(fields=["retired_at", "retired_why", "replaced_by"])


def _no_permission():
    return Reason("permission", _("You may not change photos of the library. Ask an editor."))


def _held(photo, by):
    if not by.has_perm(MAY_KEEP_PHOTOS):
        raise Refused([_no_permission()])
    # The gate holds the photos of what it publishes: whoever retires one waits for it, or it for them.
    return Photo.objects.select_for_update().get(pk=photo.pk)


def _remember(photo, by, message):
    LogEntry.objects.log_actions(by.pk, [photo], CHANGE, message, single_object=True)

"""The moves of the front page's layout: saving the working copy, publishing it, cancelling, restoring.

What is saved changes nothing on the site until it is published, and what is published changes no more.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.front_layout import Layout, as_content, read_layout
from newsroom.models import FrontPage, FrontPageCopy
from newsroom.newsroom_time import in_newsroom_time
from newsroom.staff import name_of

MAY_LAY_OUT = "newsroom.lay_out_front_page"
MAY_PUBLISH = "newsroom.publish_front_page"


class NotDone(Exception):
    """What was asked was not done; the text says why. Nothing was changed."""


class SavedMeanwhile(NotDone):
    """Somebody else saved the layout since it was opened: `latest` is their copy."""

    def __init__(self, latest: FrontPageCopy):
        self.latest = latest
        said = _(
            "%(name)s saved this layout while you were at it, so yours is not saved yet. All that you chose "
            "is here: look at theirs, and save again if yours shall take its place. "
            "Theirs stays in the history."
        )
        super().__init__(said % {"name": name_of(latest.saved_by)})


def working_copy(language: str) -> FrontPageCopy:
    """Return the layout on which the desk works; before anybody saved one, an empty copy of version 0."""
    latest = FrontPageCopy.objects.filter(language=language).select_related("saved_by").first()
    return latest or FrontPageCopy(language=language, version=0, content=as_content(Layout()))


def save(language: str, layout: Layout, by, seen_version: int) -> FrontPageCopy:
    """Keep `layout` as the working copy after the version that `by` saw. Raises NotDone, SavedMeanwhile."""
    if not by.has_perm(MAY_LAY_OUT):
        raise NotDone(_("You may not lay out the front page. Ask an editor."))
    latest = working_copy(language)
    if latest.version == seen_version:
        try:
            with transaction.atomic():
                return FrontPageCopy.objects.create(
                    language=language,
                    version=seen_version + 1,
                    content=as_content(layout),
                    saved_by=by,
                    saved_at=timezone.now(),
                )
        except IntegrityError:
            # Somebody saved the same version in between.
            latest = working_copy(language)
    raise SavedMeanwhile(latest)


def publish(language: str, by, seen_version: int, at: datetime | None = None, note: str = "") -> FrontPage:
    """Make the working copy that `by` saw the front page from `at` on, now when not given. Raises NotDone."""
    if not by.has_perm(MAY_PUBLISH):
        raise NotDone(_("You may not publish the front page. Ask a publisher."))
    now = timezone.now()
    if at is not None and at <= now:
        raise NotDone(_("%(time)s is past. Choose a time to come.") % {"time": in_newsroom_time(at)})
    copy = working_copy(language)
    if copy.version == 0:
        raise NotDone(_("Nothing is laid out yet: save a layout first."))
    if copy.version != seen_version:
        raise SavedMeanwhile(copy)
    return FrontPage.objects.create(
        language=language,
        content=copy.content,
        public_from=at or now,
        published_by=by,
        recorded_at=now,
        note=note.strip(),
    )


def cancel(front_page: FrontPage, by) -> None:
    """Take back a layout whose time has not come. Raises NotDone."""
    if not by.has_perm(MAY_PUBLISH):
        raise NotDone(_("You may not publish the front page. Ask a publisher."))
    now = timezone.now()
    coming = FrontPage.objects.filter(pk=front_page.pk, public_from__gt=now, cancelled_at=None)
    if not coming.update(cancelled_at=now, cancelled_by=by):
        raise NotDone(_("This layout is not waiting for its time any more: there is nothing to cancel."))


def restore(source: FrontPage | FrontPageCopy, by) -> FrontPageCopy:
    """Make a former layout the working copy again; the site stays as it is. Raises NotDone."""
    version = working_copy(source.language).version
    return save(source.language, read_layout(source.content), by, version)

"""Public files come and go with the editions that show them."""

import logging

from django.db import DatabaseError

from newsroom.imaging.renditions import make_renditions, remove_unused
from newsroom.models import EditionPhoto

logger = logging.getLogger(__name__)


def _enqueue(task, photo_ids):
    """Have `task` done for each of these photos on its own, so that workers share them.

    The edition is committed: that the queue fails must not look as if the move had. The tidying finds what
    is missing or left over without it.
    """
    try:
        for photo_id in sorted(photo_ids):
            task.enqueue([photo_id])
    except DatabaseError:
        logger.exception("%s could not be handed to the workers: the next tidying does it.", task.name)


def make_what_an_edition_shows(sender, edition, **kwargs):
    """Have the public files of a recorded edition's photos made, and those of the one before removed."""
    shown = set(edition.photos.values_list("photo", flat=True))
    _enqueue(make_renditions, shown)
    before = EditionPhoto.objects.filter(edition=edition.supersedes_id).values_list("photo", flat=True)
    _enqueue(remove_unused, set(before) - shown)


def remove_what_a_cancelled_edition_showed(sender, edition, **kwargs):
    """Have the public files removed that only the cancelled edition would have shown."""
    _enqueue(remove_unused, edition.photos.values_list("photo", flat=True).distinct())

"""Public files come and go with the editions that show them."""

from newsroom.imaging.renditions import make_renditions, remove_unused
from newsroom.models import EditionPhoto


def make_what_an_edition_shows(sender, edition, **kwargs):
    """Have the public files of a recorded edition's photos made, and those of the one before removed."""
    shown = set(edition.photos.values_list("photo", flat=True))
    if shown:
        make_renditions.enqueue(sorted(shown))
    before = EditionPhoto.objects.filter(edition=edition.supersedes_id).values_list("photo", flat=True)
    if dropped := set(before) - shown:
        remove_unused.enqueue(sorted(dropped))


def remove_what_a_cancelled_edition_showed(sender, edition, **kwargs):
    """Have the public files removed that only the cancelled edition would have shown."""
    if shown := set(edition.photos.values_list("photo", flat=True)):
        remove_unused.enqueue(sorted(shown))

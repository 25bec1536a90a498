"""Photos that came into the library before pictures were read on their way in are read where they are."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction

from newsroom.imaging import likeness
from newsroom.imaging.reading import PictureFacts, read_picture
from newsroom.models import Photo

_AT_ONCE = 100


def _write(photo: Photo, facts: PictureFacts) -> None:
    """Record what was measured. No word that somebody wrote is touched."""
    found = {
        "format": facts.format,
        "file_size": facts.size,
        "sha256": facts.sha256,
        "placeholder": facts.placeholder,
        "file_says": facts.said,
    }
    if not photo.width or not photo.height:
        found |= {"width": facts.width, "height": facts.height}
        found["shape"] = Photo.Shape.of(facts.width, facts.height)
    with transaction.atomic():
        if Photo.objects.filter(pk=photo.pk, sha256="").update(**found):
            likeness.remember(photo, facts.fingerprint)


def unread(after: int) -> Iterator[Photo]:
    """Yield the photos that were never read, by their numbers, from the one behind `after`."""
    while found := list(Photo.objects.filter(sha256="", pk__gt=after).order_by("pk")[:_AT_ONCE]):
        yield from found
        after = found[-1].pk


def read_unread(after: int = 0) -> Iterator[tuple[Photo, str]]:
    """Read each photo that was never read; yield it with why it could not be, "" where it was.

    One that is broken off goes on where it was when it is begun again. A photo that cannot be read stays as
    it was, and is shown as it was.
    """
    for photo in unread(after):
        try:
            with photo.original.open() as original:
                _write(photo, read_picture(original))
        except ValidationError as refused:
            yield photo, " ".join(refused.messages)
        except OSError as error:
            yield photo, str(error)
        else:
            yield photo, ""

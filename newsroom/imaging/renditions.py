"""The public files of a photo: made when an edition needs them, removed when none does any more."""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from newsroom.imaging.drawing import draw, opened
from newsroom.imaging.naming import PublicFile, file_name, public_files, shown_of
from newsroom.models import EditionPhoto, Photo
from newsroom.models.photos import new_token


def uses_of(photo: Photo) -> Iterable[EditionPhoto]:
    """Return how the editions that are public or to come show `photo`."""
    return in_use().filter(photo=photo, token=photo.public_token).order_by("pk")


def files_needed(photo: Photo) -> list[PublicFile]:
    """Return the public files that these uses need, each once."""
    found = {file for use in uses_of(photo) for file in public_files(shown_of(use))}
    return sorted(found, key=lambda file: (file.box, -(file.width or 10**6), file.extension))


def make(photo: Photo) -> int:
    """Write the public files of `photo` that are not there yet; return how many were written."""
    storage = storages["renditions"]
    token = photo.public_token
    needed = files_needed(photo)
    missing = [file for file in needed if not storage.exists(file_name(token, file))]
    if missing:
        with photo.original.open() as original:
            picture = opened(original, missing)
        for file, data in draw(picture, missing):
            storage.save(file_name(token, file), ContentFile(data))
    made = Photo.objects.filter(pk=photo.pk, public_token=token)
    if not made.update(renditions_made_at=timezone.now()):
        # The last use was withdrawn while these were being made: nobody else knows that they are here.
        remove_all(token)
    return len(missing)


def remove_all(token: str) -> None:
    """Remove every public file under `token`."""
    storage = storages["renditions"]
    try:
        names = storage.listdir(token)[1]
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{token}/{name}")


def in_use(at=None):
    """Return the uses of photos that are public at `at`, or will be (now when not given)."""
    at = at or timezone.now()
    until = Q(edition__public_until=None) | Q(edition__public_until__gt=at)
    # One that was cancelled ends when it would have begun, and is public at no time.
    return EditionPhoto.objects.filter(until, edition__cancelled_at=None)


def remove_if_unused(photo_id: int) -> bool:
    """Remove the public files of a photo that no live or coming edition shows; return whether it was so.

    Its token changes, so that the old addresses never lead anywhere again.
    """
    with transaction.atomic():
        # The gate locks the photos that it freezes: none can come into use between the look and the change.
        photo = Photo.objects.select_for_update().get(pk=photo_id)
        # Whether they were all made does not matter: a making that broke off leaves some of them.
        if in_use().filter(photo=photo).exists():
            return False
        token = photo.public_token
        Photo.objects.filter(pk=photo_id).update(public_token=new_token(), renditions_made_at=None)
    remove_all(token)
    return True


@task()
def make_renditions(photo_ids: list[int]) -> None:
    """Write the public files of these photos."""
    for photo in Photo.objects.filter(pk__in=photo_ids):
        make(photo)


@task()
def remove_unused(photo_ids: list[int]) -> None:
    """Remove the public files of those of these photos that nothing public shows any more."""
    for photo_id in photo_ids:
        remove_if_unused(photo_id)


def tidy() -> tuple[int, int]:
    """Make what is missing and remove what no edition needs; return how many photos each concerned."""
    needed = in_use().order_by().values("photo")
    made = 0
    for photo in Photo.objects.filter(pk__in=needed, renditions_made_at=None).iterator():
        made += bool(make(photo))
    unused = Photo.objects.exclude(renditions_made_at=None).exclude(pk__in=needed)
    removed = sum(map(remove_if_unused, list(unused.values_list("pk", flat=True))))
    return made, removed

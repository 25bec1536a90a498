"""The public files of a photo: made when an edition needs them, removed when none does any more."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.tasks import task
from django.utils import timezone

from newsroom.imaging.drawing import draw, opened
from newsroom.imaging.labelling import Labels, saving_options
from newsroom.imaging.naming import PublicFile, file_name, public_files, shown_of
from newsroom.imaging.whole_files import remove_directory
from newsroom.imaging.work import try_again
from newsroom.models import EditionPhoto, Photo
from newsroom.models.photos import new_token

logger = logging.getLogger(__name__)


def uses_of(photo: Photo) -> QuerySet[EditionPhoto]:
    """Return how the editions that are public or to come show `photo`."""
    return in_use().filter(photo=photo, token=photo.public_token).order_by("pk")


def files_needed(photo: Photo) -> list[PublicFile]:
    """Return the public files that these uses need, each once."""
    found = {file for use in uses_of(photo) for file in public_files(shown_of(use))}
    return sorted(found, key=lambda file: (file.box, -(file.width or 10**6), file.extension))


def ways_to_save(photo: Photo) -> Callable[[str], dict[str, Any]]:
    """Return what gives, for a format, how its files are saved, and what they say of whose the photo is.

    The newest edition that is public says that, else the one that comes next: never the library, which may
    know more by now.
    """
    uses = uses_of(photo).order_by("-pk")
    told = uses.filter(edition__public_from__lte=timezone.now()).first() or uses.last()
    labels = Labels.of(told) if told else Labels()
    speed = {"avif": {"speed": settings.AVIF_SPEED}}
    return lambda extension: {**speed.get(extension, {}), **saving_options(extension, labels)}


def make(photo: Photo) -> int:
    """Write the public files of `photo` that are not there yet; return how many were written.

    Those that no edition needs any more go. Two that make the same photo at once write the same files.
    """
    token, written = photo.public_token, 0
    there = files_made(token)
    while True:
        missing = [file for file in files_needed(photo) if file.name not in there]
        if missing:
            with photo.original.open() as original:
                picture = opened(original, missing)
            for file, data in draw(picture, missing, ways_to_save(photo)):
                keep(token, file, data)
                there.add(file.name)
                written += 1
        needed = _note_that_all_are_made(photo, token, there)
        if needed is None:
            # The last use was withdrawn while these were being made: nobody else knows that they are here.
            remove_all(token)
            return written
        if needed <= there:
            for left_over in there - needed if needed else ():
                storages["renditions"].delete(f"{token}/{left_over}")
            return written


def _note_that_all_are_made(photo: Photo, token: str, there: set[str]) -> set[str] | None:
    """Note that the files of `photo` are made, if those that are `there` are all that it needs by now.

    Returns the names that it needs; None when it has another token by now.
    """
    with transaction.atomic():
        # Whoever records an edition writes this row: their use is seen here, or ours is unmade by them.
        rows = Photo.objects.select_for_update(no_key=True).filter(pk=photo.pk, public_token=token)
        if not rows.values_list("pk"):
            return None
        needed = {file.name for file in files_needed(photo)}
        if needed and needed <= there:
            Photo.objects.filter(pk=photo.pk).update(renditions_made_at=timezone.now())
    return needed


def make_one(photo_id: int, token: str, file: PublicFile) -> bool:
    """Write one public file that is missing; return whether the photo still has this token.

    Raises what the original is not: a FileNotFoundError, or Pillow's errors.
    """
    photo = Photo.objects.filter(pk=photo_id, public_token=token).first()
    if photo is None:
        return False
    with photo.original.open() as original:
        picture = opened(original, [file])
    for drawn, data in draw(picture, [file], ways_to_save(photo)):
        keep(token, drawn, data)
    if Photo.objects.filter(pk=photo_id, public_token=token).exists():
        return True
    remove_all(token)
    return False


def keep(token: str, file: PublicFile, data: bytes) -> None:
    """Write one public file under its name, in the place of the same one if it is there."""
    storages["renditions"].save(file_name(token, file), ContentFile(data))


def files_made(token: str) -> set[str]:
    """Return the names, without the token, of the files that are there under it."""
    try:
        return set(storages["renditions"].listdir(token)[1])
    except FileNotFoundError:
        return set()


def remove_all(token: str) -> None:
    """Remove every public file under `token`."""
    remove_directory(storages["renditions"], token)


def in_use(at=None):
    """Return the uses of photos that are public at `at`, or will be (now when not given)."""
    at = at or timezone.now()
    until = Q(edition__public_until=None) | Q(edition__public_until__gt=at)
    # One that was cancelled ends when it would have begun, and is public at no time.
    return EditionPhoto.objects.filter(until, edition__cancelled_at=None)


def want_files(photo_ids: Iterable[int]) -> None:
    """Note that an edition shows these photos, whose files may not all be there.

    It is a part of the transaction that records the edition.
    """
    photos = Photo.objects.filter(pk__in=set(photo_ids))
    # In the order of their keys, so that nobody waits in a ring. Those that are not made are held too:
    # somebody may be about to note that they are, who does not see this edition.
    list(photos.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    photos.update(renditions_made_at=None)


def with_files_missing():
    """Return the photos that an edition shows and whose files were not made since (one query)."""
    needed = in_use().filter(photo=OuterRef("pk"), token=OuterRef("public_token"))
    return Photo.objects.filter(Exists(needed), renditions_made_at=None).order_by("-pk")


def with_files_left():
    """Return the photos that editions showed under their present token and none does any more (one query)."""
    shown = EditionPhoto.objects.filter(photo=OuterRef("pk"), token=OuterRef("public_token"))
    return Photo.objects.filter(Exists(shown), ~Exists(in_use().filter(photo=OuterRef("pk")))).order_by("pk")


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
    # Nobody is answered under this token any more, whether or not its files are gone.
    try:
        remove_all(token)
    except Exception:
        logger.exception("The public files of photo %d were not removed.", photo_id)
        try_again(remove_files, 1, token)
    return True


@task()
def make_renditions(photo_ids: list[int], attempt: int = 1) -> None:
    """Write the public files of these photos; those that fail are tried again later."""
    failed = {}
    for photo in Photo.objects.filter(pk__in=photo_ids):
        try:
            make(photo)
        except Exception as error:  # noqa: BLE001  whatever it was, the others shall have their files
            failed[photo.pk] = error
    if failed:
        try_again(make_renditions, attempt, sorted(failed))
        raise ExceptionGroup(f"Public files of the photos {sorted(failed)} were not made", [*failed.values()])


@task()
def remove_unused(photo_ids: list[int]) -> None:
    """Remove the public files of those of these photos that nothing public shows any more."""
    for photo_id in photo_ids:
        remove_if_unused(photo_id)


@task()
def remove_files(token: str, attempt: int = 1) -> None:
    """Remove every public file under a token that no photo has any more."""
    try:
        remove_all(token)
    except Exception:
        try_again(remove_files, attempt, token)
        raise


def tidy() -> tuple[int, int]:
    """Make what is missing and remove what no edition needs; return how many photos each concerned.

    A photo whose files cannot be made is told of in the log and keeps nobody else from theirs.
    """
    made = 0
    for photo in list(with_files_missing()):
        try:
            made += bool(make(photo))
        except Exception:
            logger.exception("The public files of photo %d cannot be made.", photo.pk)
    removed = sum(map(remove_if_unused, list(with_files_left().values_list("pk", flat=True))))
    return made, removed


def hand_over() -> int:
    """Have the workers make what is missing; return of how many photos."""
    missing = list(with_files_missing().values_list("pk", flat=True))
    for photo_id in missing:
        make_renditions.enqueue([photo_id])
    return len(missing)

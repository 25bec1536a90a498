"""Housekeeping among the files of photos: what is missing is made, and what nobody needs any more goes.

Everything here may run at any hour, twice, or in the middle of anything else.
"""

import datetime
import re
from collections.abc import Iterable
from itertools import batched
from typing import NamedTuple

from django.core.files.storage import storages
from django.utils import timezone

from newsroom.imaging import work
from newsroom.imaging.private import private_key
from newsroom.imaging.renditions import remove_all, tidy
from newsroom.imaging.whole_files import WholeFiles, remove_directory
from newsroom.models import Photo, PhotoUpload

# For how long an upload that broke off can be gone on with.
UPLOADS_KEPT = datetime.timedelta(hours=24)
PRIVATE_PICTURES_KEPT = datetime.timedelta(days=30)

CHUNK = 500
_IDENTITY = re.compile("[0-9a-f]{32}")


class Tidied(NamedTuple):
    """How much was done: photos made and removed, pieces of work found again, uploads and files removed."""

    made: int
    removed: int
    found: int
    uploads: int
    unfinished: int


def keep_house() -> Tidied:
    """Do what is to be done every few minutes; return how much it was."""
    found = work.find_lost()
    work.forget_finished()
    made, removed = tidy()
    return Tidied(made, removed, found, remove_stale_uploads(), remove_unfinished())


def remove_stale_uploads(by=None) -> int:
    """Remove uploads, of all or of the user `by`, whose last part came long ago, with all that came of them.

    Returns how many.
    """
    stale = PhotoUpload.objects.filter(last_part_at__lt=timezone.now() - UPLOADS_KEPT)
    stale = stale.filter(by=by) if by else stale
    removed = 0
    for upload in list(stale):
        # One of which a part came just now is not stale any more, and keeps its parts.
        if stale.filter(pk=upload.pk).delete()[0]:
            remove_directory(storages["default"], f"uploads/{upload.uid.hex}")
            removed += 1
    return removed


def remove_unfinished() -> int:
    """Remove what crashes left half written; return how many files."""
    kept = (storages["default"], storages["renditions"])
    return sum(storage.clean_up() for storage in kept if isinstance(storage, WholeFiles))


class Swept(NamedTuple):
    """How much was removed: tokens with public files, uploads that nobody knows, private pictures."""

    tokens: int
    uploads: int
    pictures: int


def sweep() -> Swept:
    """Look at every name that is kept, and remove what no photo is there for any more; return how much.

    Only a crash or a storage that failed leaves such files. It lists all of them: once a night is enough.
    """
    return Swept(remove_strays(), remove_unknown_uploads(), remove_orphaned_pictures())


def _directories(storage, path) -> list[str]:
    try:
        return storage.listdir(path)[0]
    except FileNotFoundError:
        return []


def remove_strays() -> int:
    """Remove public files under a token that no photo has; return of how many tokens."""
    strays = 0
    for tokens in batched(_directories(storages["renditions"], ""), CHUNK):
        known = Photo.objects.filter(public_token__in=tokens).values_list("public_token", flat=True)
        for token in set(tokens).difference(known):
            remove_all(token)
            strays += 1
    return strays


def remove_unknown_uploads() -> int:
    """Remove what lies under the identity of an upload that is not known any more; return of how many."""
    storage, strays = storages["default"], 0
    for names in batched(_directories(storage, "uploads"), CHUNK):
        known = PhotoUpload.objects.filter(uid__in=filter(_IDENTITY.fullmatch, names))
        for name in set(names).difference(uid.hex for uid in known.values_list("uid", flat=True)):
            remove_directory(storage, f"uploads/{name}")
            strays += 1
    return strays


def remove_orphaned_pictures() -> int:
    """Remove old thumbnails and previews of photos that are not in the library any more; return how many."""
    storage, removed = storages["default"], 0
    known = {private_key(name) for name in Photo.objects.values_list("original", flat=True).iterator()}
    for folder in ("previews", "thumbnails"):
        for part in _directories(storage, folder):
            removed += _remove_orphans(storage, f"{folder}/{part}", known)
    return removed


def _remove_orphans(storage, directory: str, known: Iterable[str]) -> int:
    oldest, removed = timezone.now() - PRIVATE_PICTURES_KEPT, 0
    for file in storage.listdir(directory)[1]:
        name = f"{directory}/{file}"
        if file.partition(".")[0].partition("-")[0] in known or storage.get_modified_time(name) > oldest:
            continue
        storage.delete(name)
        removed += 1
    return removed

"""A photo that goes takes its private files along."""

from django.db import transaction

from newsroom.desk.library.thumbnails import thumbnail_name
from newsroom.models import Photo
from newsroom.models.photos import originals


def remove_photo(photo: Photo) -> None:
    """Delete a photo, and after the commit its original and thumbnail.

    Raises ProtectedError where a story or an edition shows it; nothing is removed then.
    """
    names = [photo.original.name, thumbnail_name(photo)]
    photo.delete()
    transaction.on_commit(lambda: [originals().delete(name) for name in names])

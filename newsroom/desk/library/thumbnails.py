"""Small pictures of private originals, for the desk's eyes only."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe
from PIL import UnidentifiedImageError

from newsroom.imaging.cropping import ALL
from newsroom.imaging.drawing import SAVING, opened, saved
from newsroom.imaging.naming import PublicFile
from newsroom.imaging.private import NO_PICTURE, private_key
from newsroom.models import Photo

EDGE = 480  # pixels, the longer side


def thumbnail_address(photo_id) -> str:
    """Return the desk's address of a photo's thumbnail."""
    return reverse("admin:newsroom_photo_thumbnail", args=[photo_id])


def thumbnail_name(photo: Photo) -> str:
    """Return the private name under which the thumbnail of this original is kept."""
    key = private_key(str(photo.original.name))
    return f"thumbnails/{key[:2]}/{key}.jpg"


def make_thumbnail(photo: Photo) -> bytes:
    """Return a small JPEG of the original, as it was held, with nothing in it but the picture."""
    with photo.original.open() as original:
        picture = opened(original, [PublicFile(ALL, EDGE, "jpg")])
    picture.thumbnail((EDGE, EDGE))
    return saved(picture, SAVING["jpg"])


def thumbnail_bytes(photo: Photo) -> bytes:
    """Return the thumbnail, made and kept when it is asked for the first time."""
    storage = storages["default"]
    name = thumbnail_name(photo)
    if storage.exists(name):
        with storage.open(name) as kept:
            return kept.read()
    made = make_thumbnail(photo)
    storage.save(name, ContentFile(made))
    return made


@require_safe
def thumbnail(request, pk):
    """Show a photo's thumbnail to those who may see the library."""
    if not request.user.has_perm("newsroom.view_photo"):
        raise PermissionDenied
    photo = get_object_or_404(Photo.objects.only("original"), pk=pk)
    try:
        response = HttpResponse(thumbnail_bytes(photo), content_type="image/jpeg")
        response["Cache-Control"] = "private, max-age=86400"
    except (FileNotFoundError, ValueError, UnidentifiedImageError):
        response = HttpResponse(NO_PICTURE, content_type="image/gif")
        response["Cache-Control"] = "private, no-store"
    return response

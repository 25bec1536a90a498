"""Pictures for those who may see a photo before the public: made from the original when they are asked for.

They are kept in the private storage, which has no public address, and never among the public files.
"""

import hashlib
import re
from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import Http404, HttpResponse
from PIL import Image, UnidentifiedImageError

from newsroom.imaging.naming import FORMATS, widths
from newsroom.imaging.renditions import saved, scaled, upright
from newsroom.models import Photo

# One picture at a time in a process: each may take as much memory as its original has pixels.
_drawing = Lock()

# What stands in for a picture that cannot be read: one grey pixel (GIF89a).
NO_PICTURE = bytes.fromhex("47494638396101000100800000c8c8c8ffffff2c00000000010001000002024401003b")

_FILE = re.compile(rf"(\d{{1,5}})\.({'|'.join(FORMATS)})", re.ASCII)
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


def _name(photo: Photo, width: int, extension: str) -> str:
    key = hashlib.sha256(str(photo.original.name).encode()).hexdigest()[:32]
    return f"previews/{key[:2]}/{key}-{width}.{extension}"


def _draw(photo: Photo, width: int, extension: str) -> bytes:
    with photo.original.open() as original, Image.open(original) as picture:
        # A JPEG is decoded no larger than it needs to be, whichever way it was held.
        picture.draft("RGB", (width, width))
        return saved(scaled(upright(picture), width), extension)


def private_picture(photo: Photo, width: int, extension: str) -> bytes:
    """Return the photo `width` pixels wide, as the public file of that width would show it."""
    storage, name = storages["default"], _name(photo, width, extension)
    with _drawing:
        if not storage.exists(name):
            storage.save(name, ContentFile(_draw(photo, width, extension)))
    with storage.open(name) as kept:
        return kept.read()


def picture_response(photo: Photo, file: str) -> HttpResponse:
    """Return the picture called `file` ("800.webp") for one pair of eyes, kept by nobody on the way.

    Raises Http404 for what the photo has no public file of.
    """
    match = _FILE.fullmatch(file)
    if not match or photo.width is None or int(match[1]) not in widths(photo.width):
        raise Http404
    width, extension = int(match[1]), match[2]
    try:
        response = HttpResponse(private_picture(photo, width, extension), content_type=TYPES[extension])
    except (FileNotFoundError, UnidentifiedImageError):
        response = HttpResponse(NO_PICTURE, content_type="image/gif")
    response["Cache-Control"] = "private, no-store"
    return response

"""Pictures for those who may see a photo before the public: made from the original when they are asked for.

They are kept in the private storage, which has no public address, and never among the public files.
"""

import hashlib
from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import Http404, HttpResponse

from newsroom.imaging.drawing import draw, opened
from newsroom.imaging.naming import DRAWN_AT_ONCE, SHAPES, TYPES, PublicFile, read_file
from newsroom.models import Photo

# One picture at a time in a process: each may take as much memory as its original has pixels.
_drawing = Lock()

# What stands in for a picture that cannot be read: one grey pixel (GIF89a).
NO_PICTURE = bytes.fromhex("47494638396101000100800000c8c8c8ffffff2c00000000010001000002024401003b")

# Of no other width is any file of any use.
WIDTHS = {width for shape in SHAPES.values() for width in shape.widths + shape.jpeg_widths}


def private_key(original: str) -> str:
    """Return by what the pictures made of an original are named, out of its own name."""
    return hashlib.sha256(original.encode()).hexdigest()[:32]


def _name(photo: Photo, file: PublicFile) -> str:
    key = private_key(str(photo.original.name))
    return f"previews/{key[:2]}/{key}-{file.name}"


def _draw(photo: Photo, file: PublicFile) -> bytes:
    with photo.original.open() as original:
        return next(data for _file, data in draw(opened(original, [file]), [file]))


def private_picture(photo: Photo, file: PublicFile) -> bytes:
    """Return what the public file would show."""
    storage, name = storages["default"], _name(photo, file)
    with _drawing:
        if not storage.exists(name):
            storage.save(name, ContentFile(_draw(photo, file)))
    with storage.open(name) as kept:
        return kept.read()


def picture_response(photo: Photo, file: str) -> HttpResponse:
    """Return the picture called `file` ("800.webp") for one pair of eyes, kept by nobody on the way.

    Raises Http404 for what the photo has no public file of.
    """
    wanted = read_file(file)
    if wanted is None or wanted.width is None or not photo.width or not photo.height:
        raise Http404
    if wanted.extension not in DRAWN_AT_ONCE:
        raise Http404
    # That of a small picture itself differs by a pixel from its box's when it is a part of a part.
    there = wanted.box.size(photo.width, photo.height)[0]
    if wanted.width not in WIDTHS and abs(wanted.width - there) > 2:
        raise Http404
    try:
        response = HttpResponse(private_picture(photo, wanted), content_type=TYPES[wanted.extension])
    except OSError:
        response = HttpResponse(NO_PICTURE, content_type="image/gif")
    response["Cache-Control"] = "private, no-store"
    return response

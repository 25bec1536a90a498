"""Things that tests make: pictures and blocks."""

import io

from django.core.files.storage import storages
from PIL import Image

from newsroom.models import BLOCKS


def picture_bytes(size=(640, 480), colour="navy", picture_format="JPEG", **options) -> bytes:
    """A picture of one colour, as a camera's file."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, picture_format, **options)
    return written.getvalue()


def add_block(article, model, **said):
    """Put a block after the others of `article`."""
    count = sum(block.objects.filter(parent=article).count() for block in BLOCKS)
    return model.objects.create(parent=article, region="body", ordering=(count + 1) * 10, **said)


def files_in(folder=""):
    """Return the names of all files below a folder of the private storage."""
    storage = storages["default"]
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return []
    below = [f"{folder}/{name}".lstrip("/") for name in files]
    for inner in folders:
        below += files_in(f"{folder}/{inner}".lstrip("/"))
    return below

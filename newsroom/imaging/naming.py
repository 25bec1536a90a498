"""What the public files of a photo are called, and which there are.

Their names hold a token of 128 random bits, so that nobody can guess one before the story
that shows it is public.
"""

from collections.abc import Callable
from functools import lru_cache

from django.core.files.storage import storages

WIDTHS = (400, 800, 1600)
FORMATS = ("webp", "jpg")


def widths(original_width: int | None) -> list[int]:
    """Return the widths of the public files of a photo `original_width` wide, smallest first, in pixels."""
    if original_width is None:
        raise ValueError("The width of the photo is not known: its file was never measured.")
    narrower = [width for width in WIDTHS if width < original_width]
    if original_width <= WIDTHS[-1]:
        narrower.append(original_width)
    return narrower


def file_name(token: str, width: int, extension: str) -> str:
    """Return the name under which the storage of renditions keeps one file."""
    return f"{token}/{width}.{extension}"


def address(token: str, width: int, extension: str) -> str:
    """Return the public address of one file."""
    return storages["renditions"].url(file_name(token, width, extension))


def photo_sources(photo: dict) -> dict:
    """Return the addresses of a frozen photo's public files, for the `src` and `srcset` of a picture.

    A photo of a preview has no public files, and brings the addresses where it is shown instead.
    """
    return photo.get("sources") or _sources(photo["token"], photo["width"])


# The names of a photo's files never change, and a list shows twenty photos.
@lru_cache(maxsize=4096)
def _sources(token: str, original_width: int) -> dict:
    return sources_at(original_width, lambda width, extension: address(token, width, extension))


def sources_at(original_width: int, address_at: Callable[[int, str], str]) -> dict:
    """Return what `photo_sources` does, for files at what `address_at(width, extension)` gives."""
    files = {
        extension: [
            {"address": address_at(width, extension), "width": width} for width in widths(original_width)
        ]
        for extension in FORMATS
    }
    written = {
        extension: ", ".join(f"{file['address']} {file['width']}w" for file in files[extension])
        for extension in FORMATS
    }
    return {**files, "srcset": written, "fallback": files["jpg"][-1]["address"]}

"""Which pictures may come in: their formats, and how heavy, large and long they may be.

What decides is what a file decodes to, never what it is called or said to be. This module knows no settings,
so that the process which reads files can go by it.
"""

from typing import NamedTuple

import pi_heif
from PIL import ExifTags, Image


class Format(NamedTuple):
    """How a format is called in public, the suffix of its files, and its media type (RFC 6838)."""

    name: str
    suffix: str
    media_type: str


# By the name under which Pillow decodes them.
FORMATS = {
    "JPEG": Format("JPEG", "jpg", "image/jpeg"),
    "PNG": Format("PNG", "png", "image/png"),
    "WEBP": Format("WebP", "webp", "image/webp"),
    "AVIF": Format("AVIF", "avif", "image/avif"),
    "HEIF": Format("HEIC", "heic", "image/heic"),
    "TIFF": Format("TIFF", "tif", "image/tiff"),
}
NAMES = ", ".join(one.name for one in FORMATS.values())
# For a browser's file dialog, which may know some of them only by their suffixes.
ACCEPTED_BY_BROWSERS = ",".join(
    [*(one.media_type for one in FORMATS.values()), "image/heif", ".heic", ".heif", ".avif", ".tif", ".tiff"]
)

MOST_MEGABYTES = 60
MOST_BYTES = MOST_MEGABYTES * 1_000_000
# The largest of today's common cameras has 61.
MOST_MEGAPIXELS = 64
# Pixels of a side. A panorama is long; what is longer was made to be a burden.
LONGEST = 30_000
# Pixels. A public WebP holds 16,383 (RFC 9649 §2.7), and none is taller than its original.
TALLEST = 16_000


def can_read_heic(threads: int = 2) -> None:
    """Let Pillow decode HEIC and HEIF, in as many threads. To ask for it twice does no harm."""
    # What else such a file holds (thumbnails, depth) is nobody's concern, and takes memory.
    pi_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=threads
    )


def upright_size(picture: Image.Image) -> tuple[int, int]:
    """Return the width and height in pixels of an open picture, held as it was taken.

    It need not be decoded yet. Formats differ in whether the size that Pillow gives is turned already.
    """
    width, height = picture.size
    if picture.format in ("TIFF", "HEIF"):
        return width, height
    turned = picture.getexif().get(ExifTags.Base.Orientation, 1)
    # Some writers say nonsense here; it is then as it is.
    return (height, width) if turned in (5, 6, 7, 8) else (width, height)

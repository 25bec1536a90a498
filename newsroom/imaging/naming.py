"""Which public files a use of a photo has, and what they are called.

Their names hold a token of 128 random bits, so that nobody can guess one before the story
that shows it is public, and the part of the picture that they show, so that a name never changes its content.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.files.storage import storages

from newsroom.imaging.cropping import WHOLE, Box, focus_within, read_box, shaped, within

# From what every browser since 2022 reads to what all read.
FORMATS = ("avif", "webp", "jpg")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
# Of a preview somebody looks at a few files, and waits for each.
DRAWN_AT_ONCE = ("webp", "jpg")


class Shape(NamedTuple):
    """How the pages show a photo: cut to `ratio` (as it is when None), in widths in pixels."""

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    # A JPEG is for old readers, feeds and other sites: a few do.
    jpeg_widths: tuple[int, ...]


SHAPES = {
    "whole": Shape(None, (320, 640, 960, 1280, 1920, 2560), (640, 1280, 1920)),
    "card": Shape((3, 2), (320, 640, 960, 1280, 1920), (640, 1280)),
    "square": Shape((1, 1), (160, 320, 640), (320,)),
    # What other sites show of a page: https://ogp.me/, in the shape that they all cut to.
    "share": Shape((40, 21), (), (1200,)),
}

# What the press may print: all pixels of what is shown.
PRESS = "press"

_FILE = re.compile(r"(?:c(\d{1,5}-\d{1,5}-\d{1,5}-\d{1,5})-)?(\d{1,5}|press)\.(avif|webp|jpg)", re.ASCII)


class Shown(NamedTuple):
    """What decides about the public files of one use of a photo. The size is that of what is shown."""

    token: str
    width: int
    height: int
    crop: str = ""
    focal_x: int = WHOLE // 2
    focal_y: int = WHOLE // 2
    press: bool = False


class PublicFile(NamedTuple):
    """One file: a part of the picture, so many pixels wide, in one format. `width` is None for the press."""

    box: Box
    width: int | None
    extension: str

    @property
    def name(self) -> str:
        """Its name without the token."""
        part = "" if self.box.is_whole else f"c{self.box}-"
        return f"{part}{self.width or PRESS}.{self.extension}"


def shown_of(photo: Any) -> Shown:
    """Return what decides about the files of a use: frozen in an edition, or a row of EditionPhoto.

    Raises ValueError when its picture was never measured.
    """
    value = photo.get if isinstance(photo, dict) else lambda name: getattr(photo, name, None)
    width, height = value("width"), value("height")
    if not width or not height:
        raise ValueError("The size of the photo is not known: its file was never measured.")
    middle = WHOLE // 2
    x, y = value("focal_x"), value("focal_y")
    return Shown(
        value("token") or "",
        width,
        height,
        value("crop") or "",
        middle if x is None else x,
        middle if y is None else y,
        bool(value("press")),
    )


def box_of(shown: Shown, shape: str) -> Box:
    """Return the part of the whole picture that this use shows in this shape."""
    crop, ratio = read_box(shown.crop), SHAPES[shape].ratio
    if ratio is None:
        return crop
    focus = focus_within(crop, (shown.focal_x, shown.focal_y))
    return within(crop, shaped((shown.width, shown.height), ratio, focus))


def size_of(shown: Shown, shape: str) -> tuple[int, int]:
    """Return the width and height in pixels that there are of this use in this shape."""
    ratio = SHAPES[shape].ratio
    if ratio is None:
        return shown.width, shown.height
    return shaped((shown.width, shown.height), ratio, (WHOLE // 2, WHOLE // 2)).size(
        shown.width, shown.height
    )


def widths(wanted: tuple[int, ...], there: int) -> list[int]:
    """Return those of the `wanted` widths that a picture `there` pixels wide has, smallest first.

    One that is narrower than the widest has its own width too.
    """
    narrower = [width for width in wanted if width < there]
    return [*narrower, there] if wanted and there <= wanted[-1] else narrower


def _widths_of(shown: Shown, shape: str, extension: str) -> list[int]:
    form = SHAPES[shape]
    wanted = form.jpeg_widths if extension == "jpg" else form.widths
    return widths(wanted, size_of(shown, shape)[0])


def public_files(shown: Shown) -> list[PublicFile]:
    """Return all public files of one use, each once, the largest of each part of the picture first."""
    found = {
        PublicFile(box_of(shown, shape), width, extension): None
        for shape in SHAPES
        for extension in FORMATS
        for width in _widths_of(shown, shape, extension)
    }
    if shown.press:
        found[PublicFile(box_of(shown, "whole"), None, "jpg")] = None
    return sorted(found, key=lambda file: (file.box, -(file.width or 10**6), FORMATS.index(file.extension)))


def read_file(name: str) -> PublicFile | None:
    """Return the file that is called `name`, without its token; None for what no file is called."""
    match = _FILE.fullmatch(name)
    if not match:
        return None
    try:
        box = read_box(match[1] or "")
    except ValueError:
        return None
    file = PublicFile(box, None if match[2] == PRESS else int(match[2]), match[3])
    return file if file.name == name else None


def file_name(token: str, file: PublicFile) -> str:
    """Return the name under which the storage of renditions keeps one file."""
    return f"{token}/{file.name}"


def address(token: str, file: PublicFile) -> str:
    """Return the public address of one file."""
    return storages["renditions"].url(file_name(token, file))


def press_file(shown: Shown) -> PublicFile:
    """Return the file that the press may print."""
    return PublicFile(box_of(shown, "whole"), None, "jpg")


def photo_sources(photo: Any, shape: str = "whole") -> dict:
    """Return the addresses of the public files of a use in one shape, for the parts of a <picture>.

    `srcset` by format, `fallback` and `largest` (addresses of JPEGs), `width` and `height` in pixels.
    A photo of a preview has no public files, and brings the addresses where it is shown instead.
    """
    if isinstance(photo, dict) and "sources" in photo:
        return photo["sources"][shape]
    return _sources(shown_of(photo), shape)


# The names of a use's files never change, and a list shows twenty photos.
@lru_cache(maxsize=4096)
def _sources(shown: Shown, shape: str) -> dict:
    return sources_at(shown, shape, lambda file: address(shown.token, file))


def sources_at(
    shown: Shown,
    shape: str,
    address_at: Callable[[PublicFile], str],
    formats: tuple[str, ...] = FORMATS,
) -> dict:
    """Return what `photo_sources` does, for files of these `formats` at what `address_at(file)` gives."""
    box = box_of(shown, shape)
    files = {
        extension: [
            (address_at(PublicFile(box, width, extension)), width)
            for width in _widths_of(shown, shape, extension)
        ]
        for extension in formats
    }
    fitting = [place for place, width in files["jpg"] if width <= 1280]
    width, height = size_of(shown, shape)
    return {
        "srcset": {
            extension: ", ".join(f"{place} {width}w" for place, width in found)
            for extension, found in files.items()
        },
        "fallback": fitting[-1] if fitting else files["jpg"][0][0],
        "largest": files["jpg"][-1][0],
        "width": width,
        "height": height,
    }

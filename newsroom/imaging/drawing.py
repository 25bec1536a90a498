"""Drawing the public files of a picture: upright, in the colours of the screen, cut, scaled and saved.

Knows no database and no storage. Of one picture there are in memory the decoded one, the part that is being
drawn, and the size of it that is being saved.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import Any

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from newsroom.imaging.colour import in_screen_colours
from newsroom.imaging.cropping import WHOLE, Box
from newsroom.imaging.formats import FORMATS, can_read_heic, upright_size
from newsroom.imaging.naming import PublicFile

can_read_heic()

# How alike and how heavy these come out for photographs is measured in docs/photos.md.
SAVING: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 59, "speed": 6},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True},
}
FOR_THE_PRESS = {"format": "JPEG", "quality": 92, "subsampling": 0, "optimize": True, "progressive": True}


def widest(files: Iterable[PublicFile], width: int) -> int | None:
    """Return how wide a picture `width` pixels wide must be decoded for these files; None for all its pixels.

    With twice the pixels of the largest file that is made of it, nobody sees what a JPEG's decoder left out.
    """
    most = 0
    for file in files:
        if file.width is None:
            return None
        most = max(most, 2 * round(file.width * WHOLE / file.box.width))
    return most if most < width else None


def opened(file: Any, files: Iterable[PublicFile]) -> Image.Image:
    """Return the picture in `file`, for `files` to be drawn of it: upright, in sRGB, nothing else said of it.

    `file` is open for reading bytes, and may be closed afterwards.
    Raises OSError for what is no whole picture.
    """
    picture = Image.open(file, formats=tuple(FORMATS))
    if isinstance(picture, JpegImageFile):
        width, height = upright_size(picture)
        if most := widest(files, width):
            needed = most, -(-most * height // width)
            picture.draft(None, needed if (width, height) == picture.size else needed[::-1])
    return upright(picture)


def upright(picture: Image.Image) -> Image.Image:
    """Return `picture` as it was held and in sRGB, with nothing else said of it. It may be changed itself.

    Raises OSError for a picture that is not whole.
    """
    ImageOps.exif_transpose(picture, in_place=True)
    return in_screen_colours(picture)


def cut(picture: Image.Image, box: Box) -> Image.Image:
    """Return the part of `picture` in `box`."""
    return picture if box.is_whole else picture.crop(box.pixels(*picture.size))


def scaled(picture: Image.Image, width: int, shape: tuple[int, int] | None = None) -> Image.Image:
    """Return `picture` made `width` pixels wide, in the shape of the size `shape` (its own when None)."""
    across, down = shape or picture.size
    height = max(1, round(down * width / across))
    if picture.size == (width, height):
        return picture
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def saved(picture: Image.Image, how: Mapping[str, Any]) -> bytes:
    """Return `picture` as a file, saved as `how` tells Pillow, and with nothing said of it but that."""
    written = BytesIO()
    picture.save(written, **{"exif": b"", **how})
    return written.getvalue()


def _nothing(_extension: str) -> dict[str, bytes]:
    return {}


def draw(
    picture: Image.Image,
    files: Iterable[PublicFile],
    labels: Callable[[str], Mapping[str, Any]] = _nothing,
) -> Iterator[tuple[PublicFile, bytes]]:
    """Yield each of these files of the upright `picture` with its bytes.

    They come by part of the picture and the largest first, so that each is scaled down from the one before.
    `labels` gives for "jpg", "webp" or "avif" what Pillow's `save` is told besides, for whose picture it is.
    """
    for box, of_this_part in groupby(files, key=lambda file: file.box):
        part = cut(picture, box)
        size = part.size
        for file in of_this_part:
            if file.width is None:
                yield file, saved(part, {**FOR_THE_PRESS, **labels(file.extension)})
                continue
            part = scaled(part, file.width, size)
            yield file, saved(part, {**SAVING[file.extension], **labels(file.extension)})

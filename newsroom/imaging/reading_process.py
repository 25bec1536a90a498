"""Reads one picture: decodes it to its end, measures it, and says what it is or why it is refused.

It runs in a process of its own, by `partnerships.bounded_process`. What it refuses is one word, for which
`newsroom.imaging.reading` has the sentence.
"""

import hashlib
import io

from PIL import AvifImagePlugin, Image

from newsroom.imaging import polyglots
from newsroom.imaging.fingerprints import fingerprint
from newsroom.imaging.formats import (
    FORMATS,
    LONGEST,
    MOST_BYTES,
    MOST_MEGAPIXELS,
    TALLEST,
    can_read_heic,
    upright_size,
)
from newsroom.imaging.metadata import read_said
from newsroom.imaging.small_copies import SHOWN_MODES, SMALL, placeholder, small_copy
from partnerships.bounded_process import Refused

# Bytes of address space. A WebP of the most pixels comes near: its decoder keeps the picture three times.
MEMORY = 1_280 * 1024 * 1024
SECONDS = 40  # of the processor

# TIFF 6.0 §8: a smaller copy of another picture in the file; a mask of it. The last is of DNG.
_SMALLER_COPY, _MASK = 1, 4
_NEW_SUBFILE_TYPE, _DNG_VERSION = 254, 50706
# A scanner's document has pages without end, and each is looked up.
_MOST_PAGES = 16

# ISO/IEC 23008-12 §10: a sequence of pictures, or none but that.
_SEQUENCES = {b"hevc", b"hevx", b"msf1"}

_OURS = {form.name: key for key, form in FORMATS.items()}

Image.init()
can_read_heic(threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
# How many pixels are too many is said below, before any is decoded.
Image.MAX_IMAGE_PIXELS = None


def _is_bomb(error):
    """Is this Pillow's limit for a small text or colour profile that unfolds to far more?"""
    said = str(error)
    return "Decompressed data too large" in said or "Too much memory used in text" in said


def _open(data):
    if data[4:8] == b"ftyp" and data[8:12] in _SEQUENCES:
        raise Refused("moving")
    try:
        return Image.open(io.BytesIO(data), formats=tuple(FORMATS))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001, a broken head makes its decoder stumble in any way
        if _is_bomb(error):
            raise Refused("bomb") from None
        found = polyglots.kind_of(data)
        if found in _OURS:
            raise Refused("broken", format=_OURS[found]) from None
        raise Refused("not-a-picture", found=found) from None


def _check_size(width, height):
    said = {"width": width, "height": height}
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        raise Refused("too-large", **said)
    if max(width, height) > LONGEST:
        raise Refused("too-long", **said)


def _is_another_page(picture, number):
    picture.seek(number)
    return not picture.tag_v2.get(_NEW_SUBFILE_TYPE, 0) & (_SMALLER_COPY | _MASK)


def _check_pages(picture):
    """Refuse what holds more than one picture. A smaller copy, or a mask, of the first is none."""
    if picture.format == "TIFF":
        # A camera's raw file begins with a small copy of what it holds.
        first = picture.tag_v2
        if _DNG_VERSION in first or first.get(_NEW_SUBFILE_TYPE, 0) & _SMALLER_COPY:
            raise Refused("raw")
        pages = picture.n_frames
        if pages > _MOST_PAGES or any(_is_another_page(picture, number) for number in range(1, pages)):
            raise Refused("pages")
        picture.seek(0)
    # A HEIC of several opens at the one that its writer means to be shown.
    elif picture.format not in ("MPO", "HEIF") and getattr(picture, "n_frames", 1) > 1:
        raise Refused("moving")


def _decode(picture):
    """Decode `picture` to its end, the only proof that it is whole; return its upright width and height."""
    if picture.mode not in SHOWN_MODES:
        raise Refused("colours", mode=picture.mode)
    # A PNG may say only at its end how it was held.
    width, height = upright_size(picture)
    if height > TALLEST:
        raise Refused("too-tall", width=width, height=height)
    # Every byte of a JPEG is read, but no larger a picture is made of it than is needed here.
    picture.draft(None, (SMALL * 2, SMALL * 2))
    picture.load()
    return width, height


def _said(data):
    """Return what the file says of itself. That it says it badly is no reason to refuse the picture."""
    try:
        said = read_said(data)
    except Exception:  # noqa: BLE001, whatever broken words make their reader do
        return {}
    return _kept(said)


def _kept(said):
    """Return `said` without what no database keeps: the null character, and halves of characters."""
    if isinstance(said, dict):
        return {_kept(name): _kept(value) for name, value in said.items()}
    if isinstance(said, list):
        return [_kept(value) for value in said]
    if isinstance(said, str):
        return said.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return said


def read(stream):
    """Return what the picture in `stream` is; raise Refused for what is none of ours."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused("too-heavy")
    if not data:
        raise Refused("empty")
    picture = _open(data)
    # Some telephones write a JPEG with a second picture behind it (CIPA DC-007).
    form = "JPEG" if picture.format == "MPO" else picture.format
    try:
        _check_size(*picture.size)
        _check_pages(picture)
        width, height = _decode(picture)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001, whatever a broken picture makes its decoder do, it is broken
        raise Refused("bomb" if _is_bomb(error) else "broken", format=form) from None
    if hidden := polyglots.hidden(data, form):
        raise Refused("polyglot", found=hidden)
    small = small_copy(picture)
    picture.close()
    return {
        "format": form,
        "width": width,
        "height": height,
        "sha256": hashlib.sha256(data).hexdigest(),
        "placeholder": placeholder(small),
        "fingerprint": fingerprint(small),
        "said": _said(data),
    }

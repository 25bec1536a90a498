"""Which part of a picture is shown: boxes, and the shapes that are cut around the focal point.

Pure arithmetic. Everything is in ten-thousandths of a picture held upright, so that a box means the
same part of every size of it.
"""

import re
from typing import NamedTuple

WHOLE = 10_000
_WRITTEN = re.compile(r"(\d{1,5})-(\d{1,5})-(\d{1,5})-(\d{1,5})", re.ASCII)

# Nobody means to show less than this of a picture's side by cutting.
LEAST = 500


class Box(NamedTuple):
    """A part of a picture, in ten-thousandths of its width and height from the upper left corner."""

    left: int
    top: int
    width: int
    height: int

    def __str__(self):
        return "-".join(map(str, self))

    @property
    def is_whole(self) -> bool:
        return self == ALL

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, upper, right and lower edge in a picture of this size in pixels, as Pillow cuts it."""
        left, top = round(self.left * width / WHOLE), round(self.top * height / WHOLE)
        right = round((self.left + self.width) * width / WHOLE)
        lower = round((self.top + self.height) * height / WHOLE)
        return left, top, max(right, left + 1), max(lower, top + 1)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Return the width and height in pixels of this part of a picture of this size."""
        left, top, right, lower = self.pixels(width, height)
        return right - left, lower - top


ALL = Box(0, 0, WHOLE, WHOLE)


def read_box(text: str) -> Box:
    """Return the box that is written as "left-top-width-height"; all of the picture for "".

    Raises ValueError for what is no box within a picture, or one that hardly shows anything.
    """
    if not text:
        return ALL
    match = _WRITTEN.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no box: write left-top-width-height in ten-thousandths.")
    box = Box(*map(int, match.groups()))
    if box.left + box.width > WHOLE or box.top + box.height > WHOLE:
        raise ValueError(f"The box {text} reaches beyond the picture.")
    if min(box.width, box.height) < LEAST:
        raise ValueError(f"The box {text} shows less than a twentieth of a side of the picture.")
    return box


def within(outer: Box, inner: Box) -> Box:
    """Return `inner`, a box within the part `outer`, as a box of the whole picture."""
    return Box(
        outer.left + round(inner.left * outer.width / WHOLE),
        outer.top + round(inner.top * outer.height / WHOLE),
        round(inner.width * outer.width / WHOLE),
        round(inner.height * outer.height / WHOLE),
    )


def _start(focus: float, length: float) -> int:
    """Where a part of this length begins, as near around `focus` as the edges allow."""
    return round(min(max(focus - length / 2, 0), WHOLE - length))


def shaped(size: tuple[int, int], ratio: tuple[int, int], focus: tuple[int, int]) -> Box:
    """Return the largest part of the shape `ratio` (width, height) of a picture of `size` in pixels.

    It lies around `focus`, in ten-thousandths, as near as the edges allow.
    """
    wanted, given = ratio[0] / ratio[1], size[0] / size[1]
    # A pixel's worth of difference is none.
    if abs(wanted / given - 1) < 0.01:
        return ALL
    if given > wanted:
        width = WHOLE * wanted / given
        return Box(_start(focus[0], width), 0, round(width), WHOLE)
    height = WHOLE * given / wanted
    return Box(0, _start(focus[1], height), WHOLE, round(height))


def focus_within(box: Box, focus: tuple[int, int]) -> tuple[int, int]:
    """Return where the focal point of the whole picture lies within `box`, at its edge when it is outside."""

    def along(point, start, length):
        return round(min(max((point - start) * WHOLE / length, 0), WHOLE))

    return along(focus[0], box.left, box.width), along(focus[1], box.top, box.height)

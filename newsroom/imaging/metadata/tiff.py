"""The entries of TIFF's directories, in which Exif is written as well (TIFF 6.0, BigTIFF; Exif 3.0 §4.6)."""

import struct
from typing import NamedTuple

# A file that has more says them by mistake, or means ill.
MOST_ENTRIES = 512
MOST_BYTES = 4 << 20

# Bytes of a value by its type: from BYTE to IFD8, and Exif 3.0's UTF-8.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SIZES |= {16: 8, 17: 8, 18: 8, 129: 1}
_WHOLE_NUMBERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}


class Tiff(NamedTuple):
    """A TIFF that lies in `data` from its beginning."""

    data: bytes
    order: str  # "<" or ">", as struct has it
    big: bool
    first: int

    def entries(self, at: int, wanted: frozenset[int]) -> dict[int, tuple[int, bytes]]:
        """Return those of the `wanted` entries of the directory at `at`: tag to type and bytes."""
        count_form, entry_form, inline = ("Q", "HHQ8s", 8) if self.big else ("H", "HHI4s", 4)
        (count,) = self._unpack(count_form, at)
        at += struct.calcsize(self.order + count_form)
        size = struct.calcsize(self.order + entry_form)
        found: dict[int, tuple[int, bytes]] = {}
        for index in range(min(count, MOST_ENTRIES)):
            if at + (index + 1) * size > len(self.data):
                break
            tag, kind, values, field = self._unpack(entry_form, at + index * size)
            length = values * _SIZES.get(kind, 0)
            if tag not in wanted or tag in found or not 0 < length <= MOST_BYTES:
                continue
            if length <= inline:
                found[tag] = kind, field[:length]
                continue
            (start,) = struct.unpack(self.order + ("Q" if self.big else "I"), field)
            # What does not lie in the file is not said; the other entries are.
            if start + length <= len(self.data):
                found[tag] = kind, bytes(self.data[start : start + length])
        return found

    def number(self, entry: tuple[int, bytes] | None) -> int | None:
        """Return the first whole number of an entry."""
        if entry is None or entry[0] not in _WHOLE_NUMBERS:
            return None
        form = self.order + _WHOLE_NUMBERS[entry[0]]
        return struct.unpack(form, entry[1][: struct.calcsize(form)])[0]

    def _unpack(self, form: str, at: int) -> tuple:
        return struct.unpack_from(self.order + form, self.data, at)


def tiff_in(data: bytes) -> Tiff:
    """Return the TIFF that begins with `data`. Raises ValueError for what is none."""
    start = bytes(data[:16])
    order = {b"II": "<", b"MM": ">"}.get(start[:2])
    if order is None or len(start) < 8:
        raise ValueError("This is no TIFF.")
    magic, first = struct.unpack_from(order + "HI", start, 2)
    if magic == 43 and len(start) == 16:
        return Tiff(data, order, big=True, first=struct.unpack_from(order + "Q", start, 8)[0])
    if magic != 42:
        raise ValueError("This is no TIFF.")
    return Tiff(data, order, big=False, first=first)

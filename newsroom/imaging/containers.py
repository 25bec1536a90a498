"""Where in a file the picture's container ends. Pure: bytes in, a position out.

The decoders look no further than they need to; what stands behind is for `polyglots` to judge.
"""

import re
import struct
from collections.abc import Callable

# ITU-T T.81 §B.1.1.2: in coded data, FF before any other byte than 00, FF or a restart is the next marker.
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_EOI, _SOS = 0xD9, 0xDA
_ALONE = {0x01, 0xD8, *range(0xD0, 0xD8)}


def jpeg_end(data: bytes, start: int = 0) -> int:
    """Return where the JPEG that begins at `start` ends (ITU-T T.81 §B.2)."""
    position = start + 2
    while found := _MARKER.search(data, position):
        marker = data[found.start() + 1]
        position = found.end()
        if marker == _EOI:
            return position
        if marker not in _ALONE:
            position += int.from_bytes(data[position : position + 2], "big")
    return len(data)


def _png_end(data: bytes) -> int:
    """PNG (third edition) §5.3: length, type, data, check sum, until IEND."""
    position = 8
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        position += 12 + length
        if kind == b"IEND":
            return position
    return len(data)


def _riff_end(data: bytes) -> int:
    """RFC 9649 §2.3, §2.4: the length is even, or padded to be."""
    length = int.from_bytes(data[4:8], "little")
    return 8 + length + length % 2


def boxes_end(data: bytes, start: int = 0) -> int:
    """Return where the boxes that begin at `start` end (ISO/IEC 14496-12 §4.2)."""
    position = start
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        if not re.fullmatch(rb"[\x20-\x7e\xa9]{4}", data[position + 4 : position + 8]):
            break
        if length == 1:
            length = int.from_bytes(data[position + 8 : position + 16], "big")
        if length == 0:
            return len(data)
        if length < 8 or position + length > len(data):
            break
        position += length
    return position


# Bytes of one value of each type (TIFF 6.0 §2, and BigTIFF's).
_TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4} | {
    16: 8,
    17: 8,
    18: 8,
}
# Tags whose values are where other tables are: SubIFDs, EXIF, position, interoperability.
_TIFF_TABLES = {330, 34665, 34853, 40965}
# Where the pixels are, and how many bytes of them: strips, tiles, and the old way of a JPEG within.
_TIFF_PIXELS = [(273, 279), (324, 325), (513, 514)]
_MOST_TABLES = 64
_MOST_ENTRIES = 4096


class _Tiff:
    """Reads the tables of a TIFF only as far as is needed to know where it ends."""

    def __init__(self, data: bytes):
        self.data = data
        self.order = "<" if data[:2] == b"II" else ">"
        self.big = self.number(2, 2) == 43
        self.end = 16 if self.big else 8

    def number(self, position: int, length: int) -> int:
        part = self.data[position : position + length]
        if len(part) < length:
            raise ValueError("The file ends within a table.")
        return int.from_bytes(part, "little" if self.order == "<" else "big")

    def first(self) -> int:
        return self.number(8, 8) if self.big else self.number(4, 4)

    def table(self, start: int) -> tuple[list[int], int]:
        """Take one table into account; return where those that it names begin, and where the next does."""
        wide, entry = (8, 20) if self.big else (2, 12)
        size = 8 if self.big else 4
        count = self.number(start, wide)
        if count > _MOST_ENTRIES:
            raise ValueError("No table is as long.")
        values: dict[int, list[int]] = {}
        for place in range(start + wide, start + wide + count * entry, entry):
            tag, kind = self.number(place, 2), self.number(place + 2, 2)
            number = self.number(place + 4, size)
            length = number * _TIFF_SIZES.get(kind, 0)
            at = place + 4 + size
            if length > size:
                at = self.number(at, size)
                self.end = max(self.end, at + length)
            if tag in _TIFF_TABLES or any(tag in pair for pair in _TIFF_PIXELS):
                values[tag] = self._values(at, kind, number)
        for offsets, lengths in _TIFF_PIXELS:
            for offset, length in zip(values.get(offsets, []), values.get(lengths, []), strict=False):
                self.end = max(self.end, offset + length)
        after = start + wide + count * entry
        self.end = max(self.end, after + size)
        return [at for tag in _TIFF_TABLES for at in values.get(tag, [])], self.number(after, size)

    def _values(self, at: int, kind: int, number: int) -> list[int]:
        size = _TIFF_SIZES.get(kind, 0)
        if size not in (2, 4, 8) or at + number * size > len(self.data):
            return []
        letter = {2: "H", 4: "I", 8: "Q"}[size]
        return list(struct.unpack_from(f"{self.order}{number}{letter}", self.data, at))


def _tiff_end(data: bytes) -> int:
    """TIFF 6.0 §2 has no end: it is behind whatever any of its tables names."""
    seen: set[int] = set()
    try:
        tiff = _Tiff(data)
        waiting = [tiff.first()]
        while waiting and len(seen) < _MOST_TABLES:
            start = waiting.pop()
            if start and start not in seen:
                seen.add(start)
                named, after = tiff.table(start)
                waiting += [*named, after]
    except ValueError:
        # A table that leads nowhere, or is longer than any, which decoders pass over.
        return len(data)
    return len(data) if waiting else tiff.end


_ENDS: dict[str, Callable[[bytes], int]] = {
    "JPEG": jpeg_end,
    "PNG": _png_end,
    "WEBP": _riff_end,
    "AVIF": boxes_end,
    "HEIF": boxes_end,
    "TIFF": _tiff_end,
}


def container_end(data: bytes, form: str) -> int:
    """Return where the picture ends in `data`, a file of the format `form` (a key of FORMATS).

    It is behind the end of the data for one that was cut short.
    """
    return _ENDS[form](data)

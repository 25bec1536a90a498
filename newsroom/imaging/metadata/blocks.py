"""Where each kind of file keeps its IPTC, XMP and Exif: found without decoding the picture."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from newsroom.imaging.metadata import xmp
from newsroom.imaging.metadata.iptc import photoshop_resources
from newsroom.imaging.metadata.tiff import Tiff, tiff_in

# No file has so many parts by right; each takes a few millionths of a second to pass over.
MOST_PARTS = 200_000
MOST_SEGMENTS = 10_000
# An AVIF or HEIC of 48 million pixels has some hundred, of one part each.
MOST_ITEMS = 20_000
MOST_BYTES = 4 << 20
# Blocks of one kind in a file, and texts in a PNG that are unpacked to see what they are.
MOST_BLOCKS = 4
MOST_TEXTS = 64

_XMP_TEXT, _PROFILE = b"XML:com.adobe.xmp", b"Raw profile type "


@dataclass
class Blocks:
    """The blocks of one file, as they lie there."""

    exif: list[bytes] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)
    # A TIFF may have two.
    iim: list[bytes] = field(default_factory=list)
    # Of the IIM, by which whoever wrote the XMP beside it knew it.
    digest: bytes = b""
    # A TIFF is its own Exif.
    tiff: Tiff | None = None

    def take_exif(self, block: bytes) -> None:
        """Take in Exif."""
        _add(self.exif, block)

    def take_xmp(self, packet: bytes) -> None:
        """Take in XMP."""
        _add(self.xmp, packet)

    def take_iptc(self, record: bytes) -> None:
        """Take in IIM, which may be in Photoshop's resources."""
        record = record.removeprefix(b"Photoshop 3.0\0")
        if record[:4] == b"8BIM":
            self.take_photoshop(record)
        else:
            _add(self.iim, record)

    def take_photoshop(self, resources: bytes) -> None:
        """Take in what is in Photoshop's resources."""
        found = photoshop_resources(resources)
        if found.iim:
            _add(self.iim, found.iim)
        self.digest = self.digest or found.digest


def _add(blocks: list[bytes], block: bytes) -> None:
    if len(blocks) < MOST_BLOCKS:
        blocks.append(block)


def blocks_of(data: bytes) -> Blocks:
    """Return the blocks of the file `data`: JPEG, PNG, WebP, TIFF, AVIF or HEIC; none of any other.

    Raises ValueError, struct.error or zlib.error when the file is damaged where they are.
    """
    start = bytes(data[:16])
    if start[:2] == b"\xff\xd8":
        return _of_jpeg(data)
    if start[:8] == b"\x89PNG\r\n\x1a\n":
        return _of_png(data)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return _of_webp(data)
    if start[:2] in (b"II", b"MM"):
        return _of_tiff(data)
    if start[4:8] == b"ftyp":
        return _of_heif(data)
    return Blocks()


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of a JPEG's segments APP1 and APP13 (ISO 10918-1, Annex B)."""
    at = 2
    for _count in range(MOST_SEGMENTS):
        if at + 4 > len(data) or data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in (0xD9, 0xDA):
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in (0xE1, 0xED):
            yield marker, bytes(data[at + 4 : at + 2 + length])
        at += 2 + max(length, 2)


def _of_jpeg(data: bytes) -> Blocks:
    blocks, resources, extended = Blocks(), bytearray(), bytearray()
    pieces: dict[bytes, list[tuple[int, int, bytes]]] = {}
    for marker, content in _segments(data):
        if marker == 0xE1 and content[:5] == b"Exif\0":
            blocks.take_exif(content[6:])
        elif marker == 0xE1 and content.startswith(b"http://ns.adobe.com/xap/1.0/\0"):
            blocks.take_xmp(content[29:])
        elif marker == 0xE1 and content.startswith(b"http://ns.adobe.com/xmp/extension/\0"):
            if len(content) >= 75 and len(extended) < MOST_BYTES:
                whole, start = struct.unpack_from(">II", content, 67)
                pieces.setdefault(content[35:67], []).append((start, whole, content[75:]))
                extended += content[75:]
        elif marker == 0xED and content.startswith(b"Photoshop 3.0\0") and len(resources) < MOST_BYTES:
            resources += content[14:]
    blocks.take_photoshop(bytes(resources))
    if pieces and blocks.xmp:
        blocks.xmp += _extended(blocks.xmp[0], pieces)
    return blocks


def _extended(packet: bytes, pieces: dict[bytes, list[tuple[int, int, bytes]]]) -> list[bytes]:
    """Return the part of the XMP that the packet leads to, when it is all there (XMP Part 3, §1.1.3.1)."""
    try:
        found = sorted(pieces.get(xmp.extension_of(packet).encode(), []))
    except (ValueError, xmp.ParseError):
        return []
    whole = b"".join(piece for _start, _whole, piece in found)
    return [whole] if found and len(whole) == found[0][1] else []


def _of_png(data: bytes) -> Blocks:
    blocks, texts = Blocks(), 0
    at = 8
    for _count in range(MOST_PARTS):
        if at + 8 > len(data):
            break
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 8
        if kind == b"eXIf":
            blocks.take_exif(bytes(data[at : at + length]))
        elif kind in (b"iTXt", b"zTXt", b"tEXt") and length <= MOST_BYTES:
            keyword, _nul, rest = bytes(data[at : at + length]).partition(b"\0")
            texts += 1
            if texts > MOST_TEXTS:
                break
            with suppress(ValueError, zlib.error):
                if keyword == _XMP_TEXT or keyword.startswith(_PROFILE):
                    _take_text(blocks, keyword, _text_of(kind, rest))
        elif kind == b"IEND":
            break
        at += length + 4
    return blocks


def _text_of(kind: bytes, rest: bytes) -> bytes:
    """Return the text of a chunk (PNG, third edition, §11.3.3), of which all but the keyword is in `rest`."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflated(rest[1:])
    packed, rest = rest[:1] == b"\1", rest[2:]
    text = rest.split(b"\0", 2)[-1]
    return _inflated(text) if packed else text


def _inflated(packed: bytes) -> bytes:
    stream = zlib.decompressobj()
    text = stream.decompress(packed, MOST_BYTES)
    if stream.unconsumed_tail:
        raise ValueError("This text is too long.")
    return text


def _take_text(blocks: Blocks, keyword: bytes, text: bytes) -> None:
    if keyword == _XMP_TEXT:
        blocks.take_xmp(text)
    else:
        kind, raw = keyword[len(_PROFILE) :].strip().lower(), _from_hex(text)
        if kind == b"xmp" or (kind == b"app1" and raw.startswith(b"http://ns.adobe.com/xap/1.0/\0")):
            blocks.take_xmp(raw.removeprefix(b"http://ns.adobe.com/xap/1.0/\0"))
        elif kind in (b"exif", b"app1"):
            blocks.take_exif(raw)
        elif kind in (b"iptc", b"8bim", b"app13"):
            blocks.take_iptc(raw)


def _from_hex(text: bytes) -> bytes:
    """Return what ImageMagick wrote: the kind, the number of bytes, and the bytes in hexadecimal."""
    match = re.match(rb"\s*\S[^\n]*\n\s*(\d{1,9})\s", text)
    if not match:
        raise ValueError("This is no profile.")
    return bytes.fromhex(text[match.end() :].decode("ascii"))[: int(match[1])]


def _of_webp(data: bytes) -> Blocks:
    blocks = Blocks()
    at = 12
    for _count in range(MOST_PARTS):
        if at + 8 > len(data):
            break
        kind, length = struct.unpack_from("<4sI", data, at)
        at += 8
        if kind == b"EXIF":
            blocks.take_exif(bytes(data[at : at + length]))
        elif kind == b"XMP ":
            blocks.take_xmp(bytes(data[at : at + length]))
        at += length + length % 2
    return blocks


def _of_tiff(data: bytes) -> Blocks:
    tiff = tiff_in(data)
    entries = tiff.entries(tiff.first, frozenset({700, 33723, 34377}))
    blocks = Blocks(tiff=tiff)
    if 700 in entries:
        blocks.take_xmp(entries[700][1])
    if 33723 in entries:
        iim = entries[33723][1]
        if iim[:1] != b"\x1c" and iim[3:4] == b"\x1c":
            # Declared as numbers of four bytes, and turned round by what took them for numbers.
            iim = b"".join(iim[at : at + 4][::-1] for at in range(0, len(iim), 4))
        blocks.take_iptc(iim)
    if 34377 in entries:
        blocks.take_photoshop(entries[34377][1])
    return blocks


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and end of the content of the boxes between `at` and `end` (ISO 14496-12 §4.2)."""
    for _count in range(MOST_PARTS):
        if at + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start)
            start += 8
        elif size == 0:
            size = end - at
        if size < start - at or at + size > end:
            return
        yield kind, start, at + size
        at += size


def _of_heif(data: bytes) -> Blocks:
    blocks = Blocks()
    meta = next(((at, end) for kind, at, end in _boxes(data, 0, len(data)) if kind == b"meta"), None)
    if meta is None:
        return blocks
    inner = {kind: (at, end) for kind, at, end in _boxes(data, meta[0] + 4, meta[1])}
    if b"iinf" not in inner or b"iloc" not in inner:
        return blocks
    places = dict(_item_places(data, *inner[b"iloc"], inner.get(b"idat", (0, 0))))
    for item, kind in islice(_items(data, *inner[b"iinf"]), 2 * MOST_BLOCKS):
        content = _content(data, places.get(item, []))
        if kind == b"Exif" and len(content) > 8:
            # The first four bytes say where the TIFF begins after them (ISO 23008-12 §A.2.1).
            content = content[4 + int.from_bytes(content[:4], "big") :]
            blocks.take_exif(content)
        elif kind == b"mime" and content:
            blocks.take_xmp(content)
    return blocks


def _content(data: bytes, parts: list[tuple[int, int]]) -> bytes:
    content = bytearray()
    for at, length in parts:
        if len(content) >= MOST_BYTES:
            break
        content += data[at : at + min(length, MOST_BYTES - len(content))]
    return bytes(content)


def _items(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield number and kind of the items of Exif and XMP (ISO 14496-12 §8.11.6)."""
    at += 6 if data[at] == 0 else 8
    for kind, start, last in _boxes(data, at, end):
        version = data[start]
        if kind != b"infe" or version < 2:
            continue
        number, _protection, what = struct.unpack_from(">HH4s" if version == 2 else ">IH4s", data, start + 4)
        is_xmp = what == b"mime" and b"application/rdf+xml" in bytes(data[start:last])
        if is_xmp or what == b"Exif":
            yield number, what


def _item_places(
    data: bytes, at: int, end: int, idat: tuple[int, int]
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield number and place of each item: its parts' first bytes and lengths (ISO 14496-12 §8.11.3)."""
    version, sizes = data[at], struct.unpack_from(">BB", data, at + 4)
    offset_size, length_size = sizes[0] >> 4, sizes[0] & 15
    base_size, index_size = sizes[1] >> 4, sizes[1] & 15 if version else 0
    at += 6
    # In all: parts that take no bytes themselves could be without end.
    left = MOST_ITEMS

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > end:
            raise ValueError("This list of items is cut short.")
        return int.from_bytes(data[at - size : at], "big")

    for _count in range(min(number(4 if version == 2 else 2), MOST_ITEMS)):
        item = number(4 if version == 2 else 2)
        within_idat = version > 0 and number(2) & 15 == 1
        number(2)
        base = number(base_size) + (idat[0] if within_idat else 0)
        parts = []
        extents = number(2)
        left -= extents
        if left < 0:
            return
        for _extent in range(extents):
            number(index_size)
            start = number(offset_size)
            parts.append((base + start, number(length_size) or len(data)))
        yield item, parts

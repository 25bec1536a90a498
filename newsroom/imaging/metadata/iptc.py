"""What IPTC's older record says: the Information Interchange Model (IIM 4.2)."""

import hashlib
import struct
from typing import NamedTuple

from newsroom.imaging.metadata.texts import decoded

MOST_DATASETS = 2_000
# Of one text that is read.
MOST_BYTES = 40_000

# Dataset of record 2 to field, in the order in which they count, and the most bytes that IIM gives each.
_FIELDS = {
    "title": (5, 105),
    "caption": (120,),
    "photographer": (80,),
    "source": (115,),
    "credit_line": (110,),
    "copyright": (116,),
    "taken_on": (55,),
    "keywords": (25,),
}
_PLACE = (92, 90, 95, 101)
MOST = {5: 64, 105: 256, 120: 2000, 80: 32, 115: 32, 110: 32, 116: 128, 55: 8, 25: 64}
_REPEATED = {"photographer": ", ", "keywords": "\n"}


class Photoshop(NamedTuple):
    """The two of Photoshop's resources that matter here."""

    iim: bytes = b""
    digest: bytes = b""


def photoshop_resources(block: bytes) -> Photoshop:
    """Return the IIM and its digest from image resources (Adobe Photoshop File Formats Specification)."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 12 <= len(block) and block[at : at + 4] in (b"8BIM", b"MeSa", b"PHUT", b"AgHg", b"DCSR"):
        kind, name = struct.unpack_from(">HB", block, at + 4)
        # A name and a value each fill an even number of bytes.
        at += 6 + (name + 2) // 2 * 2
        if at + 4 > len(block):
            break
        (length,) = struct.unpack_from(">I", block, at)
        at += 4
        found.setdefault(kind, block[at : at + length])
        at += (length + 1) // 2 * 2
    return Photoshop(found.get(0x0404, b""), found.get(0x0425, b""))


def is_newer(records: list[bytes], digest: bytes) -> bool:
    """Return whether the IIM was changed by a program that did not change the XMP beside it.

    One that writes both leaves the MD5 of the IIM (Metadata Working Group, Guidelines 2.0, §3.3).
    """
    if len(digest) != 16 or not any(digest):
        return False
    ways = {way for iim in records for way in (iim, iim.rstrip(b"\0"))}
    return digest not in {hashlib.md5(iim, usedforsecurity=False).digest() for iim in ways}


def _datasets(iim: bytes) -> dict[int, list[bytes]]:
    """Return the datasets of record 2, the application record, by number."""
    found: dict[int, list[bytes]] = {}
    at = max(iim.find(b"\x1c"), 0)
    for _count in range(MOST_DATASETS):
        if at + 5 > len(iim) or iim[at] != 0x1C:
            break
        record, dataset, length = struct.unpack_from(">BBH", iim, at + 1)
        at += 5
        if length & 0x8000:
            # More than 32 KB: so many bytes tell the length.
            wide = length & 0x7FFF
            if wide > 4:
                break
            length = int.from_bytes(iim[at : at + wide], "big")
            at += wide
        if at + length > len(iim):
            # A text that is not all there would stand before the whole one elsewhere in the file.
            break
        if record == 2:
            found.setdefault(dataset, []).append(iim[at : at + length])
        at += length
    return found


def read_iim(iim: bytes) -> dict[str, list[str]]:
    """Return what a block of IIM says: field to the texts that say it, the likeliest first.

    1:90 may name its character set. Those that name one mean UTF-8, and many that write UTF-8 do not name it:
    what is valid UTF-8 is read as that, and the rest as Windows-1252.
    """
    sets = _datasets(iim)

    def texts(dataset: int) -> list[str]:
        return [decoded(raw[:MOST_BYTES].rstrip(b"\0 ")) for raw in sets.get(dataset, [])]

    said: dict[str, list[str]] = {}
    for field, numbers in _FIELDS.items():
        for number in numbers:
            if found := [text for text in texts(number) if text.strip()]:
                joined = _REPEATED[field].join(found) if field in _REPEATED else found[0]
                said.setdefault(field, []).append(joined)
    parts = [next(iter(texts(number)), "") for number in _PLACE]
    if any(parts):
        said["place"] = ["\n".join(parts)]
    return said


def is_cut_from(field: str, short: str, whole: str) -> bool:
    """Return whether IIM's text is no more than XMP's `whole` text, cut where IIM has no more room."""
    numbers = _FIELDS.get(field, ())
    room = min((MOST[number] for number in numbers), default=0)
    return whole.startswith(short) and len(short.encode()) > room - 8

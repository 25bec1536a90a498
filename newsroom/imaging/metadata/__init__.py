"""What the file of a photo says of it, in IPTC, XMP and Exif.

It needs no Django and decodes no picture: it runs in the bounded process that reads what comes from outside.
"""

import struct
import zlib
from xml.etree.ElementTree import ParseError

from newsroom.imaging.metadata.blocks import Blocks, blocks_of
from newsroom.imaging.metadata.exif import read_exif, read_tiff
from newsroom.imaging.metadata.iptc import is_newer, read_iim
from newsroom.imaging.metadata.reconciling import Entry, Source, reconciled, without_what_was_cut
from newsroom.imaging.metadata.xmp import Said, read_xmp

__all__ = ["read_said"]

# How a damaged block makes itself felt.
_DAMAGE = (ValueError, struct.error, zlib.error, ParseError, IndexError, OverflowError, LookupError)


def read_said(data: bytes) -> dict[str, Entry]:
    """Return what the file `data` (all of it, or an mmap) says of its photo, by the field of `Photo`.

    Each is `{"text": …, "from": "XMP" | "IPTC" | "EXIF"}`, and the text fits its field. `taken_on` is an ISO
    date, `keywords` have commas between. Beside them there may be:

    - "whole": all of a text that was longer than its field;
    - "languages": title, caption and alt_text by language ("vi"), when the XMP has several;
    - "names": the people one by one.

    Raises nothing: a damaged block says nothing, and the others count. All of it is JSON.
    """
    try:
        blocks = blocks_of(data)
    except _DAMAGE:
        return {}
    return reconciled(_in_order(blocks))


def _in_order(blocks: Blocks) -> list[Source]:
    """Return the three in the order in which they count."""
    xmp = Source("XMP", _first([_xmp(packet) for packet in blocks.xmp]))
    iptc = Source("IPTC", _first([_iptc(iim) for iim in blocks.iim]))
    exif = Source("EXIF", _first([_tiff(blocks), *map(_exif, blocks.exif)]))
    if is_newer(blocks.iim, blocks.digest):
        return [without_what_was_cut(iptc, xmp), xmp, exif]
    return [xmp, iptc, exif]


_Found = dict[str, list[list[Said]]]


def _first(found: list[_Found]) -> _Found:
    """Return what the first of these says of each field, and then the others."""
    together: _Found = {}
    for said in found:
        for field, texts in said.items():
            together.setdefault(field, []).extend(texts)
    return together


def _as_said(found: dict[str, list[str]]) -> _Found:
    return {field: [[Said(text)] for text in texts] for field, texts in found.items()}


def _xmp(packet: bytes) -> _Found:
    try:
        return read_xmp(packet)
    except _DAMAGE:
        return {}


def _iptc(iim: bytes) -> _Found:
    try:
        return _as_said(read_iim(iim))
    except _DAMAGE:
        return {}


def _exif(block: bytes) -> _Found:
    try:
        return _as_said(read_exif(block))
    except _DAMAGE:
        return {}


def _tiff(blocks: Blocks) -> _Found:
    try:
        return _as_said(read_tiff(blocks.tiff)) if blocks.tiff else {}
    except _DAMAGE:
        return {}

"""What Exif says (CIPA DC-008-2023, Exif 3.0), and what Windows adds to it."""

import re
import struct

from newsroom.imaging.metadata.texts import decoded, decoded_utf16
from newsroom.imaging.metadata.tiff import Tiff, tiff_in

_DESCRIPTION, _ARTIST, _COPYRIGHT, _EXIF = 0x010E, 0x013B, 0x8298, 0x8769
_XP_TITLE, _XP_COMMENT, _XP_AUTHOR, _XP_KEYWORDS, _XP_SUBJECT = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F
_ORIGINAL, _USER_COMMENT = 0x9003, 0x9286
_FIRST = frozenset(
    {_DESCRIPTION, _ARTIST, _COPYRIGHT, _EXIF, _XP_TITLE, _XP_COMMENT, _XP_AUTHOR, _XP_KEYWORDS, _XP_SUBJECT}
)
_SECOND = frozenset({_ORIGINAL, _USER_COMMENT})

# Of one text: more than any caption has.
_MOST_BYTES = 40_000

# What cameras and programs write where a caption should be.
_NOT_A_CAPTION = re.compile(
    r"(?:(?:olympus|konica minolta|minolta|nikon|sony|kodak|samsung|casio|pentax)\b.{0,24}(?:camera|dsc\w*)?"
    r"|sony dsc|dcim\\.*|created with .*|screenshot|default|untitled|null|dav|cof|hdr"
    r"|.{0,40}\.(?:jpe?g|heic))",
    re.IGNORECASE,
)


def read_exif(block: bytes) -> dict[str, list[str]]:
    """Return what an Exif block says: field to the texts that say it, the likeliest first.

    Raises ValueError or struct.error for what is no Exif.
    """
    return read_tiff(tiff_in(block.removeprefix(b"Exif\0\0")))


def read_tiff(tiff: Tiff) -> dict[str, list[str]]:
    """Return what the first directory of `tiff` says, and the Exif that it leads to."""
    first = tiff.entries(tiff.first, _FIRST)
    second = {}
    if at := tiff.number(first.get(_EXIF)):
        try:
            second = tiff.entries(at, _SECOND)
        except (ValueError, struct.error):
            second = {}

    def plain(tag: int, among: dict[int, tuple[int, bytes]] = first) -> str:
        return decoded(among[tag][1][:_MOST_BYTES].rstrip(b"\0 ")) if tag in among else ""

    def of_windows(tag: int) -> str:
        # UTF-16 in Intel's order, whatever the order of the rest.
        return decoded_utf16(first[tag][1][:_MOST_BYTES], "<").rstrip("\0") if tag in first else ""

    captions = [plain(_DESCRIPTION), of_windows(_XP_SUBJECT), of_windows(_XP_COMMENT)]
    captions.append(
        _comment(second[_USER_COMMENT][1][:_MOST_BYTES], tiff.order) if _USER_COMMENT in second else ""
    )
    said = {
        "title": [of_windows(_XP_TITLE)],
        "caption": [text for text in captions if not _NOT_A_CAPTION.fullmatch(text.strip())],
        "photographer": [plain(_ARTIST), of_windows(_XP_AUTHOR)],
        # The photographer's and the editor's, with a NUL between; a space stands for nobody.
        "copyright": [", ".join(part.strip() for part in plain(_COPYRIGHT).split("\0") if part.strip())],
        "taken_on": [plain(_ORIGINAL, second)],
        "keywords": [of_windows(_XP_KEYWORDS)],
    }
    return {
        field: kept for field, texts in said.items() if (kept := [text for text in texts if text.strip()])
    }


def _comment(raw: bytes, order: str) -> str:
    """Return a UserComment, whose first eight bytes name its character set (Exif 3.0 §4.6.6.5)."""
    charset, text = raw[:8], raw[8:]
    if charset == b"UNICODE\0":
        # Exif means UTF-16, yet some write UTF-8 here.
        return decoded_utf16(text, order) if b"\0" in text.rstrip(b"\0") else _utf8_or_utf16(text, order)
    if charset == b"JIS\0\0\0\0\0":
        return text.rstrip(b"\0 ").decode("iso2022_jp", "ignore")
    if charset in (b"ASCII\0\0\0", bytes(8)):
        return decoded(text.rstrip(b"\0 "))
    return decoded(raw.rstrip(b"\0 ")) if raw[:1].isalnum() else ""


def _utf8_or_utf16(text: bytes, order: str) -> str:
    try:
        return text.rstrip(b"\0").decode("utf-8")
    except UnicodeDecodeError:
        return decoded_utf16(text, order)

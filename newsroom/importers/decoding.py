"""From the bytes of a file, or whatever was pasted, to text that the recognisers can trust."""

import hashlib
import re
import unicodedata

from django.utils.translation import gettext as _

MAX_BYTES = 1024 * 1024
MAX_LINES = 5000

# What a file says of itself in its first bytes, and what its sender calls it.
_SIGNATURES = (
    (b"PK\x03\x04", "Word (.docx) / ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_SPACES = re.compile(r"\s+")


class UnreadableStory(ValueError):
    """The text cannot be read as a story; the message says why and what to do next."""


def text_from_bytes(data: bytes, max_bytes: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file, with or without a byte order mark, as `normalise` leaves it.

    Raises UnreadableStory when the file is empty, too large (`max_bytes`), binary or not UTF-8.
    """
    _refuse_size(len(data), max_bytes)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableStory(
                _("This is a %(kind)s file, not plain text. Save it as plain text (UTF-8) and send that.")
                % {"kind": name}
            )
    if data.startswith(_UTF16_MARKS):
        raise UnreadableStory(_("The file is written in UTF-16. Save it again with the encoding UTF-8."))
    if b"\x00" in data:
        raise UnreadableStory(
            _("The file is binary: byte %(position)d is zero, which plain text never holds. Send plain text.")
            % {"position": data.index(b"\x00") + 1}
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableStory(_where_not_utf8(data, error)) from None
    return story_text(text, max_bytes)


def story_text(text: str, max_bytes: int = MAX_BYTES) -> str:
    """Pasted text as `normalise` leaves it. Raises UnreadableStory when it is empty or too large."""
    _refuse_size(len(text.encode("utf-8", "replace")), max_bytes)
    normal = normalise(text)
    if not normal.strip():
        raise UnreadableStory(_("The text is empty: there is no line to read."))
    lines = normal.rstrip("\n").count("\n") + 1
    if lines > MAX_LINES:
        raise UnreadableStory(
            _("The text has %(lines)d lines. At most %(most)d are read: send one story at a time.")
            % {"lines": lines, "most": MAX_LINES}
        )
    return normal


def normalise(text: str) -> str:
    """One form for one text: NFC, line ends as \\n, ordinary single spaces, no unseen characters.

    The number of lines stays, so that a line number means the same as in the editor's own window.
    Running it twice changes nothing.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _LINE_ENDS.sub("\n", text)
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))


def reference(text: str) -> str:
    """What identifies a text when it comes a second time: the SHA-256 of its lines, blank ones aside."""
    lines = (line for line in normalise(text).split("\n") if line)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _refuse_size(size: int, max_bytes: int) -> None:
    if size == 0:
        raise UnreadableStory(_("The text is empty: there is no line to read."))
    if size > max_bytes:
        raise UnreadableStory(
            _("The text is too large: at most %(most)d bytes are read. Send one story at a time.")
            % {"most": max_bytes}
        )


def _where_not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    before = data[: error.start]
    line_start = before.rfind(b"\n") + 1
    return _(
        "The file is not UTF-8: line %(line)d, character %(column)d holds the byte 0x%(byte)02X. "
        "Open it in the program it was written in and save it with the encoding UTF-8."
    ) % {
        "line": before.count(b"\n") + 1,
        "column": len(before[line_start:].decode("utf-8", "replace")) + 1,
        "byte": data[error.start],
    }

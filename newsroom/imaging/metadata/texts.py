"""Bytes of an unknown character set made into clean text."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

# Signs without a shape of their own, by which some scripts join letters or keep them apart. The others of
# their kind turn the direction of what stands around them, or hide in it.
_JOINING = "\u200c\u200d"
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")
_DATE = re.compile(r"(\d{4})[-:/.]?(\d{2})[-:/.]?(\d{2})(?!\d)", re.ASCII)
# The first photograph that is left to us.
_FIRST = date(1826, 1, 1)


def decoded(raw: bytes) -> str:
    """Return the text in `raw`: UTF-8 where it is, else Windows-1252, of which Latin-1 is a part.

    A writer that counted bytes may have cut UTF-8 within a character: what is left of it is dropped.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        before = raw[: wrong.start]
        if wrong.reason == "unexpected end of data" and not before.isascii():
            return before.decode("utf-8")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def decoded_utf16(raw: bytes, order: str) -> str:
    """Return the text of UTF-16 in `raw`; `order` ("<", ">") is what the file says, which not all obey."""
    raw = raw[: len(raw) // 2 * 2]
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    said, other = ("utf-16-le", "utf-16-be") if order == "<" else ("utf-16-be", "utf-16-le")
    readings = [raw.decode(name, "replace") for name in (said, other)]
    return max(readings, key=_likely)


def _likely(text: str) -> int:
    """Count the characters of the Latin alphabets, Vietnamese's among them, and of writing's signs."""
    return sum(
        char < "\u0250" or "\u1e00" <= char <= "\u1eff" or "\u2010" <= char <= "\u20bf" for char in text
    )


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def mended(text: str) -> str:
    """Undo UTF-8 that a writer took for Windows-1252 and wrote as UTF-8 once more: “Viá»‡t” is “Việt”."""
    if text.isascii():
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def cleaned(text: str, *, lines: bool = False) -> str:
    """Return `text` in NFC without control characters, in one line unless `lines` may stay."""
    text = mended(text.partition("\0")[0] if not lines else text.replace("\0", " "))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = unicodedata.normalize("NFC", "".join(map(_shown, text)))
    if not lines:
        return " ".join(text.split())
    text = "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    return _LINES.sub("\n\n", text).strip()


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cf":
        return char if char in _JOINING else ""
    # Private use and what is not assigned show as boxes; a lone surrogate cannot even be written down.
    return " " if kind in ("Cc", "Cs", "Cn", "Co") and char not in "\n\t" else char


def cut(text: str, most: int) -> str:
    """Return `text` with at most `most` characters, cut between words where that can be."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    words = kept.rpartition(" ")[0]
    return f"{(words if len(words) > most // 2 else kept).rstrip(' ,;:')}…"


def day(text: str) -> str:
    """Return the day at the beginning of `text` as ISO 8601 writes it; "" for none that a photo can be of.

    It reads "2025-10-30T09:12:00+07:00" (XMP), "20251030" (IIM) and "2025:10:30 09:12:00" (Exif).
    """
    match = _DATE.match(text.strip())
    if not match:
        return ""
    try:
        found = date(*map(int, match.groups()))
    except ValueError:
        return ""
    # A day that has only begun elsewhere is no day to come.
    return found.isoformat() if _FIRST <= found <= datetime.now(UTC).date() + timedelta(days=1) else ""


def web_address(text: str, most: int) -> str:
    """Return `text` when it is an address that a page may lead to, "" otherwise."""
    text = text.strip()
    if len(text) > most or re.search(r"[\s<>\"'\\^`{|}]", text) or not text.isprintable():
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and host and "." in host else ""

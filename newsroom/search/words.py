"""Words: what both search engines and the marks in snippets take for a word. Pure.

The engines are handed nothing but these words with single spaces between them, so that neither's own idea
of a word decides what is found: "Đà Nẵng" is `da nang` and "Indo-Pacific" is `indo pacific` on both. A word
that has other letters than a to z once it is folded, such as a Russian one, is written by its bytes for the
same reason, and so is what PostgreSQL would take for a number and a word, such as 3e5f.
"""

import re
import unicodedata
from typing import NamedTuple

from partnerships.folding import fold

# Longer ones are addresses and garbage; PostgreSQL would drop them from 2,047 bytes on.
LONGEST = 100
_WORD = re.compile(r"[^\W_]+")
_NUMBER_AND_WORD = re.compile(r"[0-9]+e[0-9]+[a-z]")


class Place(NamedTuple):
    """A word, and where it stands in the text (characters)."""

    word: str
    start: int
    end: int


def nfc(text: str) -> str:
    """Return `text` in the form to which the places of `places` belong."""
    return unicodedata.normalize("NFC", text)


def _word(found: str) -> str:
    is_whole = found.isascii() and not _NUMBER_AND_WORD.match(found)
    return (found if is_whole else f"x{found.encode().hex()}")[:LONGEST]


def words_of(text: str) -> list[str]:
    """Return the folded words of `text` in their order."""
    return [_word(found) for found in _WORD.findall(fold(text))]


def places(text: str) -> list[Place]:
    """Return the folded words of `text`, which is NFC, with their places in it."""
    return [Place(_word(found[0]), found.start(), found.end()) for found in _WORD.finditer(fold(text))]


def as_words(*texts: str, most: int = 400_000) -> str:
    """Return the words of `texts` as the engines take them, cut at `most` bytes of UTF-8.

    PostgreSQL refuses a text whose index would be longer than a megabyte.
    """
    text = " ".join(words_of(" \n ".join(filter(None, texts))))
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    return encoded[:most].decode(errors="ignore").rpartition(" ")[0]

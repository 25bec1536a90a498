"""Folding: the form of a text in which "Đà Nẵng" and "da nang" are the same."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "ß": "s"})


@lru_cache(maxsize=2048)
def _fold_character(character: str) -> str:
    lowered = character.lower()[0]
    base = unicodedata.normalize("NFD", lowered)[0]
    return base.translate(_UNDECOMPOSED)


def fold(text: str) -> str:
    """Return `text` in lower case and without marks, one character for each character of its NFC form.

    The length is kept so that a place found in the folded text is the same place in the original.
    """
    return "".join(map(_fold_character, unicodedata.normalize("NFC", text)))


def slugify(text: str, max_length: int = 80) -> str:
    """Return an address for `text`: a-z, 0-9 and single hyphens, cut at a word where it is too long.

    Returns an empty string when nothing in `text` can stand in an address.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "").replace("’", "")).strip("-")
    if len(slug) <= max_length:
        return slug
    cut = slug[: max_length + 1].rsplit("-", 1)[0]
    return cut if len(cut) > max_length // 2 else slug[:max_length].strip("-")

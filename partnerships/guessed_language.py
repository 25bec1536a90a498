"""In which language words are whose language nobody recorded, such as the title of a source."""

import re

# Letters of Vietnamese alone: à, é and ô are French as well, ă is Romanian and đ Croatian.
_VIETNAMESE = set("ảạắằẳẵặấầẩẫậẻẽẹếềểễệỉịỏọốồổỗộơớờởỡợủụưứừửữựỷỹỵ")
_ENGLISH = re.compile(r"\b(the|of|and|with|from|was|were|which|that|is|are|raised|joint)\b", re.IGNORECASE)


def _vietnamese_words(words: str) -> int:
    # In small letters: a name such as Đà Nẵng is written so in English as well.
    found = re.findall(r"\w+", words)
    return sum(word.islower() and not _VIETNAMESE.isdisjoint(word) for word in found)


def guessed_language(words: str) -> str:
    """Return "vi" or "en" where `words` (in NFC) are plainly in one of them, "" where they may be in any."""
    vietnamese = _vietnamese_words(words)
    if vietnamese > 1:
        return "vi"
    if not vietnamese and _ENGLISH.search(words) and words.count(" ") > 2:
        return "en"
    return ""

"""In which language words are whose language nobody recorded, such as the title of a source."""

import re

# Small words with marks that only Vietnamese has: a name such as Đà Nẵng is written so in English as well.
_VIETNAMESE = re.compile(
    r"\b[a-z]*[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]"
    r"[a-zàáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]*\b"
)
_ENGLISH = re.compile(r"\b(the|of|and|with|from|was|were|which|that|is|are|raised|joint)\b", re.IGNORECASE)


def guessed_language(words: str) -> str:
    """Return "vi" or "en" where `words` are plainly in one of them, and "" where they may be in any."""
    if len(_VIETNAMESE.findall(words)) > 1:
        return "vi"
    if _ENGLISH.search(words) and not _VIETNAMESE.search(words) and words.count(" ") > 2:
        return "en"
    return ""

"""Whose photo it is: "(Photo: …)", "(Nguồn: …)", "Photo by …", "(VNA photo)", word for word."""

import re

from partnerships.folding import fold

# Folded, so that "Ảnh", "ảnh" and "Anh" are one word. Longer wordings stand first.
_PICTURE = (
    r"(?:(?:illustrative|illustration|file|archive|archival|official|courtesy|stock)\s+)?"
    r"(?:photographs?|photos?|pictures?|images?|pix|illustration|infographics?|graphics?|video|screenshot)"
)
_PICTURE_VI = r"(?:hinh\s+anh|anh\s+minh\s+hoa|anh\s+tu\s+lieu|anh\s+chup|anh|hinh|do\s+hoa|video|clip)"
_SOURCE = (
    r"(?:photo\s+sources?|image\s+sources?|sources?|credits?|photo\s+credits?|courtesy|nguon\s+anh|nguon)"
)
_WORD = rf"(?:{_SOURCE}|{_PICTURE}|{_PICTURE_VI})"

_NAMED = rf"{_WORD}\s*(?:[:：]|\bby\b|\bcourtesy\s+of\b|\bof\b)\s*\S"
_INNER = r"(?:[^()\[\]]|[(\[][^()\[\]]*[)\]])"
_IN_BRACKETS = re.compile(rf"[(\[]\s*(?P<credit>{_NAMED}{_INNER}*?)\s*[)\]]\s*[.。]?$")
# "(VNA photo)", "(Ảnh TTXVN)": no colon, so only a few words and a name in capitals.
_AGENCY_PHOTO = re.compile(rf"[(\[]\s*(?P<credit>[^()\[\]:]{{2,40}}\s{_PICTURE})\s*[)\]]\s*[.。]?$")
_PHOTO_AGENCY = re.compile(
    rf"[(\[]\s*(?P<credit>(?:{_PICTURE}|{_PICTURE_VI})\s[^()\[\]:]{{2,40}})\s*[)\]]\s*[.。]?$"
)
_SAID = rf"{_WORD}\s*[:：]\s*\S.{{0,80}}|photos?\s+(?:by|courtesy\s+of)\s+\S.{{0,60}}"
_OPEN = re.compile(rf"(?:(?<=[.!?…”\"’)])|\s[-–—|/])\s+(?P<credit>{_SAID})$")
_ALONE = re.compile(rf"^(?P<credit>{_SAID})$")
_PLACEHOLDER = re.compile(
    r"^\[\s*(?:photo|picture|image|anh|hinh)s?\s*\d{0,2}\s*[:：]\s*(?P<says>[^\[\]]+)\]$"
)
_MARK = re.compile(
    r"^[\[(]?(?:(?:photo\s+|image\s+)?caption|chu\s+thich(?:\s+anh)?|chu\s+anh|"
    r"(?:photo|picture|image|anh|hinh)\s*(?:no\.?\s*)?\d{1,2})[\])]?\s*[:.–—-]\s*(?=\S)"
)
_EMPTY_MARK = re.compile(r"^[\[(<]\s*(?:photo|picture|image|anh|hinh|hinh anh)s?\s*\d{0,2}\s*[\])>]$")

# The first two in words, the credit in characters, as the desk's field takes it.
LONGEST_CAPTION, LONGEST_WITH_SOURCE, LONGEST_CREDIT = 110, 50, 200


def split_credit(text: str) -> tuple[str, str]:
    """A caption and the credit at its end, as they were written; the credit is "" when there is none."""
    found_credits: list[str] = []
    rest = text
    while True:
        found = _last_credit(rest)
        if found is None:
            break
        rest, credit = found
        found_credits.insert(0, credit)
    if not found_credits and (alone := _ALONE.match(fold(text))):
        return "", text[alone.start("credit") : alone.end("credit")]
    return rest, "; ".join(found_credits)


def credited_caption(text: str) -> tuple[str, str] | None:
    """Caption and credit when the line is a caption with a credit, and not a paragraph with its source."""
    caption, credit = split_credit(text)
    if not credit:
        return None
    most = LONGEST_WITH_SOURCE if re.match(_SOURCE, fold(credit)) else LONGEST_CAPTION
    return (caption, credit) if len(caption.split()) <= most else None


def marked_caption(text: str) -> tuple[str, str] | None:
    """Caption and credit of a line that says it is a caption: "Photo 2: …", "Chú thích: …", "[Ảnh]"."""
    folded = fold(text)
    if _EMPTY_MARK.match(folded):
        return "", ""
    if (place := _PLACEHOLDER.match(folded)) and not _is_a_name(
        text[place.start("says") : place.end("says")]
    ):
        return split_credit(text[place.start("says") : place.end("says")].strip())
    if mark := _MARK.match(folded):
        return split_credit(text[mark.end() :])
    return None


def _last_credit(text: str) -> tuple[str, str] | None:
    head, text = text[:-LONGEST_CREDIT], text[-LONGEST_CREDIT:]
    folded = fold(text)
    found = _IN_BRACKETS.search(folded) or _agency_photo(text, folded) or _OPEN.search(folded)
    if found is None:
        return None
    credit = text[found.start("credit") : found.end("credit")].strip()
    return (head + text[: found.start()]).rstrip(" -–—|/"), credit


def _is_a_name(text: str) -> bool:
    """Whether every word begins with a capital: "[Photo: Bao Chau]" credits, "[Photo: a quay]" describes."""
    return all(word[0].isupper() or not word[0].isalpha() for word in text.split())


def _agency_photo(text: str, folded: str) -> re.Match[str] | None:
    for pattern in (_AGENCY_PHOTO, _PHOTO_AGENCY):
        found = pattern.search(folded)
        if found:
            words = text[found.start("credit") : found.end("credit")].split()
            if len(words) <= 5 and any(word.isupper() and len(word) > 1 for word in words):
                return found
    return None

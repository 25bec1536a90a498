"""What kind of story a text is, by its questions, its photos and the words above it."""

import re
from collections.abc import Iterable

from newsroom.importers.headings import is_salutation
from newsroom.importers.lines import Reading, words_only
from newsroom.importers.pieces import (
    Headline,
    Kicker,
    Paragraph,
    PhotoPlace,
    Piece,
    Question,
    Standfirst,
    SubHeading,
)

# Folded; the first that fits decides. The codes are Article.Kind's values.
_CUES = (
    (
        "press-release",
        r"^(?:press|news|media) release\b|^for immediate release\b|^thong cao bao chi\b|^thong tin bao chi\b",
    ),
    (
        "photo-story",
        r"^(?:photo (?:story|essay|gallery)|in pictures|in photos)\b|^(?:phong su anh|chum anh|tin anh)\b",
    ),
    (
        "speech",
        r"^(?:full text of |full )?(?:the )?(?:(?:opening|closing|keynote|welcome|policy) )?"
        r"(?:remarks|speech|address|lecture)(?: (?:by|of|at|delivered)\b|$)|"
        r"^(?:toan van )?(?:bai )?(?:phat bieu|dien van)\b",
    ),
    (
        "statement",
        r"^(?:(?:press|media|joint|full text of the|spokesperson|spokespersons) )*"
        r"statement(?: (?:by|of|on|from)\b|$)|^(?:tuyen bo|thong cao chung|tuyen bo chung)\b",
    ),
    (
        "explainer",
        r"^(?:explainer|explained|q a|factbox|what (?:is|are|does)|why )\b|^(?:hoi dap|giai thich)\b",
    ),
)
_INTERVIEW = re.compile(
    r"\b(?:interview|interviewed|in conversation with|talks to|phong van|tra loi phong van)\b"
)


def is_called_an_interview(reading: Reading) -> bool:
    """Whether the first lines say that somebody is interviewed."""
    return any(
        _INTERVIEW.search(words_only(line.text)) and len(line.text.split()) < 60 for line in reading.lines[:4]
    )


def is_a_speech(reading: Reading) -> bool:
    """Whether the first lines greet a hall or say that somebody speaks."""
    cue = dict(_CUES)["speech"]
    return any(
        is_salutation(line.text) or re.search(cue, words_only(line.text)) for line in reading.lines[:6]
    )


def kind_of(pieces: Iterable[Piece]) -> str:
    """The code of the kind: interview, photo-story, speech, statement, press-release, explainer or news."""
    pieces = tuple(pieces)
    heads = [words_only(piece.source) for piece in pieces if isinstance(piece, Kicker)]
    heads += [words_only(piece.text) for piece in pieces if isinstance(piece, Headline)]
    for code, cue in _CUES:
        if code != "explainer" and any(re.search(cue, head) for head in heads):
            return code
    if any(isinstance(piece, Question) for piece in pieces):
        return "interview"
    if _mostly_photos(pieces):
        return "photo-story"
    paragraphs = [piece.text for piece in pieces if isinstance(piece, Paragraph | Standfirst)]
    if any(map(is_salutation, paragraphs[:3])):
        return "speech"
    code, cue = _CUES[-1]
    asking = sum(isinstance(piece, SubHeading) and piece.text.endswith("?") for piece in pieces)
    return code if asking > 1 or any(re.search(cue, head) for head in heads) else "news"


def _mostly_photos(pieces: tuple[Piece, ...]) -> bool:
    photos = [piece for piece in pieces if isinstance(piece, PhotoPlace)]
    paragraphs = [piece for piece in pieces if isinstance(piece, Paragraph)]
    return len(photos) >= 3 and len(photos) > len(paragraphs)

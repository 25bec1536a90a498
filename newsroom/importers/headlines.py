"""A working headline for a story that came without one: its first sentence, shortened."""

import re
from collections.abc import Iterable

from newsroom.importers.letters import CAPITALS
from newsroom.importers.pieces import ListItem, Paragraph, PhotoPlace, Piece, Question, Standfirst, SubHeading

LONGEST = 110

_SENTENCE_END = re.compile(rf"(?<=[^\W_][.!?…])[\"'”’»)]*\s+(?=[{CAPITALS}\"'“‘«(])|(?<=[”\"»)][.!?])\s+")
_LEAD_IN = re.compile(
    r"^(?:in|on|at|after|following|during|with|amid|as|by|from|under|within|"
    r"trong|ngày|sáng|chiều|tối|sau|tại|nhân|với|nhằm|theo|vào)\s[^,]{2,70},\s+(?=\S)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Prof|Gen|U\.S|U\.K|TP|TS|GS|PGS|ThS)\.$")


def working_headline(pieces: Iterable[Piece]) -> str:
    """The first sentence of the story without its lead-in and brackets, at most LONGEST characters."""
    kinds = (Standfirst, Paragraph, Question, SubHeading, ListItem, PhotoPlace)
    texts = [piece.words for piece in pieces if isinstance(piece, kinds) and piece.words.strip()]
    if not texts:
        return next((piece.source.split("\n")[0][:LONGEST] for piece in pieces), "")
    return shortened(first_sentence(texts[0]))


def first_sentence(text: str) -> str:
    """`text` up to the end of its first sentence; "Mr. To Lam" does not end one."""
    for end in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[: end.start()]):
            return text[: end.start()].strip()
    return text.strip()


def shortened(sentence: str) -> str:
    """The sentence as a line over a story: no lead-in, no brackets, no final stop, cut between words."""
    short = _BRACKETS.sub("", sentence)
    lead_in = _LEAD_IN.match(short)
    if lead_in and len(short[lead_in.end() :].split()) >= 5:
        short = short[lead_in.end() :]
        short = short[:1].upper() + short[1:]
    short = short.rstrip(" .;:,") or sentence
    if len(short) <= LONGEST:
        return short
    cut = short[: LONGEST - 1]
    if " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" .;:,–—-") + "…"

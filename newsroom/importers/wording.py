"""How alike two wordings are: the share of one's telling words that a clause of the other has."""

import re
from collections.abc import Iterable
from itertools import pairwise

from newsroom.importers.lines import words_between_bars
from partnerships.folding import fold

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"[.;:!?…\n]+(?=\s|$)|;")
_COMMAS = re.compile(r"[,()“”\"–—]| - ")

# Words that every wording has: they tell nothing apart.
_EMPTY = words_between_bars(
    """
    a | an | the | of | and | in | on | for | to | with | at | by | between | from | its | as | or | into |
    within | under | their | our | is | are | be | was | were | has | have | had | that | this | these |
    those | other | new | more | cooperation | enhancing | enhance | strengthening | strengthen | boosting |
    boost | promoting | promote | deepening | expanding | collaborating | collaboration | collaborate |
    fields | field | matters | areas | area
    """
)
_EMPTY_PAIRS = frozenset(
    ["hop tac", "tang cuong", "thuc day", "linh vuc", "mo rong", "trong cac", "cac linh"]
)
# Longer ones first.
_ENDINGS = re.compile(
    r"(?:ational|ations|ation|atical|mental|ments|ment|ative|ities|ical|atic|ence|ance|ions|ism|ist|ics|ity|"
    r"ies|ing|ion|ial|acy|ic|al|ly|ed|es|ce|se|s|y|e)$"
)
SHORTEST_STEM = 4


def features(text: str, language: str) -> frozenset[str]:
    """What tells a wording: its words' stems, or in Vietnamese the pairs of syllables side by side."""
    if language == "vi":
        pairs = set()
        for part in _COMMAS.split(fold(text)):
            syllables = _WORD.findall(part)
            pairs |= {f"{one} {two}" for one, two in pairwise(syllables)}
        return frozenset(pairs - _EMPTY_PAIRS)
    return frozenset(stem(word) for word in _WORD.findall(fold(text)) if word not in _EMPTY and len(word) > 1)


def stem(word: str) -> str:
    """A folded English word without its ending: "political" and "politics" are one."""
    ending = _ENDINGS.search(word, min(SHORTEST_STEM, len(word)))
    return word[: ending.start()] if ending else word


def clauses(text: str) -> list[str]:
    """The parts of a text between stops and semicolons."""
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def share(wanted: frozenset[str], found: Iterable[str]) -> float:
    """How much of `wanted` is among `found`, from 0 to 1."""
    return len(wanted & frozenset(found)) / len(wanted) if wanted else 0.0

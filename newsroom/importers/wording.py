"""How alike two wordings are: the share of one's telling words that stand close together in the other."""

import re
from dataclasses import dataclass
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
    fields | field | areas | area | working | together | wider
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
# Stems that say the same in the titles of pillars.
_ALIKE = {"intern": "world", "global": "world", "affair": "issu", "matter": "issu"}


@dataclass(frozen=True)
class Told:
    """One thing that a text's words tell, and where they stand in it."""

    feature: str
    start: int
    end: int
    word: int


def told_by(text: str, language: str) -> list[Told]:
    """What tells a text: its words' stems, or in Vietnamese the pairs of syllables side by side."""
    found = []
    words = [
        (match, part)
        for part, span in enumerate(_spans(text))
        for match in _WORD.finditer(fold(text), span[0], span[1])
    ]
    if language == "vi":
        for place, ((one, part), (two, next_part)) in enumerate(pairwise(words)):
            pair = f"{one.group()} {two.group()}"
            if part == next_part and pair not in _EMPTY_PAIRS:
                found.append(Told(pair, one.start(), two.end(), place))
        return found
    for place, (match, _part) in enumerate(words):
        if match.group() not in _EMPTY and len(match.group()) > 1:
            found.append(Told(stem(match.group()), match.start(), match.end(), place))
    return found


def features(text: str, language: str) -> frozenset[str]:
    """The same without the places."""
    return frozenset(told.feature for told in told_by(text, language))


def nearest(wanted: frozenset[str], text: list[Told]) -> tuple[float, int, int]:
    """The largest share of `wanted` (0 to 1) that stands close together in the text, from where to where.

    Close is as many words as twice what is wanted, and a few more.
    """
    within = 2 * len(wanted) + 6
    told = [each for each in text if each.feature in wanted]
    best = (0.0, 0, 0)
    for at, first in enumerate(told):
        near = [each for each in told[at:] if each.word - first.word < within]
        share = len({each.feature for each in near}) / len(wanted)
        if share > best[0]:
            best = (share, first.start, near[-1].end)
    return best


def stem(word: str) -> str:
    """A folded English word without its ending: "political" and "politics" are one."""
    ending = _ENDINGS.search(word, min(SHORTEST_STEM, len(word)))
    stemmed = word[: ending.start()] if ending else word
    return _ALIKE.get(stemmed, stemmed)


def clauses(text: str) -> list[str]:
    """The parts of a text between stops and semicolons."""
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def _spans(text: str) -> list[tuple[int, int]]:
    """The stretches between commas, brackets and dashes."""
    spans, start = [], 0
    for comma in _COMMAS.finditer(text):
        spans.append((start, comma.start()))
        start = comma.end()
    return [*spans, (start, len(text))]

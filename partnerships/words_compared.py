"""Two texts compared word by word. What it costs is bounded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"

MOST_WORDS_OF_A_LINE = 1500
MOST_WORDS_IN_ALL = 60_000

# A word or a sign, with the space before it.
_TOKEN = re.compile(r"(\s*)(\w+|[^\w\s])")


@dataclass(frozen=True)
class Segment:
    """Some words of one side: `same` on both, `removed` from the left or `added` on the right."""

    change: str
    text: str


@dataclass
class Budget:
    """How many words may still be compared one by one."""

    words: int = MOST_WORDS_IN_ALL
    spent: bool = field(default=False)

    def allows(self, *counts: int) -> bool:
        if max(counts) > MOST_WORDS_OF_A_LINE or sum(counts) > self.words:
            self.spent = True
            return False
        self.words -= sum(counts)
        return True


def compare_words(
    before: str, after: str, budget: Budget | None = None
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return the two sides of a line, word by word; how it is spaced makes no difference."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    if not (budget or Budget()).allows(len(left), len(right)):
        return (Segment(REMOVED, before),), (Segment(ADDED, after),)
    matcher = SequenceMatcher(None, [word for _space, word in left], [word for _space, word in right])
    codes = matcher.get_opcodes()
    parts = []
    for n, (tag, i1, i2, j1, j2) in enumerate(codes):
        one, other = (_text(left[i1:i2]), _text(right[j1:j2]))
        # A comma between two changed words belongs to the change.
        crumb = 0 < n < len(codes) - 1 and not any(map(str.isalnum, one))
        parts.append((tag == "equal" and not crumb, one, other))
    return (
        _joined((SAME if same else REMOVED, one) for same, one, _other in parts),
        _joined((SAME if same else ADDED, other) for same, _one, other in parts),
    )


def _text(tokens: list[tuple[str, str]]) -> str:
    return "".join(space + word for space, word in tokens)


def _joined(parts: Iterable[tuple[str, str]]) -> tuple[Segment, ...]:
    """Return the parts of one side as segments, neighbours of one kind as one."""
    told: list[Segment] = []
    for change, text in parts:
        if told and told[-1].change == change:
            told[-1] = Segment(change, told[-1].text + text)
        elif text:
            told.append(Segment(change, text))
    return tuple(told)

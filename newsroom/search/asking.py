"""What somebody typed into the box, read as words, phrases and exclusions. Pure, and never an error.

`climate -coal "da nang"`: what stands in quotes is a phrase, a hyphen before a word leaves out what has it.
A quote that nobody closed ends with the text; whatever else is written is no operator.
"""

import re
from dataclasses import dataclass

from newsroom.search.words import words_of

LONGEST = 200
MOST = 12

Phrase = tuple[str, ...]

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_PIECE = re.compile(r'(?P<without>-?)"(?P<phrase>[^"]*)"?|(?P<piece>[^\s"]+)')


@dataclass(frozen=True)
class Asked:
    """What to find: all of the phrases in `wanted`, none of those in `unwanted`; a word is a short phrase.

    `text` is what was typed, within bounds; `marked` the words that were typed with their marks.
    """

    text: str = ""
    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def words(self) -> list[str]:
        """All words that are wanted, in the order in which they were typed."""
        return [word for phrase in self.wanted for word in phrase]

    @property
    def marked(self) -> list[str]:
        """The words as they were typed, of those that have marks: who writes "bán" does not mean "bạn"."""
        typed = [word for piece in self.text.lower().split() if not piece.startswith("-") for word in [piece]]
        found = [word.strip("“”„‟«»\"'.,;:!?()") for word in typed]
        return [word for word in found if word and not word.isascii()]


def read(text: str) -> Asked:
    """Return what `text` asks for; at most `LONGEST` characters and `MOST` words and phrases of it."""
    text = " ".join(text.replace("\0", " ")[:LONGEST].split())
    wanted: dict[Phrase, None] = {}
    unwanted: dict[Phrase, None] = {}
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        said = piece["phrase"] if piece["phrase"] is not None else piece["piece"]
        without = piece["without"] == "-" or (piece["phrase"] is None and said.startswith("-"))
        if len(wanted) + len(unwanted) == MOST:
            break
        # "Indo-Pacific" and "U.K." are read as the phrases that they are in the texts.
        if words := tuple(words_of(said)):
            (unwanted if without else wanted)[words] = None
    return Asked(text, tuple(wanted), tuple(word for word in unwanted if word not in wanted))

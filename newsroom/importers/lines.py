"""A text's lines, joined where a mail program broke its paragraphs at a fixed width."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from newsroom.importers.decoding import normalise
from newsroom.importers.pieces import Piece
from partnerships.folding import fold

# Where typewriters and mail programs break lines.
NARROWEST, WIDEST = 50, 100


@dataclass(frozen=True)
class Line:
    """One line as it reads, perhaps joined of several; never blank."""

    numbers: tuple[int, ...]
    text: str
    after_blank: bool

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def key(self) -> str:
        """The words alone, to tell whether two lines say the same."""
        return _words_of(self.folded)


@dataclass
class Reading:
    """The lines of one text and, for each, the piece that it became so far."""

    lines: list[Line]
    pieces: list[Piece | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pieces = [None] * len(self.lines)

    def free(self) -> Iterator[tuple[int, Line]]:
        """The places and lines that no piece has taken yet; taking one on the way is allowed."""
        for at, line in enumerate(self.lines):
            if self.pieces[at] is None:
                yield at, line

    def take(self, at: int, kind: type[Piece], *more: int, **values: object) -> None:
        """Make the line at `at`, and those at `more`, one piece of this kind."""
        places = sorted((at, *more))
        piece = kind(
            lines=tuple(number for place in places for number in self.lines[place].numbers),
            source="\n".join(self.lines[place].text for place in places),
            **values,
        )
        for place in places:
            self.pieces[place] = piece

    def of(self, kind: type[Piece]) -> list[int]:
        return [at for at, piece in enumerate(self.pieces) if isinstance(piece, kind)]


def words_only(text: str) -> str:
    """Folded words with single spaces between them and no other sign."""
    return _words_of(fold(text))


def _words_of(folded: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())


def words_between_bars(text: str) -> frozenset[str]:
    """The wordings in "one | another", each as `words_only` leaves a line."""
    return frozenset(filter(None, map(words_only, text.split("|"))))


def reading(text: str) -> Reading:
    """The lines of `text`, numbered as in the file, ready to be recognised."""
    raw = normalise(text).split("\n")
    lines: list[Line] = []
    blank = True
    for number, words in enumerate(raw, start=1):
        if words:
            lines.append(Line((number,), words, blank))
        blank = not words
    return Reading(_unwrapped(lines))


def _unwrapped(lines: list[Line]) -> list[Line]:
    width = max((len(line.text) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return lines
    broken = [_broken_at_the_margin(above, below, width) for above, below in pairwise(lines)]
    in_mid_sentence = sum(
        is_broken and below.text[0].islower() for is_broken, below in zip(broken, lines[1:], strict=True)
    )
    # A list of titles can come near the margin now and then; only running text breaks in mid-sentence.
    if in_mid_sentence < 3 or in_mid_sentence * 3 < sum(broken):
        return lines
    joined = [lines[0]]
    for is_broken, line in zip(broken, lines[1:], strict=True):
        if is_broken:
            above = joined[-1]
            joined[-1] = Line(above.numbers + line.numbers, f"{above.text} {line.text}", above.after_blank)
        else:
            joined.append(line)
    return joined


def _broken_at_the_margin(above: Line, below: Line, width: int) -> bool:
    """Whether `below` follows directly and its first word had no room at the end of `above`."""
    first_word = below.text.split(" ", 1)[0]
    return not below.after_blank and len(above.text) + 1 + len(first_word) > width

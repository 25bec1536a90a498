"""From text to pieces: every line that is not blank belongs to exactly one piece."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.importers.headings import recognise_headline, recognise_standfirst, recognise_sub_headings
from newsroom.importers.headlines import working_headline
from newsroom.importers.kinds import is_a_speech, is_called_an_interview, kind_of
from newsroom.importers.languages import language_of
from newsroom.importers.lines import Reading, reading, words_only
from newsroom.importers.photos import recognise_credited, recognise_repeated, repeated_text
from newsroom.importers.pieces import Headline, Paragraph, PhotoPlace, Piece, Question
from newsroom.importers.questions import recognise_questions
from newsroom.importers.rekinding import as_kind
from newsroom.importers.related import recognise_related
from newsroom.importers.signs import recognise_addresses, recognise_signs

# In characters, as the desk's fields take them.
LONGEST = {"headline": 200, "standfirst": 600, "photo_place": 600, "question": 1000, "related_item": 300}
# How Vietnamese agencies end a story: "… trong tháng Sáu./."
_AGENCY_STOP = re.compile(r"\./\.$")


@dataclass(frozen=True)
class Recognition:
    """What one text is made of. `headline` is never empty when the text has words; `working_headline`
    says that the importer made it."""

    pieces: tuple[Piece, ...]
    language: str
    kind: str
    headline: str
    working_headline: bool

    def of[Kind: Piece](self, kind: type[Kind]) -> list[Kind]:
        return [piece for piece in self.pieces if isinstance(piece, kind)]

    @property
    def lead_photo_place(self) -> PhotoPlace | None:
        """The photo place above the first paragraph or question, if any."""
        for piece in self.pieces:
            if isinstance(piece, PhotoPlace):
                return piece
            if isinstance(piece, Paragraph | Question):
                return None
        return None


def recognise(
    text: str, language: str = "", kind: str = "", changes: Mapping[int, str] | None = None
) -> Recognition:
    """Read `text` piece by piece.

    `language` ("en", "vi") and `kind` ("interview", …) are what somebody knows; empty, they are
    recognised. `changes` maps a piece's first line to the code of the kind that an editor gave it.
    """
    story = reading(text)
    recognise_signs(story)
    recognise_related(story)
    recognise_addresses(story)
    recognise_headline(story)
    recognise_credited(story)
    alt = repeated_text(story)
    recognise_repeated(story)
    recognise_questions(story, _is_an_interview(story, kind))
    recognise_standfirst(story)
    recognise_sub_headings(story)
    for at, line in story.free():
        story.take(at, Paragraph, text=_AGENCY_STOP.sub(".", line.text))
    pieces = tuple(map(_fitting, _pieces(story)))
    if changes:
        pieces = tuple(
            as_kind(piece, changes[piece.lines[0]]) if piece.lines[0] in changes else piece
            for piece in pieces
        )
    return _recognition(pieces, language, kind, _spoken(story, alt))


def _is_an_interview(story: Reading, kind: str) -> bool | None:
    """Yes, no, or that its questions will tell."""
    if kind:
        return kind == "interview"
    if is_called_an_interview(story):
        return True
    return False if is_a_speech(story) else None


def _pieces(story: Reading) -> tuple[Piece, ...]:
    found: dict[tuple[int, ...], Piece] = {}
    for piece in story.pieces:
        if piece is not None:
            found[piece.lines] = piece
    return tuple(found.values())


def _fitting(piece: Piece) -> Piece:
    """The piece, or a paragraph where it is longer than a story can hold in that place."""
    most = LONGEST.get(piece.code)
    return as_kind(piece, Paragraph.code) if most and len(piece.words) > most else piece


def _recognition(pieces: tuple[Piece, ...], language: str, kind: str, alt: str) -> Recognition:
    headlines = [piece for piece in pieces if isinstance(piece, Headline)]
    language = language or language_of(" ".join(piece.source for piece in pieces))
    headline = headlines[0].text if headlines else alt or working_headline(pieces)
    return Recognition(pieces, language, kind or kind_of(pieces), headline, working_headline=not headlines)


def _spoken(story: Reading, key: str) -> str:
    """The repeated line as it was written."""
    return next((line.text for line in story.lines if key and words_only(line.text) == key), "")

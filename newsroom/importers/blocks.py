"""A story's body as the desk's blocks, in the order of its pieces."""

from collections.abc import Iterable, Iterator

from django.utils.html import escape

from newsroom.importers.pieces import ListItem, Paragraph, PhotoPlace, Piece, Question, SubHeading
from newsroom.models import PhotoBlock, RichText
from newsroom.models import Question as QuestionBlock

Block = RichText | PhotoBlock | QuestionBlock


def body_blocks(pieces: Iterable[Piece], lead: PhotoPlace | None, interview: bool) -> Iterator[Block]:
    """Unsaved blocks without a parent. `lead` is the photo place that leads the story and is no block.

    Where the story is no interview, a question is a sub-heading over what follows.
    """
    pieces = tuple(pieces)
    speakers = {piece.speaker for piece in pieces if isinstance(piece, Paragraph) and piece.speaker}
    # Where one person answers throughout, the page says who; among several each answer does.
    named = len(speakers) > 1 or not interview
    text: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, PhotoPlace) or (isinstance(piece, Question) and interview):
            if piece is lead:
                continue
            yield from _text_block(text, named)
            text = []
            yield _photo(piece) if isinstance(piece, PhotoPlace) else _question(piece)
        elif isinstance(piece, Paragraph | SubHeading | ListItem | Question):
            text.append(piece)
    yield from _text_block(text, named)


def rich_text(pieces: Iterable[Piece], named: bool = False) -> str:
    """Paragraphs, sub-headings and lists as HTML; every sign of the text is escaped.

    `named` puts the speaker before an answer.
    """
    html: list[str] = []
    open_list = ""
    for piece in pieces:
        list_tag = ("ol" if piece.numbered else "ul") if isinstance(piece, ListItem) else ""
        if open_list and list_tag != open_list:
            html.append(f"</{open_list}>")
        if list_tag and list_tag != open_list:
            html.append(f"<{list_tag}>")
        open_list = list_tag
        words = escape(" ".join(piece.words.split()))
        if list_tag:
            html.append(f"<li><p>{words}</p></li>")
        elif isinstance(piece, SubHeading | Question):
            html.append(f"<h2>{words}</h2>")
        else:
            speaker = piece.speaker if named and isinstance(piece, Paragraph) else ""
            said = f"<strong>{escape(speaker)}:</strong> " if speaker else ""
            html.append(f"<p>{said}{words}</p>")
    if open_list:
        html.append(f"</{open_list}>")
    return "".join(html)


def _text_block(pieces: list[Piece], named: bool) -> Iterator[RichText]:
    if pieces:
        yield RichText(text=rich_text(pieces, named))


def _photo(place: PhotoPlace) -> PhotoBlock:
    return PhotoBlock(caption=place.caption, credit=place.credit)


def _question(piece: Question) -> QuestionBlock:
    return QuestionBlock(question=piece.text, asked_by=piece.asked_by)

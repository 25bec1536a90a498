"""A piece read anew as the kind that an editor says it is."""

from typing import Any

from newsroom.importers.credits import marked_caption, split_credit
from newsroom.importers.datelines import opening, own_line
from newsroom.importers.pieces import (
    KINDS,
    Byline,
    Dateline,
    Headline,
    Kicker,
    Left,
    ListItem,
    Paragraph,
    PhotoPlace,
    Piece,
    Question,
    RelatedHeading,
    RelatedItem,
    RepeatedAlt,
    Standfirst,
    SubHeading,
)
from newsroom.importers.related import title_and_address


def as_kind(piece: Piece, code: str) -> Piece:
    """The same lines as a piece of the kind `code` (a key of `pieces.KINDS`). Raises KeyError for another."""
    kind = KINDS[code]
    if isinstance(piece, kind):
        return piece
    # What a mark or a dateline said was taken off the words; the words themselves stay.
    text = " ".join(piece.source.split("\n"))
    values: dict[str, Any] = {}
    if kind in {Headline, Kicker, SubHeading, Question, ListItem}:
        values = {"text": piece.words.replace("\n", " ").strip() or text}
    elif kind in {Standfirst, Paragraph}:
        found = opening(text)
        values = (
            {"text": found.rest, "place": found.place, "agency": found.agency}
            if found
            else {"text": piece.words.replace("\n", " ") if not isinstance(piece, PhotoPlace) else text}
        )
    elif kind is PhotoPlace:
        caption, credit = marked_caption(text) or split_credit(text)
        values = {"caption": caption, "credit": credit}
    elif kind is Dateline:
        place, day = own_line(text) or (text, "")
        values = {"place": place, "day": day}
    elif kind is Byline:
        values = {"name": piece.words}
    elif kind is RelatedItem:
        title, url = title_and_address(text)
        values = {"title": title, "url": url}
    elif kind not in {RelatedHeading, RepeatedAlt, Left}:
        raise KeyError(code)
    return kind(lines=piece.lines, source=piece.source, **values)

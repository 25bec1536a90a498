"""The body of a story as one text, for whoever may look at it and not write in it."""

from django.utils.translation import gettext as _

from newsroom.freezing import blocks_of
from newsroom.models import NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from newsroom.plain_words import plain_text


def body_text(article) -> str:
    """Return the words of each block in its order, with an empty line between two blocks."""
    return "\n\n".join(filter(None, (_words(block).strip() for block in blocks_of(article))))


def _words(block):
    match block:
        case RichText():
            return plain_text(block.text).replace("\n", "\n\n")
        case PhotoBlock():
            return f"[{block.photo or _('No photo chosen')}] {block.caption}"
        case PullQuote():
            return f"“{block.quote}” {block.speaker}"
        case Question():
            return block.question
        case NumberedPoints():
            return "\n".join([block.heading, *block.points.splitlines()])
    raise ValueError(f"There is no block of the kind {type(block).__name__}.")

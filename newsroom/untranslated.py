"""What of a translation still says, word for word, what its original says: it is kept from the public."""

import re

from newsroom.models import Article, NumberedPoints, PullQuote, Question, RichText
from newsroom.plain_words import plain_text

# So many words of the original may stand in a translation: a name, a figure, a title.
A_NAME = 3


def untranslated(article, blocks) -> list[tuple[str, str]]:
    """Return (where, how it begins) for each text of `article` that nobody has translated yet."""
    if article.translated_from_id is None:
        return []
    said = {_words(text) for text in _texts_of(article.translated_from.content)}
    left = []
    for where, text in _texts_in(article, blocks):
        words = _words(text)
        if words in said and len(words.split()) > A_NAME:
            left.append((where, _beginning(text)))
    return left


def _words(text):
    return " ".join(re.findall(r"\w+", plain_text(text or "").casefold()))


def _beginning(text):
    words = plain_text(text).split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _texts_of(content):
    yield content.get("headline", "")
    yield content.get("standfirst", "")
    yield " ".join(content.get("key_points", []))
    yield (content.get("interview") or {}).get("occasion", "")
    for block in content.get("blocks", []):
        yield from (block[name] for name in ("html", "text", "quote", "question") if block.get(name))
        points = block.get("points") or []
        yield " ".join(points) if isinstance(points, list) else points


def _texts_in(article, blocks):
    yield "headline", article.headline
    yield "standfirst", article.standfirst
    yield "key_points", article.key_points
    if article.kind == Article.Kind.INTERVIEW:
        yield "occasion", article.occasion
    for block in blocks:
        place = f"{block._meta.model_name}-{block.pk}"
        match block:
            case RichText():
                yield place, block.text
            case Question():
                yield place, block.question
            case PullQuote():
                yield place, block.quote
            case NumberedPoints():
                yield place, block.points

"""How many words a story has and how long it takes to read: one rule for the desk and the site.

A word is what stands between spaces and has a letter or a digit in it, so that Vietnamese is counted by
syllables as they are written. The story's form counts by the same rule while somebody types
(static/desk/counting.js); a test holds the two together.
"""

import math
import re

from newsroom.plain_words import block_text

# Words a minute. English: silent reading of non-fiction by adults (Brysbaert, Journal of Memory and
# Language 109, 2019). Vietnamese, in syllables as written: a text has about a fifth more of them than its
# English translation has words, so that both are said to take the same time.
SPEEDS = {"en": 238, "vi": 285}
USUAL_SPEED = 238

# Written out, because Python's idea of a space and a browser's differ.
_SPACES = re.compile(r"[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")


def count_words(text: str) -> int:
    """Return how many words `text` has; signs that stand alone, such as a dash, are none."""
    return sum(any(map(str.isalnum, word)) for word in _SPACES.split(text))


def minutes(words: int, language: str) -> int:
    """Return how many minutes so many words of `language` take, at least 1; 0 when there are none."""
    return math.ceil(words / SPEEDS.get(language, USUAL_SPEED))


def words_of(content: dict) -> int:
    """Return how many words the frozen `content` of a story has: standfirst, key points and body."""
    parts = [content.get("standfirst", ""), *content.get("key_points", [])]
    return sum(map(count_words, [*parts, *map(block_text, content.get("blocks", []))]))


def reading_time(content: dict, language: str) -> int:
    """Return how many minutes it takes to read the story that `content` froze."""
    return minutes(words_of(content), language)


# The words of each edition by its digest: its content never changes, and to count takes as long as a query.
_counted: dict[str, int] = {}
_KEPT = 20_000


def words_of_edition(edition) -> int:
    """Return how many words the story of an edition has; it need not be on record."""
    if not edition.digest:
        return words_of(edition.content)
    if edition.digest not in _counted:
        if len(_counted) >= _KEPT:
            _counted.clear()
        _counted[edition.digest] = words_of(edition.content)
    return _counted[edition.digest]

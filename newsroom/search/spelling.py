"""Slips of spelling: words of titles that are a letter away from one that nothing has.

A word is kept under itself and under what is left when one letter is taken out of it. Two words that differ
by one letter more, less or other, or by two that changed places, have such a key in common; the true
distance is then measured. It is one look into an index, and the same on every database.
"""

import datetime
from collections.abc import Iterable

from django.db.models import F
from django.db.models.functions import Least

from newsroom.models import SearchEntry, SpellingKey

SHORTEST, LONGEST = 4, 30
# How far a word may be from what was typed, by its length.
_FAR = 7
MOST = 8


def keys_of(word: str) -> set[str]:
    """Return the word and what is left of it when any one letter is taken out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def distance(one: str, other: str) -> int:
    """Return how many slips lie between two words: a letter more, less, other, or two that changed places."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, its in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]


def words_in(entries: Iterable[SearchEntry]) -> dict[str, datetime.datetime]:
    """Return the words in the titles of `entries`, and from when the public may know each."""
    found: dict[str, datetime.datetime] = {}
    for entry in entries:
        if entry.public_from is None:
            continue
        for word in entry.title.split():
            if SHORTEST <= len(word) <= LONGEST and not word.isdigit():
                found[word] = min(found.get(word, entry.public_from), entry.public_from)
    return found


def learn(words: dict[str, datetime.datetime]) -> None:
    """Keep `words`, each with its earliest moment."""
    known = SpellingKey.objects.filter(key__in=words, key=F("word"))
    moments = dict(known.values_list("word", "public_from"))
    for word, moment in words.items():
        if word in moments and moment < moments[word]:
            SpellingKey.objects.filter(word=word).update(public_from=Least("public_from", moment))
    new = {word: moment for word, moment in words.items() if word not in moments}
    # In one order, so that two who learn at once do not wait in a ring.
    rows = sorted((key, word) for word in new for key in keys_of(word))
    SpellingKey.objects.bulk_create(
        (SpellingKey(key=key, word=word, public_from=new[word]) for key, word in rows),
        batch_size=1_000,
        ignore_conflicts=True,
    )


def near(words: Iterable[str], at: datetime.datetime) -> dict[str, list[str]]:
    """Return, for each of `words` that may be a slip, the words it may be meant for, the nearest first.

    A word that titles have comes before all others (one query). Whether anything public has them, the
    caller asks.
    """
    typed = [word for word in words if SHORTEST <= len(word) <= LONGEST and not word.isdigit()]
    keys = {key: word for word in typed for key in keys_of(word)}
    if not keys:
        return {}
    rows = SpellingKey.objects.filter(key__in=keys, public_from__lte=at).order_by("word")
    candidates = set(rows.values_list("word", flat=True).distinct()[:2_000])
    found = {}
    for word in typed:
        far = 2 if len(word) >= _FAR else 1
        measured = [(distance(word, other), other[0] != word[0], other) for other in candidates]
        near = sorted(one for one in measured if one[0] <= far)
        if near:
            found[word] = [other for _distance, _first, other in near[:MOST]]
    return found

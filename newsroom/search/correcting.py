"""Another spelling, when nothing is found: offered only when it finds something that is public now."""

import datetime
from dataclasses import replace
from itertools import islice, product

from newsroom.search import spelling
from newsroom.search.asking import Asked, read
from newsroom.search.engines import Sought
from newsroom.search.finding import Found, find_first

# So many spellings are tried, the nearest first, in one query.
TRIED = 6


def corrected(asked: Asked, question: Sought, at: datetime.datetime) -> tuple[Asked, Found] | None:
    """Return `asked` with its slips mended, and what that finds; None where nothing does (two queries)."""
    near = spelling.near(asked.words, at)
    if not near:
        return None
    words = list(dict.fromkeys(asked.words))
    choices = [list(dict.fromkeys([*near.get(word, [])[:3], word])) for word in words]
    nearest = sorted(product(*(range(len(choice)) for choice in choices)), key=sum)
    tried = []
    for picks in islice(nearest, TRIED + 1):
        spelt = {word: choice[pick] for word, choice, pick in zip(words, choices, picks, strict=True)}
        wanted = tuple(tuple(spelt[word] for word in phrase) for phrase in asked.wanted)
        if wanted != asked.wanted:
            tried.append(wanted)
    found = find_first([replace(question, wanted=wanted) for wanted in tried[:TRIED]], at)
    if found is None:
        return None
    number, things = found
    return _respelt(asked, tried[number]), things


def _respelt(asked, wanted):
    parts = [f'"{" ".join(phrase)}"' if len(phrase) > 1 else phrase[0] for phrase in wanted]
    parts += [f'-"{" ".join(phrase)}"' if len(phrase) > 1 else f"-{phrase[0]}" for phrase in asked.unwanted]
    return read(" ".join(parts))

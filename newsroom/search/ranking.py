"""Ranking: headline over body, recent over old; the same on every database. Pure."""

import datetime
from collections.abc import Iterable

from newsroom.search.asking import Asked
from newsroom.search.finding import Candidate

YEAR = datetime.timedelta(days=365)
# A word in the title, in the lead, and in the text below.
TITLE, LEAD, BODY = 3.0, 1.5, 1.0
# All of them side by side as they were typed.
TOGETHER = {"title": 2.0, "lead": 1.0}
OWN_LANGUAGE, AS_TYPED = 1.3, 1.2
# A photo comes after the story that it belongs to. People are looked for by their names: what else is told of
# them has no date, and would come before all news.
KINDS = {"photo": 0.6, "person": 0.5, "agreement": 0.95}
NAMED = {"person": 1.4}


def recency(dated: datetime.datetime | None, at: datetime.datetime) -> float:
    """Return between 1, for what is of today or ahead, and 0.4 for what is long past."""
    if dated is None or dated >= at:
        return 1.0
    return 0.4 + 0.6 * 0.5 ** ((at - dated) / YEAR)


def score(asked: Asked, candidate: Candidate, language: str, at: datetime.datetime) -> float:
    """Return how well `candidate` answers, for a reader of the pages in `language`."""
    words = asked.words
    title, lead = f" {candidate.title} ", f" {candidate.lead} "
    points = 0.0
    for word in words:
        sought = f" {word} "
        points += TITLE if sought in title else LEAD if sought in lead else BODY
    points /= max(len(words), 1)
    if words:
        together = f" {' '.join(words)} "
        points += TOGETHER["title"] if together in title else TOGETHER["lead"] if together in lead else 0
        # The shorter the title, the more of it is what was asked for.
        points += sum(f" {word} " in title for word in words) / max(len(candidate.title.split()), 1)
    if asked.marked:
        shown = candidate.shown.lower()
        points *= AS_TYPED if all(word in shown for word in asked.marked) else 1
    if candidate.language in {language, ""}:
        points *= OWN_LANGUAGE
    is_named = any(f" {word} " in title for word in words)
    kind = (NAMED if is_named else KINDS).get(candidate.kind, KINDS.get(candidate.kind, 1.0))
    return points * kind * recency(candidate.dated, at)


def best_first(
    asked: Asked, candidates: Iterable[Candidate], language: str, at: datetime.datetime
) -> list[Candidate]:
    """Return `candidates`, the best answer first, of equals the newest."""
    scored = [(score(asked, one, language, at), one.id, one) for one in candidates]
    return [one for _score, _id, one in sorted(scored, key=lambda entry: entry[:2], reverse=True)]


def newest_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return `candidates`, the newest first and what has no date last."""
    return sorted(candidates, key=lambda one: (one.dated is not None, one.dated and one.id), reverse=True)

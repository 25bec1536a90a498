"""Tokens: what an entry is narrowed by, as words of the index itself. Pure.

Each begins with a capital, which no folded word does. `F` is a facet with its letter (`Fp12`: about partner
12), `T` a word of the title, `S` the beginning of one, and `Z`, `C`, `Y`, `M`, `W` say when: no day,
decade, year, month, week. The last serve PostgreSQL, whose index knows no order: it is asked for one
stretch of time after the other, the newest first, until enough is found.

An entry's number follows its date, so that the order of the numbers is the order of the list.
"""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

UTC = datetime.UTC
_BEGINNING = datetime.datetime(1800, 1, 1, tzinfo=UTC)
# 63 bits: minutes since 1800 (28), the kind of thing (3), its number (32).
_MINUTES = 2**28 - 1
_LAST = 2**63 - 1

FACETS = {
    "language": "l",
    "kind": "k",
    "section": "s",
    "partner": "p",
    "pillar": "i",
    "event": "e",
    "person": "n",
    "agreement": "a",
    "year": "y",
}
_OF_LETTERS = {letter: name for name, letter in FACETS.items()}

# How many letters of a word its beginnings have.
BEGINNINGS = range(2, 9)


def facet(name: str, value) -> str:
    """Return the token of one value of a facet, such as `("partner", 12)`."""
    return f"F{FACETS[name]}{re.sub('[^a-z0-9]', '', str(value).lower())}"


def facet_of(token: str) -> tuple[str, str]:
    """Return the facet and the value that `facet` made this token of."""
    return _OF_LETTERS[token[1]], token[2:]


def title_token(word: str) -> str:
    return f"T{word}"


def start_token(beginning: str) -> str:
    return f"S{beginning[: BEGINNINGS[-1]]}"


def title_tokens(words: list[str], *, suggested: bool) -> list[str]:
    """Return the tokens of the words of a title, and of their beginnings where it may be suggested."""
    found = [title_token(word) for word in words]
    if suggested:
        found += [
            start_token(word[:length]) for word in words for length in BEGINNINGS if length <= len(word)
        ]
    return list(dict.fromkeys(found))


def entry_number(moment: datetime.datetime | None, kind: int, pk: int) -> int:
    """Return the number of the entry of a thing of `moment`; what has no date stands before all others."""
    return _edge(moment) | kind << 32 | pk


def _edge(moment: datetime.datetime | None) -> int:
    minutes = _MINUTES if moment is None else int((moment - _BEGINNING).total_seconds() // 60)
    return min(max(minutes, 0), _MINUTES) << 35


def _week(moment) -> int:
    return (moment - _BEGINNING).days // 7


def time_tokens(moment: datetime.datetime | None) -> list[str]:
    """Return the tokens of the week, month, year and decade (in UTC) of a thing of `moment`."""
    if moment is None:
        return ["Z"]
    moment = moment.astimezone(UTC)
    year = moment.year
    return [f"C{year // 10}", f"Y{year}", f"M{year}{moment.month:02}", f"W{_week(moment)}"]


class Stretch(NamedTuple):
    """A stretch of time: each entry in it has one of `tokens`, and a number from `low` up to `high`."""

    tokens: list[str]
    low: int
    high: int


WEEKS, MONTHS, YEARS = 4, 12, 12


def in_years(time: list[Stretch], years: set[int]) -> list[Stretch]:
    """Return those of the stretches `time` that hold anything of `years`, wherever their days begin."""
    day = datetime.timedelta(days=1)
    spans = [
        (
            _edge(datetime.datetime(year, 1, 1, tzinfo=UTC) - day),
            _edge(datetime.datetime(year + 1, 1, 1, tzinfo=UTC) + day),
        )
        for year in years
    ]
    return [one for one in time if any(low < one.high and one.low < high for low, high in spans)]


def stretches(at: datetime.datetime) -> Iterator[Stretch]:
    """Yield all of time, the newest first: short stretches near `at` and longer ones further back."""
    at = at.astimezone(UTC)
    start = _BEGINNING + datetime.timedelta(weeks=_week(at))
    year = start.year
    ahead = ["Z", f"W{_week(at)}"]
    ahead += [f"M{year}{month:02}" for month in range(start.month, 13)]
    ahead += [f"Y{later}" for later in range(year + 1, (year // 10 + 1) * 10)]
    ahead += [f"C{decade}" for decade in range(year // 10 + 1, 232)]
    edge = _edge(start)
    yield Stretch(ahead, edge, _LAST)
    for _number in range(WEEKS):
        start -= datetime.timedelta(weeks=1)
        edge, high = _edge(start), edge
        yield Stretch([f"W{_week(start)}"], edge, high)
    month = start.year * 12 + start.month - 1
    for number in range(month, month - MONTHS, -1):
        begun = datetime.datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)
        edge, high = _edge(begun), edge
        yield Stretch([f"M{begun.year}{begun.month:02}"], edge, high)
    for year in range(begun.year, begun.year - YEARS, -1):
        edge, high = _edge(datetime.datetime(year, 1, 1, tzinfo=UTC)), edge
        yield Stretch([f"Y{year}"], edge, high)
    for decade in range(year // 10, 189, -1):
        edge, high = _edge(datetime.datetime(decade * 10, 1, 1, tzinfo=UTC)), edge
        yield Stretch([f"C{decade}"], edge, high)
    yield Stretch([f"C{decade}" for decade in range(180, 190)], 0, edge)

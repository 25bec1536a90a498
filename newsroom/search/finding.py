"""Finding: the newest entries that fit a question, out of which results are ranked and facets counted.

How common a word is must not matter to a reader who waits, so no search looks at all that fits: it takes the
newest `NEWEST`, and the newest `TITLED` that have it in their titles however old they are.
"""

import datetime
import uuid
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection

from newsroom.models import SearchEntry
from newsroom.search.asking import Asked
from newsroom.search.engines import Sought, engine_of
from newsroom.search.tokens import title_token

NEWEST = 1_000
TITLED = 500
# The number that an engine ends with when it had no time to look at everything.
CUT_SHORT = -1

_COLUMNS = (
    "id",
    "kind",
    "object_id",
    "edition_id",
    "uid",
    "language",
    "dated",
    "shown",
    "title",
    "lead",
    "facets",
)


class Candidate(NamedTuple):
    """One thing that fits, as far as ranking and counting have to know it."""

    id: int
    kind: str
    object_id: int
    edition_id: int | None
    uid: uuid.UUID
    language: str
    dated: datetime.datetime | None
    shown: str
    title: str
    lead: str
    facets: str


@dataclass(frozen=True)
class Found:
    """What fits, the newest first, each thing once; `is_all` when nothing was left out."""

    candidates: tuple[Candidate, ...] = ()
    is_all: bool = True


def _fields():
    return [
        SearchEntry._meta.get_field(name.removesuffix("_id") if name == "edition_id" else name)
        for name in _COLUMNS
    ]


def _read(row):
    values = []
    for field, value in zip(_fields(), row, strict=True):
        for converter in connection.ops.get_db_converters(field.get_col("entry")):
            value = converter(value, None, connection)
        values.append(value)
    return Candidate(*values)


def _ask(parts: list[tuple[str, list]]) -> list[tuple]:
    """Run `parts` as one query; return the entries, each with the place of the part that found it."""
    table = SearchEntry._meta.db_table
    columns = ", ".join(f"entry.{column}" for column in _COLUMNS)
    union = " UNION ALL ".join(
        f"SELECT id, {number} AS part FROM ({sql}) AS part_{number}"  # noqa: S608
        for number, (sql, _params) in enumerate(parts)
    )
    sql = (
        f"SELECT found.part, found.id, {columns} FROM ({union}) AS found "  # noqa: S608
        f"LEFT JOIN {table} AS entry ON entry.id = found.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _sql, params in parts for value in params])
        return cursor.fetchall()


def find(question: Sought, at: datetime.datetime, most: int = NEWEST, titled: int = TITLED) -> Found:
    """Return what is public at `at` and fits, within `most` and `titled` (one query at most)."""
    if question.finds_nothing:
        return Found()
    engine, moment = engine_of(connection), connection.ops.adapt_datetimefield_value(at)
    parts = [engine.newest(question, at, moment, most + 1)]
    words = [word for phrase in question.wanted for word in phrase]
    if words and titled:
        in_title = [frozenset([title_token(word)]) for word in dict.fromkeys(words)]
        narrowed = replace(question, narrowed=[*question.narrowed, *in_title])
        parts.append(engine.newest(narrowed, at, moment, titled))
    rows = _ask(parts)
    newest = [number for part, number, *_columns in rows if part == 0]
    return _once(rows, len(newest) <= most and CUT_SHORT not in newest)


def _once(rows, is_all) -> Found:
    by_number = {number: columns for _part, number, *columns in rows if number != CUT_SHORT}
    once: dict[tuple, Candidate] = {}
    for number in sorted(by_number, reverse=True):
        candidate = _read(by_number[number])
        # A photo is shown by many stories, and is one photo all the same.
        once.setdefault((candidate.kind, candidate.uid, candidate.language), candidate)
    return Found(tuple(once.values()), is_all)


def sought_of(asked: Asked, narrowed=()) -> Sought:
    """Return the question for what was typed, narrowed by groups of tokens."""
    return Sought(asked.wanted, asked.unwanted, tuple(narrowed))


def find_first(questions: list[Sought], at: datetime.datetime, most: int = 200) -> tuple[int, Found] | None:
    """Return the place of the first of `questions` that anything public at `at` fits, and what does.

    One query. None when nothing fits any.
    """
    engine, moment = engine_of(connection), connection.ops.adapt_datetimefield_value(at)
    asked = [number for number, question in enumerate(questions) if not question.finds_nothing]
    if not asked:
        return None
    rows = _ask([engine.newest(questions[number], at, moment, most + 1) for number in asked])
    fitting = [row for row in rows if row[1] != -1]
    if not fitting:
        return None
    first = min(row[0] for row in fitting)
    of_it = [row for row in fitting if row[0] == first]
    return asked[first], _once(
        of_it, len(of_it) <= most and len(of_it) == sum(row[0] == first for row in rows)
    )

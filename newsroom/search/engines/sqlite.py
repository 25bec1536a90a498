"""SQLite's full-text engine, FTS5 (https://sqlite.org/fts5.html). Its rows have the entries' numbers.

They follow the date, and FTS5 gives what fits in the order of the numbers, so that the newest few of a common
word are found without looking at the others.
"""

from collections.abc import Iterator

from newsroom.search.engines import Sought
from newsroom.search.engines.following import ENTRIES, triggers

INDEX = "newsroom_searchindex"
COLUMNS = ("title", "lead", "body", "facets", "tokens")

_NEW = ", ".join(f"NEW.{column}" for column in COLUMNS)
_OLD = ", ".join(f"OLD.{column}" for column in COLUMNS)
_ALL = ", ".join(COLUMNS)
_PUT = f"INSERT INTO {INDEX}(rowid, {_ALL}) VALUES (NEW.id, {_NEW})"  # noqa: S608
_TAKE = f"INSERT INTO {INDEX}({INDEX}, rowid, {_ALL}) VALUES ('delete', OLD.id, {_OLD})"  # noqa: S608

_OF_THE_INDEX = [
    ("newsroom_search_put", "AFTER INSERT", ENTRIES, _PUT),
    ("newsroom_search_taken", "AFTER DELETE", ENTRIES, _TAKE),
    ("newsroom_search_changed", f"AFTER UPDATE OF id, {_ALL}", ENTRIES, f"{_TAKE}; {_PUT}"),
]


def guards() -> Iterator[str]:
    """Yield the SQL of the triggers, which may be there already."""
    yield from no_guards()
    for name, when, table, action in [*_OF_THE_INDEX, *triggers()]:
        yield f"CREATE TRIGGER {name} {when} ON {table} BEGIN {action}; END"


def no_guards() -> Iterator[str]:
    for name, _when, _table, _action in [*_OF_THE_INDEX, *triggers()]:
        yield f"DROP TRIGGER IF EXISTS {name}"


def _phrase(words):
    return '"{}"'.format(" ".join(words))


def match(question: Sought) -> str:
    """Return the question in FTS5's language. No word or token has a character that means anything in it."""
    parts = []
    if question.wanted:
        parts.append(f"({{title lead body}} : ({' AND '.join(map(_phrase, question.wanted))}))")
    parts += [
        f"({{facets tokens}} : ({' OR '.join(_phrase([token]) for token in sorted(group))}))"
        for group in question.narrowed
    ]
    asked = " AND ".join(parts)
    if question.unwanted:
        asked = f"({asked}) NOT ({{title lead body}} : ({' OR '.join(map(_phrase, question.unwanted))}))"
    return asked


def newest(question: Sought, at, moment, most: int) -> tuple[str, list]:
    """Return the SQL, with its parameters, for the numbers of the newest `most` live entries that fit.

    `at` is the aware moment, and `moment` the same as the database takes it.
    """
    sql = (
        f"SELECT {INDEX}.rowid AS id FROM {INDEX} CROSS JOIN {ENTRIES} AS entry ON entry.id = {INDEX}.rowid "  # noqa: S608
        f"WHERE {INDEX} MATCH %s AND entry.public_from <= %s "
        f"AND (entry.public_until IS NULL OR entry.public_until > %s) ORDER BY {INDEX}.rowid DESC LIMIT %s"
    )
    return sql, [match(question), moment, moment, most]

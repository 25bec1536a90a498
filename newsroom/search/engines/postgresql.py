"""PostgreSQL's full-text engine: a stored tsvector of the words and tokens of an entry, with a GIN index.

A GIN index knows no order: asked for a common word it gives all that have it. So it is asked for the word in
one stretch of time after the other, the newest first, which the index answers by going through the shorter of
its lists. The function stops when it has enough, or after a while: an unheard-of phrase of common words has
to be looked for in the texts themselves. It then gives -1 as the last number.
"""

import datetime
from collections.abc import Iterator

from newsroom.search.engines import Sought
from newsroom.search.engines.following import ENTRIES, triggers
from newsroom.search.tokens import facet_of, in_years, stretches

PATIENCE = datetime.timedelta(milliseconds=400)

_WALK = f"""
CREATE OR REPLACE FUNCTION newsroom_search_newest(
    asked tsquery, stretches tsquery[], lows bigint[], highs bigint[],
    moment timestamptz, most int, patience interval
) RETURNS SETOF bigint AS $$
DECLARE
    begun timestamptz := clock_timestamp();
    sought tsquery;
    found int := 0;
    more int;
BEGIN
    FOR number IN 1 .. cardinality(stretches) LOOP
        sought := asked && stretches[number];
        RETURN QUERY
            WITH fitting AS MATERIALIZED (
                SELECT entry.id FROM {ENTRIES} AS entry
                WHERE entry.words @@ sought
                AND entry.id + 0 >= lows[number] AND entry.id + 0 < highs[number]
                AND entry.public_from <= moment
                AND (entry.public_until IS NULL OR entry.public_until > moment)
            )
            SELECT fitting.id FROM fitting ORDER BY fitting.id DESC LIMIT most - found;
        GET DIAGNOSTICS more = ROW_COUNT;
        found := found + more;
        IF found >= most THEN RETURN; END IF;
        IF clock_timestamp() - begun > patience AND number < cardinality(stretches) THEN
            RETURN NEXT -1;
            RETURN;
        END IF;
    END LOOP;
END
$$ LANGUAGE plpgsql STABLE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan
"""  # noqa: S608


def guards() -> Iterator[str]:
    """Yield the SQL of the function and the triggers, which may be there already."""
    yield _WALK
    for name, when, table, action in triggers():
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {action}; RETURN NULL; END $$ "
            "LANGUAGE plpgsql"
        )
        yield f"CREATE OR REPLACE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def no_guards() -> Iterator[str]:
    for name, _when, table, _action in triggers():
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"


def _one_of(tokens):
    return "({})".format(" | ".join(f"'{token}'" for token in tokens))


def _phrase(words):
    return "({})".format(" <-> ".join(f"'{word}'" for word in words))


def asked(question: Sought) -> str:
    """Return the question in the language of tsquery. Words and tokens have no quote or backslash."""
    parts = [*map(_phrase, question.wanted)]
    parts += [_one_of(sorted(group)) for group in question.narrowed]
    parts += [f"!{_phrase(words)}" for words in question.unwanted]
    return " & ".join(parts)


def newest(question: Sought, at, moment, most: int) -> tuple[str, list]:
    """Return the SQL, with its parameters, for the numbers of the newest `most` live entries that fit.

    `at` is the aware moment, and `moment` the same as the database takes it.
    """
    time = list(stretches(at))
    for group in question.narrowed:
        # There is no need to walk through other years to the one that is asked for.
        if all(token.startswith("Fy") for token in group):
            time = in_years(time, {int(facet_of(token)[1]) for token in group})
    sql = (
        "SELECT newsroom_search_newest(%s::tsquery, %s::tsquery[], %s::bigint[], %s::bigint[], "
        "%s::timestamptz, %s, %s) AS id"
    )
    return sql, [
        asked(question),
        [_one_of(stretch.tokens) for stretch in time],
        [stretch.low for stretch in time],
        [stretch.high for stretch in time],
        moment,
        most,
        PATIENCE,
    ]

"""The databases' own full-text engines: each takes the same `Sought` and gives the newest that fits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import ModuleType

from newsroom.search.asking import Phrase


@dataclass(frozen=True)
class Sought:
    """All of `wanted`, none of `unwanted`, and of each group in `narrowed` one token at least."""

    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()
    narrowed: Sequence[frozenset[str]] = field(default_factory=tuple)

    @property
    def finds_nothing(self) -> bool:
        """Whether nothing can fit, or nothing was asked for that an index could begin with."""
        return not all(self.narrowed) or not (self.wanted or self.narrowed)


def engine_of(connection) -> ModuleType:
    """Return the engine of the database behind `connection`."""
    from newsroom.search.engines import postgresql, sqlite

    return {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]


def lay_guards(sender, using, **kwargs):
    """Lay the triggers on the database `using`, once its tables stand (a `post_migrate` receiver)."""
    _run("guards", using)


def lift_guards(sender, using, **kwargs):
    """Take them away before tables are altered (a `pre_migrate` receiver).

    SQLite alters a table by making it anew, and refuses while a trigger elsewhere names it.
    """
    _run("no_guards", using)


def _run(what, using):
    from django.db import connections

    from newsroom.models import SearchEntry

    connection = connections[using]
    if SearchEntry._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in getattr(engine_of(connection), what)():
            cursor.execute(statement)

"""Queries that Django composes once in a process and runs with other values each time.

Every public page asks the same few questions, and to turn a queryset into SQL takes Django several times
as long as the database needs to answer. Only the SQL is kept: the answer is asked for each time.
"""

import re
from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from functools import cache
from inspect import signature
from uuid import UUID

from django.db import connection
from django.db.models import DateField, DateTimeField, Expression, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

_FIELDS = {datetime: DateTimeField(), date: DateField(), UUID: UUIDField()}


# A moment as SQLite is handed it.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")


def _is_moment(param):
    return isinstance(param, datetime) or (isinstance(param, str) and bool(_MOMENT.match(param)))


class Given(Expression):
    """The place in a query of a value that is given when it is run."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", (self,)


def _adapted(value):
    """The value as the database's driver takes it."""
    field = _FIELDS.get(type(value))
    return field.get_db_prep_value(value, connection) if field else value


class Composed:
    """A query that is composed once; called with its values, it returns its rows."""

    def __init__(self, compose: Callable[..., QuerySet], names: tuple[str, ...] = ()):
        self.compose = compose
        self.names = names or tuple(signature(compose).parameters)
        self.compiled = cache(self._compile)

    def _compile(self, vendor):
        rows = self.compose(*map(Given, self.names))
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if any(_is_moment(param) for param in params):
            # Such as the moment of the first call, which would stand still for as long as the process runs.
            raise TypeError(f"{self.compose.__qualname__} holds a moment of its own: have it given.")
        return rows, compiler, sql, params

    def written(self, *args, **kwargs) -> tuple[str, tuple]:
        """Return the SQL with its parameters for these values."""
        _rows, _compiler, sql, params = self.compiled(connection.vendor)
        given = {**dict(zip(self.names, args, strict=False)), **kwargs}
        values = {name: _adapted(given[name]) for name in self.names}
        return sql, tuple(values[param.name] if isinstance(param, Given) else param for param in params)

    def __call__(self, *args, **kwargs) -> list:
        """Ask the database (one query) and return the rows."""
        rows, compiler, _sql, _params = self.compiled(connection.vendor)
        written = self.written(*args, **kwargs)
        compiler = copy(compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_kwargs: written
        answer = rows.all()
        # Whatever turns rows into models or tuples takes its SQL from the compiler that the query gives it.
        answer.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(answer)


def composed(compose: Callable[..., QuerySet]) -> Composed:
    """Make a function that returns a queryset into one that returns its rows, composed only once.

    It is called once in a process, with a `Given` for each argument: it may put its arguments into conditions
    and must not look at them, nor at anything that changes while the process runs, such as the language.
    A value is a string, a number, a date, an aware datetime or a UUID.
    """
    return Composed(compose)


def one_after_another(*written: tuple[str, tuple]) -> RawSQL:
    """Return several written queries as one, for a condition such as `pk__in`: each keeps its own limit."""
    parts = (f"SELECT * FROM ({sql}) AS part_{number}" for number, (sql, _params) in enumerate(written))  # noqa: S608
    return RawSQL(" UNION ALL ".join(parts), [value for _sql, params in written for value in params])  # noqa: S611

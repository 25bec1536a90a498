"""What hangs on a row, gathered in a column of its own: one query where there would be one for each kind.

A page that shows an agreement with its steps, texts, partners and pillars asks for them together.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import F, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject

from partnerships.texts import Texts, TextsField


class Gathered(Subquery):
    """The rows of a query as a list of objects, in no order that counts."""

    output_field = JSONField()
    template = "(SELECT COALESCE(jsonb_agg(gathered.told), '[]'::jsonb) FROM (%(subquery)s) gathered)"

    def as_sqlite(self, compiler, connection, **extra_context):
        template = "(SELECT json_group_array(json(gathered.told)) FROM (%(subquery)s) gathered)"
        return self.as_sql(compiler, connection, template=template, **extra_context)


def gathered(rows: QuerySet, *names: str) -> Gathered:
    """Return the columns `names` of `rows`, which may name an OuterRef, as one value for an annotation.

    A name may lead to the row of a foreign key: `partner__slug`.
    """
    columns = JSONObject(**{name: F(name) for name in names})
    return Gathered(rows.order_by().annotate(told=columns).values("told"))


def rows_of(model: type[Model], told: Iterable[dict], at: str = "") -> list:
    """Return what `gathered` told as rows of `model`, with the columns that were asked for.

    `at` is the path under which its columns stand, such as "partner__".
    """
    column: Any = model._meta.get_field
    return [
        model(
            **{
                (field := column(name.removeprefix(at))).attname: _value(field, value)
                for name, value in one.items()
                if name.startswith(at)
            }
        )
        for one in told
    ]


def _value(field, value):
    if isinstance(field, TextsField):
        # SQLite keeps such a column as the text that it is.
        return Texts(json.loads(value) if isinstance(value, str) else value)
    return field.to_python(value)

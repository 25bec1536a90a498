"""The database's own refusal to change what was published.

The triggers are laid again after every migration: on SQLite, altering a table makes
it anew and drops them.
"""

from django.db.models import Model

from newsroom.models.editions import Edition
from newsroom.models.front_pages import FrontPage

# What the database says to whoever tries.
MESSAGES: dict[type[Model], str] = {
    Edition: "An edition is immutable: publish a new one.",
    FrontPage: "A published front page is immutable: publish another one.",
}


def frozen_columns(model: type[Model] = Edition) -> list[str]:
    """Return the names of the columns of `model` that nothing may change."""
    wanted = set(model.FROZEN_FIELDS)  # type: ignore[attr-defined]  # each model of MESSAGES has them
    return [field.column for field in model._meta.concrete_fields if field.name in wanted]


def statements(vendor: str, frozen: list[str], model: type[Model] = Edition) -> list[str]:
    """Return the SQL that guards the columns `frozen` on a database of `vendor`, "sqlite" or "postgresql"."""
    columns = ", ".join(frozen)
    table, message = model._meta.db_table, MESSAGES[model]
    if vendor == "sqlite":
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in frozen)
        return [
            f"DROP TRIGGER IF EXISTS {table}_frozen",
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {columns} ON {table} "
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        ]
    if vendor == "postgresql":
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in frozen)
        return [
            f"CREATE OR REPLACE FUNCTION {table}_frozen() RETURNS trigger AS $$ "
            f"BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END; "
            "$$ LANGUAGE plpgsql",
            f"CREATE OR REPLACE TRIGGER {table}_frozen BEFORE UPDATE OF {columns} ON {table} "
            f"FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {table}_frozen()",
        ]
    return []


def lay_triggers(sender, using, **kwargs):
    """Lay the triggers on the database `using`, once its tables stand (a `post_migrate` receiver)."""
    from django.db import connections

    connection = connections[using]
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for model in MESSAGES:
            table = model._meta.db_table
            if table not in tables:
                continue
            # Where migrations went back, the table has not all the columns that this code knows.
            there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            frozen = [column for column in frozen_columns(model) if column in there]
            for statement in statements(connection.vendor, frozen, model):
                cursor.execute(statement)

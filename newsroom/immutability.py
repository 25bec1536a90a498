"""The database's own refusal to change what was published.

The triggers are laid again after every migration: on SQLite, altering a table makes
it anew and drops them.
"""

from newsroom.models.editions import Edition

MESSAGE = "An edition is immutable: publish a new one."

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION newsroom_edition_frozen() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql
"""


def frozen_columns() -> list[str]:
    """Return the names of the columns that nothing may change."""
    wanted = set(Edition.FROZEN_FIELDS)
    return [field.column for field in Edition._meta.concrete_fields if field.name in wanted]


def statements(vendor: str, frozen: list[str]) -> list[str]:
    """Return the SQL that guards the columns `frozen` on a database of `vendor`, "sqlite" or "postgresql"."""
    columns = ", ".join(frozen)
    table = Edition._meta.db_table
    if vendor == "sqlite":
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in frozen)
        return [
            f"DROP TRIGGER IF EXISTS {table}_frozen",
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {columns} ON {table} "
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        ]
    if vendor == "postgresql":
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in frozen)
        return [
            _POSTGRESQL_FUNCTION,
            f"CREATE OR REPLACE TRIGGER {table}_frozen BEFORE UPDATE OF {columns} ON {table} "
            f"FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION newsroom_edition_frozen()",
        ]
    return []


def lay_triggers(sender, using, **kwargs):
    """Lay the triggers on the database `using`, once its tables stand (a `post_migrate` receiver)."""
    from django.db import connections

    connection = connections[using]
    table = Edition._meta.db_table
    if table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        # Where migrations went back, the table has not all the columns that this code knows.
        there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        frozen = [column for column in frozen_columns() if column in there]
        for statement in statements(connection.vendor, frozen):
            cursor.execute(statement)

"""No two levels of one partner at once: refused by the database, whoever writes and however many at a time.

A period whose end is stored lasts until it. One without an end counts as its first day, since the next period
ends it. PostgreSQL holds that with an exclusion constraint. SQLite has none, but one writer at a time, so
that a trigger that looks first is as good. Both are laid after every migration: on SQLite, altering a table
makes it anew and drops its triggers.
"""

from django.db import connections

from partnerships.models import PartnershipPeriod

MESSAGE = "Two levels of one partner overlap."
CONSTRAINT = "levels_of_a_partner_stand_apart"


def statements(vendor: str) -> list[str]:
    """Return the SQL that keeps periods apart on a database of `vendor`, "sqlite" or "postgresql"."""
    table = PartnershipPeriod._meta.db_table
    if vendor == "postgresql":
        # A range of one number stands for the partner: its equality in such an index would need an extension.
        return [
            f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {CONSTRAINT}",
            f"ALTER TABLE {table} ADD CONSTRAINT {CONSTRAINT} EXCLUDE USING gist ("
            "int8range(partner_id, partner_id, '[]') WITH &&, "
            "daterange(since, COALESCE(until, since + 1)) WITH &&)",
        ]
    if vendor == "sqlite":
        overlap = (
            f"EXISTS (SELECT 1 FROM {table} AS other WHERE other.partner_id = NEW.partner_id "  # noqa: S608
            "AND other.id IS NOT NEW.id "
            "AND NEW.since < COALESCE(other.until, date(other.since, '+1 day')) "
            "AND other.since < COALESCE(NEW.until, date(NEW.since, '+1 day')))"
        )
        written = []
        for moment, what in (("insert", "INSERT"), ("update", "UPDATE OF partner_id, since, until")):
            name = f"{CONSTRAINT}_on_{moment}"
            written += [
                f"DROP TRIGGER IF EXISTS {name}",
                f"CREATE TRIGGER {name} BEFORE {what} ON {table} WHEN {overlap} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            ]
        return written
    return []


def _stands(connection, cursor) -> bool:
    """Whether PostgreSQL has the constraint already: making it again would read and lock the table."""
    if connection.vendor != "postgresql":
        return False
    cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [CONSTRAINT])
    return cursor.fetchone() is not None


def lay(sender, using, **kwargs) -> None:
    """Lay them on the database `using`, once its tables stand (a receiver of `post_migrate`)."""
    connection = connections[using]
    if PartnershipPeriod._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if not _stands(connection, cursor):
            for statement in statements(connection.vendor):
                cursor.execute(statement)

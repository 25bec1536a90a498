"""The index by which SQLite finds words among the photos without reading the photos themselves.

A photo has some kilobytes, most of them what its file says. PostgreSQL keeps such columns apart; SQLite reads
over them. The index holds what is looked for, in the library's order. It is laid again after every migration,
since altering a table makes it anew; and not on PostgreSQL, whose indexes hold no texts as long as these.
"""

from newsroom.models.photos import Photo

NAME = "newsroom_photo_words"
COLUMNS = ("uploaded_at", "id", "folded", "alt_text")


def lay_index(sender, using, **kwargs):
    """Lay the index on the database `using`, once its tables stand (a `post_migrate` receiver)."""
    from django.db import connections

    connection, table = connections[using], Photo._meta.db_table
    if connection.vendor != "sqlite" or table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        # Where migrations went back, the table has not all the columns that this code knows.
        if there.issuperset(COLUMNS):
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {NAME} ON {table} (uploaded_at DESC, id DESC, folded, alt_text)"
            )

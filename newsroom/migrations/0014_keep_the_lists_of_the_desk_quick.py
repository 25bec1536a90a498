from django.db import DatabaseError, migrations, models, transaction

# The folded texts that the desk searches for words within.
SEARCHED = {"newsroom_article": "stories_by_their_words", "newsroom_photo": "photos_by_their_words"}


def index_words(apps, schema_editor):
    """Have PostgreSQL find a part of a word by an index. SQLite has none, and its archives are small.

    Where the database does not give the extension, a search reads every story, as it did before.
    """
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:
            return
        for table, index in SEARCHED.items():
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (folded gin_trgm_ops)")


def forget_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for index in SEARCHED.values():
            schema_editor.execute(f"DROP INDEX IF EXISTS {index}")


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0013_keep_the_unsaved_work_of_each_form"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False)),
                fields=["expires_at"],
                name="stories_to_leave",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(
                    ("cancelled_at", None),
                    ("number__gt", 1),
                    models.Q(
                        ("major_change_at", models.F("public_from")),
                        models.Q(("change", "withdrawal"), models.Q(("change_note", ""), _negated=True)),
                        _connector="OR",
                    ),
                ),
                fields=["article", "number"],
                name="edition_major_changes",
            ),
        ),
        migrations.RunPython(index_words, forget_words),
    ]

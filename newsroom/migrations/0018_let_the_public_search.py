import django.db.models.deletion
from django.db import migrations, models

# A word that no folded text has stands between title, lead and body, so that no phrase reaches from one to the
# next; it is taken out again, and the places that the words have stay.
_POSTGRESQL = [
    """
    ALTER TABLE newsroom_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        ts_delete(
            to_tsvector('simple', title || ' zqzqzqzqz ' || lead || ' zqzqzqzqz ' || body), 'zqzqzqzqz'
        ) || array_to_tsvector(string_to_array(btrim(facets || ' ' || tokens), ' '))
    ) STORED
    """,
    # What waits in a list to be put into the index would be read through by every search.
    "CREATE INDEX newsroom_searchwords ON newsroom_searchentry USING gin (words) WITH (fastupdate = off)",
]
_SQLITE = """
    CREATE VIRTUAL TABLE newsroom_searchindex USING fts5(
        title, lead, body, facets, tokens,
        content = 'newsroom_searchentry', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    )
"""
_FOLLOWING = {
    "newsroom_edition": ["newsroom_search_edition"],
    "partnerships_event": ["newsroom_search_event", "newsroom_search_event_gone"],
    "partnerships_agreement": ["newsroom_search_agreement", "newsroom_search_agreement_gone"],
    "partnerships_person": ["newsroom_search_person", "newsroom_search_person_gone"],
}


def lay_indexes(apps, schema_editor):
    """Lay the engine's own index. The triggers are laid after every migration (newsroom.search.engines)."""
    statements = {"postgresql": _POSTGRESQL, "sqlite": [_SQLITE]}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def take_indexes(apps, schema_editor):
    """Take away what would still look for the table of entries."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table, names in _FOLLOWING.items():
        for name in names:
            on = "" if is_sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            if not is_sqlite:
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
    if is_sqlite:
        for name in ("put", "taken", "changed"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS newsroom_search_{name}")
        schema_editor.execute("DROP TABLE IF EXISTS newsroom_searchindex")
    else:
        schema_editor.execute("DROP FUNCTION IF EXISTS newsroom_search_newest")


class Migration(migrations.Migration):
    """New tables only: no existing row is read or locked. `manage.py rebuild_search` fills them afterwards."""

    dependencies = [
        ("newsroom", "0017_keep_the_photo_library"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpellingKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=40)),
                ("public_from", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "word"), name="a_word_has_a_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("story", "story"),
                            ("photo", "photo"),
                            ("event", "event"),
                            ("agreement", "agreement"),
                            ("person", "person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("uid", models.UUIDField()),
                ("language", models.CharField(blank=True, max_length=10)),
                ("dated", models.DateTimeField(null=True)),
                ("public_from", models.DateTimeField(null=True)),
                ("public_until", models.DateTimeField(null=True)),
                ("shown", models.TextField(blank=True)),
                ("title", models.TextField(blank=True)),
                ("lead", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("facets", models.TextField(blank=True)),
                ("tokens", models.TextField(blank=True)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="newsroom.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="a_thing_is_found_once")
                ],
            },
        ),
        migrations.RunPython(lay_indexes, take_indexes),
    ]

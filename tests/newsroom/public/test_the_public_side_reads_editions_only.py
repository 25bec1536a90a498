import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.models import BLOCKS, Article, Byline, Photo, PhotoBlock, RelatedLink
from partnerships.models import Partner
from tests.making import add_block

PUBLIC = [
    *(Path(settings.BASE_DIR) / "newsroom" / "public").rglob("*.py"),
    *(Path(settings.BASE_DIR) / "newsroom" / "search").rglob("*.py"),
    *(Path(settings.BASE_DIR) / "newsroom" / "templatetags").rglob("*.py"),
]
# The desk's models, and the modules that hold them or that lead to them.
DESK = {model.__name__ for model in [Article, Byline, RelatedLink, Photo, *BLOCKS]} | {"BLOCKS"}
DESK_MODULES = (
    "newsroom.models.articles",
    "newsroom.models.blocks",
    "newsroom.models.photos",
    "newsroom.desk",
    "newsroom.publishing",
    "newsroom.freezing",
    "newsroom.readiness",
    "newsroom.timing",
    "newsroom.withdrawing",
    "newsroom.rendering",
    "newsroom.importers",
    "newsroom.imaging.renditions",
)
DESK_TABLES = [
    model._meta.db_table
    for model in [
        Article,
        Byline,
        RelatedLink,
        Photo,
        *BLOCKS,
        *(field.remote_field.through for field in Article._meta.many_to_many),
        *(field.remote_field.through for field in Photo._meta.many_to_many),
    ]
]


def imports(source):
    """Every module and every name that `source` imports or reaches for."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                yield from (name.name for name in node.names)
            case ast.ImportFrom():
                yield from (f"{node.module}.{name.name}" for name in node.names)
                yield from (name.name for name in node.names)
                yield node.module or ""
            case ast.Attribute():
                yield node.attr
            case ast.Constant() if isinstance(node.value, str) and "import_module" in source:
                yield node.value


def reaches_the_desk(name):
    return name in DESK or any(name == module or name.startswith(f"{module}.") for module in DESK_MODULES)


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.stem)
def test_no_public_module_imports_the_desk(path):
    assert [name for name in imports(path.read_text()) if reaches_the_desk(name)] == []


@pytest.mark.parametrize(
    "source",
    [
        "from newsroom.models import Article",
        "from newsroom.models.blocks import RichText",
        "import newsroom.publishing",
        "from newsroom import models\nmodels.Photo.objects",
        "from newsroom.imaging import renditions",
    ],
)
def test_the_test_above_would_notice(source):
    assert any(reaches_the_desk(name) for name in imports(source))


@pytest.fixture
def everything(publish, make_photo, section):
    """One story of each kind of page, with a photo and a translation."""
    photo, partner = make_photo(), Partner.objects.create(code="GB", region="europe")
    story = publish("A story", lead_photo=photo, partners=[partner])
    pictures = publish("A photo story", kind="photo-story", lead_photo=photo)
    publish("Một bài", language="vi", lead_photo=photo, translation_group=story.translation_group)
    add_block(pictures, PhotoBlock, photo=photo, caption="Two hands.")
    return [
        "/en/",
        "/vi/",
        "/en/sections/politics/",
        "/en/interviews/",
        "/en/photo-stories/",
        f"/en/stories/{story.slug}/",
        "/vi/stories/mot-bai/",
        f"/en/photos/{photo.uid.hex}/",
        "/en/stories/nothing-here/",
        "/en/feeds/",
        "/en/feeds/all.rss",
        "/en/search/?q=story&partner=united-kingdom",
        "/en/search/suggestions/?q=sto",
        "/en/search/stories.rss?q=story",
        "/en/partners/",
        "/en/partners/united-kingdom/",
    ]


def test_no_public_page_asks_the_tables_of_the_desk(client, everything):
    for address in everything:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code in {200, 404}
        for query in queries:
            touched = [table for table in DESK_TABLES if f'"{table}"' in query["sql"]]
            assert touched == [], (address, query["sql"])


def test_a_draft_shows_nowhere(client, make_story, everything):
    make_story("Only a draft", kind="interview", slug="only-a-draft")
    assert client.get("/en/stories/only-a-draft/").status_code == 404
    for address in everything:
        assert "Only a draft" not in client.get(address).content.decode()

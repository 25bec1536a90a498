"""The cast of every test: who works in this newsroom, and the few things that most stories need."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import TransactionTestCase
from django.utils import timezone, translation
from hypothesis import settings as hypothesis

from newsroom import publishing
from newsroom.models import Article, Photo, RichText, Section
from partnerships.models import Event
from tests.making import add_block, files_in, picture_bytes

# A machine that is busy with something else is not a failure.
hypothesis.register_profile("unhurried", deadline=None)
hypothesis.load_profile("unhurried")


def pytest_addoption(parser):
    parser.addoption(
        "--on-a-second-database",
        action="store_true",
        help="leave out what would tell nothing new there: tests that ask no database, and those of scripts",
    )


def _asks_a_database(item) -> bool:
    asked = {"db", "transactional_db"}.intersection(item.fixturenames)
    return bool(asked or item.get_closest_marker("django_db")) or (
        item.cls is not None and issubclass(item.cls, TransactionTestCase)
    )


def _is_of_scripts(item) -> bool:
    # In the browser only whole journeys tell more of the server than the tests of its pages do.
    return "tests/browser/" in item.nodeid and "test_journey_" not in item.nodeid


def pytest_collection_modifyitems(config, items):
    if config.getoption("on_a_second_database"):
        told_anew = [item for item in items if _asks_a_database(item) and not _is_of_scripts(item)]
        kept = set(told_anew)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = told_anew


@pytest.fixture(autouse=True)
def _each_test_begins_in_the_sites_own_language():
    # A request leaves the language that it was answered in to whatever runs next.
    translation.deactivate()


def _member(role):
    user = User.objects.create_user(role.replace(" ", "-"), password="a-long-password", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def reporter(db):
    return _member("reporter")


@pytest.fixture
def editor(db):
    return _member("editor")


@pytest.fixture
def publisher(db):
    return _member("publisher")


@pytest.fixture
def photo_editor(db):
    return _member("photo editor")


@pytest.fixture
def administrator(db):
    return _member("administrator")


@pytest.fixture
def section(db):
    return Section.objects.create(slug="politics", name={"en": "Politics", "vi": "Chính trị"})


@pytest.fixture
def empty_storage():
    """The private storage, without what other tests left in it."""
    for name in files_in():
        storages["default"].delete(name)
    return storages["default"]


@pytest.fixture
def make_photo(db):
    """Makes a photo that is ready to be shown; whatever is given differs from that."""

    def make(size=(640, 480), **said):
        said = {
            "title": "A handshake",
            "caption": {"en": "Two hands.", "vi": "Hai bàn tay."},
            "alt_text": {"en": "Two hands shaking", "vi": "Hai bàn tay bắt nhau"},
            "credit_line": "Photo: A. Nguyen",
            **said,
        }
        photo = Photo(**said)
        photo.original.save("picture.jpg", ContentFile(picture_bytes(size)), save=False)
        photo.save()
        return photo

    return make


@pytest.fixture
def make_story(db, section):
    """Makes a story of one paragraph, approved and ready to be published; whatever is given differs."""

    def make(headline="Two ministers meet", text="<p>They met.</p>", **said):
        ties = {
            name: said.pop(name)
            for name in ("partners", "pillars", "events", "people", "agreements")
            if name in said
        }
        usual = {
            "language": "en",
            "section": section,
            "standfirst": "A meeting.",
            "state": Article.State.APPROVED,
            "approved_version": 1,
        }
        article = Article.objects.create(headline=headline, **usual | said)
        for name, values in ties.items():
            getattr(article, name).set(values)
        if text:
            add_block(article, RichText, text=text)
        return article

    return make


@pytest.fixture
def publish_story(make_story, publisher):
    """Makes a story as `make_story` does, and has it public."""

    def publish(headline="Two ministers meet", **said):
        story = make_story(headline=headline, **said)
        publishing.publish(story, publisher)
        story.refresh_from_db()
        return story

    return publish


@pytest.fixture
def visit(db):
    """An event that the public knows."""
    return Event.objects.create(
        slug="visit",
        kind=Event.Kind.OFFICIAL_VISIT,
        title={"en": "Visit to London"},
        starts_on="2025-10-29",
        public_from=timezone.now(),
    )


@pytest.fixture
def cast(reporter, editor, publisher, photo_editor, administrator):
    return SimpleNamespace(
        reporter=reporter,
        editor=editor,
        publisher=publisher,
        photo_editor=photo_editor,
        administrator=administrator,
    )

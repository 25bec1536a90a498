import pytest
from django.core.files.storage import storages

from tests.newsroom.desk.library.sending import files_in


@pytest.fixture
def empty_storage():
    """The private storage, without what other tests left in it."""
    for name in files_in():
        storages["default"].delete(name)
    return storages["default"]

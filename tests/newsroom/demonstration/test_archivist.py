import pytest

from newsroom.demonstration.archivist import archivist

pytestmark = pytest.mark.django_db


def test_the_archivist_may_publish_but_cannot_sign_in():
    user = archivist()
    assert user.has_perm("newsroom.archive_article")
    assert not user.has_usable_password()
    assert not user.is_staff


def test_there_is_one_archivist():
    assert archivist() == archivist()

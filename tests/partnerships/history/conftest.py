import pytest

from partnerships.models import FactVersion
from tests.register import small_register


@pytest.fixture
def register(db):
    """A register of which the public knows everything, and whose history begins with the test."""
    register = small_register()
    FactVersion.objects.all().delete()
    return register


@pytest.fixture
def unannounced(register):
    """The visit and the declaration are not announced."""
    for fact in (register.visit, register.declaration):
        type(fact).objects.filter(pk=fact.pk).update(public_from=None)
        fact.refresh_from_db()
    return register


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client

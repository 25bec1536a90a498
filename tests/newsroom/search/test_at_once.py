"""What is hidden while somebody makes its entry is hidden in the search as well."""

import pytest
from django.db import OperationalError, connection

from newsroom.models import SearchEntry
from newsroom.search import indexing, rebuilding

HIDE = "UPDATE partnerships_event SET public_from = NULL WHERE id = %s"


@pytest.fixture
def somebody_else():
    """A line of one's own to the database, which waits for nobody."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0" if other.vendor == "sqlite" else "SET lock_timeout = 1")
    yield other
    other.close()


@pytest.fixture
def hidden_meanwhile(somebody_else, monkeypatch, visit):
    """Has the event hidden when its entry was read and is not written: at once, or as soon as that may be."""
    read, waiting = indexing.entry_of_fact, []

    def hide():
        with somebody_else.cursor() as cursor:
            cursor.execute(HIDE, [visit.pk])

    def reading(row):
        entry = read(row)
        try:
            hide()
        except OperationalError:
            waiting.append(hide)
        return entry

    for module in (indexing,):
        monkeypatch.setattr(module, "entry_of_fact", reading)
    return waiting


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["rebuilt", "saved"])
def test_a_fact_that_is_hidden_while_its_entry_is_made_is_in_no_search(visit, hidden_meanwhile, way):
    if way == "rebuilt":
        list(rebuilding.rebuild())
    else:
        visit.refresh_from_db()
        indexing.index_fact(visit)
    for hide in hidden_meanwhile:
        hide()
    entry = SearchEntry.objects.get(kind=SearchEntry.Kind.EVENT, object_id=visit.pk)
    assert entry.public_from is None

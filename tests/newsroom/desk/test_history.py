"""What the history of a story tells of each save."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import translation

from tests.newsroom.desk.filled_form import change_address, fill


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def test_it_names_what_was_changed_in_the_readers_language(desk, make_story):
    story = make_story()
    address = change_address(story)
    desk.post(address, fill(desk, address) | {"standfirst": "What happened.", "_save": "Save"})
    with translation.override("vi"):
        assert "sapo" in LogEntry.objects.get().get_change_message()


def test_a_save_that_changes_nothing_leaves_no_entry(desk, make_story):
    address = change_address(make_story())
    desk.post(address, fill(desk, address) | {"_save": "Save"})
    assert not LogEntry.objects.exists()

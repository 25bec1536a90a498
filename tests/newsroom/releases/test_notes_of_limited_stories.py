"""Whoever prepares a release changes nothing of what they do not see in it."""

import pytest

from newsroom import limits
from tests.newsroom.desk.filled_form import fill

HIDDEN = "A word for readers"


@pytest.fixture
def release(make_release, make_story, reporter):
    story = make_story("Known to its writer", created_by=reporter, last_edition=0)
    release = make_release(story)
    release.stories.update(change_note=HIDDEN)
    limits.limit(story, reporter)
    return release


def test_a_note_that_one_does_not_see_outlives_ones_save(client, publisher, release):
    client.force_login(publisher)
    address = release.get_absolute_url()
    assert HIDDEN not in client.get(address).content.decode()
    client.post(address, fill(client, address, "release_form") | {"name": "Another name"})
    release.refresh_from_db()
    assert release.name == "Another name"
    assert release.stories.get().change_note == HIDDEN


def test_a_note_that_one_does_not_see_is_not_written_over(client, publisher, release):
    client.force_login(publisher)
    address, member = release.get_absolute_url(), release.stories.get()
    client.post(address, fill(client, address, "release_form") | {f"note-{member.pk}": "Mine"})
    assert release.stories.get().change_note == HIDDEN


def test_a_note_of_a_story_that_has_no_field_for_it_yet_stays(client, publisher, make_release, make_story):
    release = make_release(make_story())
    release.stories.update(change_note=HIDDEN)
    client.force_login(publisher)
    address = release.get_absolute_url()
    client.post(address, fill(client, address, "release_form") | {"name": "Another name"})
    assert release.stories.get().change_note == HIDDEN

"""A slip of the finger in a year is told at once: PostgreSQL would keep the year 1 and never give it back."""

import pytest

from tests.newsroom.desk.filled_form import change_address, fill
from tests.register import small_register


@pytest.mark.parametrize("day", ["0001-01-01", "0206-03-02", "9999-12-31"])
def test_a_fact_is_not_announced_in_a_year_that_cannot_be_meant(client, editor, day):
    visit = small_register().visit
    client.force_login(editor)
    address = f"/admin/partnerships/event/{visit.pk}/change/"
    data = fill(client, address, "event_form") | {"public_from_0": [day], "public_from_1": ["00:00:00"]}
    response = client.post(address, data)
    assert "cannot be meant" in response.content.decode()
    before = visit.public_from
    visit.refresh_from_db()
    assert visit.public_from == before


def test_a_story_is_not_under_embargo_until_the_year_one(client, reporter, make_story):
    story = make_story()
    client.force_login(reporter)
    data = fill(client, change_address(story))
    data |= {"embargo_until_0": ["0001-01-01"], "embargo_until_1": ["00:00:00"]}
    assert "cannot be meant" in client.post(change_address(story), data).content.decode()

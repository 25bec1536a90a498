"""Whatever stands in an address, the answer is a clear one and never an error of ours."""

import pytest

from newsroom import publishing
from tests.newsroom.desk.filled_form import change_address, fill

LISTS = [
    *("", "sections/politics/", "interviews/", "feeds/all.rss"),
    *("partners/", "partners/map/", "events/", "agreements/", "search/", "search/stories.rss"),
]
RUBBISH = [
    "9" * 5000,
    "000001" + "0" * 5000,
    "-1",
    "%ff",
    "2026-03-02T06:00:00Z,0",
    "2026-03-02T06:00:00Z,99999999999999999999",
    "2026-03-02T06:00:00,1",
    "0001-01-01T00:00:00%2B23:59,1",
    "9999-12-31T23:59:59-23:59,1",
    "0001-01-01,1",
    "9999-12-31,1",
    "2026-03-02,٣",
    "2026-03-02%00,1",
]
SEARCHES = [
    "newsroom/article/?q=a%00b",
    "newsroom/article/?kind__exact=%00",
    "newsroom/article/add/?headline=%00&partners=%00",
    "newsroom/photo/choose/?q=a%00b",
    "partnerships/event/?kind__exact=%00",
    "autocomplete/?app_label=newsroom&model_name=article&field_name=partners&term=a%00b",
]


@pytest.fixture
def published(make_story, publisher):
    return publishing.publish(make_story(), publisher)


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_a_list_answers_rubbish_with_a_page_or_a_clear_no(client, published, rubbish):
    for address in LISTS:
        for name in ("before", "after", "partner", "year", "kind", "on", "q", "page", "person"):
            answer = client.get(f"/en/{address}?{name}={rubbish}")
            assert answer.status_code in {200, 400, 404}, (address, name)


@pytest.mark.parametrize("address", SEARCHES)
def test_the_desk_refuses_what_no_database_holds(client, administrator, address):
    client.force_login(administrator)
    assert client.get(f"/admin/{address}").status_code == 400


def test_the_number_of_a_photo_that_has_too_many_digits_is_no_photo(client, reporter, section):
    client.force_login(reporter)
    assert client.get(f"/admin/newsroom/article/add/?lead_photo={'9' * 5000}").status_code == 200


def test_a_form_that_says_it_has_milliards_of_rows_is_answered(client, reporter, make_story):
    story = make_story()
    client.force_login(reporter)
    data = fill(client, change_address(story))
    prefix = "newsroom_richtext_set"
    data |= {f"{prefix}-TOTAL_FORMS": ["9999999999"], f"{prefix}-INITIAL_FORMS": ["9999999999"]}
    assert client.post(change_address(story), data).status_code == 200

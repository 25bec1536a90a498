"""Lists of stories about one subject, narrowed to another partner or pillar and to the days of a period."""

import datetime
import re

import pytest
from django.utils import timezone

from partnerships.models import Partner, Pillar
from tests.archive import fill_archive
from tests.newsroom.public.test_lists import headlines


def walk(client, address):
    """Every headline of a list, page after page."""
    found, pages, page = [], 0, address
    while page:
        html = client.get(page).content.decode()
        found += headlines(html)
        pages += 1
        older = re.search(r'rel="next" href="([^"]*)"', html)
        page = older and address.partition("?")[0] + older[1].replace("&amp;", "&")
    return found, pages


@pytest.fixture
def subjects(db):
    return Partner.objects.create(code="JP", region="east-asia"), Pillar.objects.create(
        slug="health", name={"en": "Health", "vi": "Y tế"}
    )


def test_only_stories_about_both_are_listed_page_after_page(client, subjects, publisher, section):
    japan, health = subjects
    now = timezone.now()
    fill_archive(3, publisher, section, now, about=[japan])
    fill_archive(45, publisher, section, now, about=[japan, health])
    fill_archive(2, publisher, section, now, about=[health])

    found, pages = walk(client, "/en/partners/japan/stories/?pillar=health")
    other, _pages = walk(client, "/en/pillars/health/stories/?partner=japan")

    assert found == other == [f"Story {number}" for number in range(47, 2, -1)]
    assert pages == 3


def test_days_are_the_newsrooms_and_both_ends_count(client, subjects, publisher, section):
    japan, _health = subjects
    # In Hanoi the one comes in the last minute of the 9th, the other in the first of the 10th.
    for moment in ("2026-01-09T16:59", "2026-01-09T17:00"):
        at = datetime.datetime.fromisoformat(f"{moment}+00:00")
        fill_archive(1, publisher, section, at + datetime.timedelta(hours=1), about=[japan])

    def listed(query):
        return walk(client, f"/en/partners/japan/stories/?{query}")[0]

    assert listed("from=2026-01-09&until=2026-01-09") == ["Story 0"]
    assert listed("from=2026-01-10") == ["Story 1"]
    assert listed("until=2026-01-10") == ["Story 1", "Story 0"]


def test_what_it_is_narrowed_to_is_told_and_kept_in_the_other_language(client, subjects, publisher, section):
    fill_archive(1, publisher, section, timezone.now(), about=subjects)

    page = client.get("/en/partners/japan/stories/?pillar=health&from=2020-01-01").content.decode()

    assert "from 1 January 2020 on" in page
    assert "Health" in page
    assert 'href="/vi/partners/japan/stories/?pillar=health&amp;from=2020-01-01"' in page


@pytest.mark.parametrize(
    "query", ["pillar=nothing", "from=2025-02-30", "until=1", "from=2026-02-02&until=2026-02-01"]
)
def test_what_cannot_be_asked_for_lists_nothing_and_says_so(client, subjects, publisher, section, query):
    fill_archive(1, publisher, section, timezone.now(), about=subjects)

    response = client.get(f"/en/partners/japan/stories/?{query}")

    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert "Story 0" not in response.content.decode()

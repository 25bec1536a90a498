"""What a feed costs does not grow with the archive."""

import datetime

import pytest
from django.utils import timezone

from partnerships.models import Event, Partner, Pillar
from tests.archive import fill_archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def subjects():
    return {
        "partners/japan": Partner.objects.create(code="JP", region="east-asia"),
        "pillars/health": Pillar.objects.create(slug="health", name={"en": "Health"}),
        "events/forum": Event.objects.create(
            slug="forum",
            kind=Event.Kind.FORUM,
            title={"en": "Forum"},
            starts_on=datetime.date(2026, 3, 9),
            public_from=timezone.now() - datetime.timedelta(days=1),
        ),
    }


@pytest.mark.parametrize("stories", [20, 2000])
def test_a_feed_takes_as_many_queries_for_two_thousand_stories_as_for_twenty(
    stories, client, publisher, section, make_photo, subjects, django_assert_max_num_queries
):
    fill_archive(
        stories, publisher, section, timezone.now(), photo=make_photo(), about=list(subjects.values())
    )

    for feed in ["all", "sections/politics", *subjects]:
        address = f"/en/feeds/{feed}.rss"
        with django_assert_max_num_queries(7):
            response = client.get(address)
        assert response.content.count(b"<item>") == min(stories, 50)
        with django_assert_max_num_queries(1 if feed == "all" else 2):
            again = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304

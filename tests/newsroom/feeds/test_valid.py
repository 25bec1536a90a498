"""What the W3C Feed Validation Service warned of in our feeds once (`bin/audit --only feeds` asks it)."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from partnerships.models import Agreement, Partner
from tests.newsroom.feeds import rules
from tests.newsroom.feeds.conftest import START

pytestmark = pytest.mark.django_db

TOMBSTONES = b"http://purl.org/atompub/tombstones/1.0"


def test_a_namespace_is_named_only_where_something_is_in_it(clock, client, make_story, publish, publisher):
    story = make_story()
    publish(story)
    for form in ("rss", "atom"):
        assert TOMBSTONES not in client.get(f"/en/feeds/all.{form}").content

    clock.shift(60)
    publishing.withdraw(story, publisher, "It was wrong.")

    assert TOMBSTONES in client.get("/en/feeds/all.atom").content
    assert TOMBSTONES not in client.get("/en/feeds/all.rss").content


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_the_explanation_needs_no_prefix_which_readers_of_atom_stumble_over(clock, client, form):
    feed = client.get(f"/en/feeds/all.{form}").content

    assert b'<div class="explanation" xmlns="http://www.w3.org/1999/xhtml"><p>This is a feed' in feed
    assert b"xhtml:" not in feed


def test_a_feed_in_which_nothing_stands_changed_when_the_newsroom_last_did(
    clock, client, make_story, publish, django_assert_max_num_queries
):
    Partner.objects.create(code="JP", region="east-asia")
    publish(make_story())
    clock.shift(3600)

    with django_assert_max_num_queries(8):
        feed = client.get("/en/feeds/partners/japan.atom").content

    assert b"<updated>2026-03-02T06:00:00+00:00</updated>" in feed
    rules.check("atom", feed)


def test_a_feed_of_commitments_in_which_nothing_stands_changed_when_the_register_last_did(clock, client):
    Agreement.objects.create(
        slug="plan",
        kind=Agreement.Kind.ACTION_PLAN,
        title={"en": "Plan"},
        public_from=timezone.now() - datetime.timedelta(days=1),
    )
    clock.shift(3600)

    feed = client.get("/en/feeds/commitments/agreements/plan.atom").content

    assert f"<updated>{START.isoformat()}</updated>".encode() in feed
    rules.check("atom", feed)

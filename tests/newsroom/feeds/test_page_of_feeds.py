import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from partnerships.models import Event, Level, Partner, Pillar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_of_feeds_leads_to_each_of_its_language(
    client, section, language, django_assert_max_num_queries
):
    japan = Partner.objects.create(code="JP", region="east-asia")
    level = Level.objects.create(slug="strategic", rank=2, name={"en": "Strategic"})
    japan.periods.create(level=level, since=datetime.date(2009, 4, 20), public_from=timezone.now())
    Pillar.objects.create(slug="health", name={"en": "Health"})
    day = datetime.date(2026, 3, 9)
    known = {"kind": Event.Kind.FORUM, "title": {"en": "Forum"}, "starts_on": day}
    Event.objects.create(slug="forum", public_from=timezone.now(), **known)
    Event.objects.create(slug="secret", **known)

    with django_assert_max_num_queries(8):
        page = client.get(f"/{language}/feeds/").content.decode()

    for feed in ("all", "sections/politics", "partners/japan", "pillars/health", "events/forum"):
        assert f'href="/{language}/feeds/{feed}.rss"' in page
    assert "secret" not in page


def test_only_partners_with_a_level_or_a_story_are_listed(client, section, make_story, publisher):
    france, home, japan, peru = (
        Partner.objects.create(code=code, region="world") for code in ("FR", "VN", "JP", "PE")
    )
    level = Level.objects.create(slug="strategic", rank=2, name={"en": "Strategic"})
    hour = timezone.now() + datetime.timedelta(hours=1)
    peru.periods.create(level=level, since=datetime.date(2009, 4, 20), public_from=hour)
    publishing.publish(make_story(partners=[france, home]), publisher)
    publishing.schedule(make_story("A coming story", partners=[japan]), publisher, hour)

    page = client.get("/en/feeds/").content.decode()

    listed = [name for name in ("france", "vietnam", "japan", "peru") if f"partners/{name}.rss" in page]
    assert listed == ["france"]


def test_every_page_tells_readers_of_feeds_where_the_feed_is(client, section):
    page = client.get("/en/").content.decode()

    assert (
        '<link rel="alternate" type="application/rss+xml" title="Communiqué" href="/en/feeds/all.rss">'
        in page
    )

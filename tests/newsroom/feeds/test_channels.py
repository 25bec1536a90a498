import datetime
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Section
from partnerships.models import Event, Partner, Pillar
from tests.newsroom.feeds.conftest import PREFIXES

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def japan():
    return Partner.objects.create(code="JP", region="east-asia")


@pytest.fixture
def forum():
    return Event.objects.create(
        slug="forum",
        kind=Event.Kind.FORUM,
        title={"en": "Forum", "vi": "Diễn đàn"},
        starts_on=datetime.date(2026, 3, 9),
    )


def test_the_feed_of_the_site_says_what_it_is(clock, client, read, make_story, publish):
    publish(make_story())

    feed = read()

    assert feed.response["Content-Type"] == "application/xml; charset=utf-8"
    # A browser shows it as a page, with a style sheet from here.
    assert b'<?xml-stylesheet type="text/css" href="/static/site/feed.css"?>' in feed.response.content
    [explained] = feed.channel.iter("{http://www.w3.org/1999/xhtml}a")
    assert client.get(urlsplit(explained.get("href")).path).status_code == 200
    assert not feed.parsed.bozo
    assert feed.parsed.version == "rss20"
    assert feed.text("title") == "Communiqué"
    assert feed.text("language") == "en"
    assert feed.text("generator") == "Communiqué"
    assert feed.text("ttl") == "15"
    assert feed.text("lastBuildDate") == "Mon, 02 Mar 2026 06:00:00 +0000"
    [own] = [link for link in feed.all("atom:link") if link.get("rel") == "self"]
    assert own.get("href").endswith("/en/feeds/all.rss")


def test_a_feed_nobody_has_written_for_yet_is_a_feed(clock, read):
    feed = read()

    assert feed.titles == []
    assert not feed.parsed.bozo
    assert feed.text("lastBuildDate") is None


def test_each_language_has_its_own(clock, read, make_story, publish):
    publish(make_story("Two ministers meet"))
    publish(make_story("Hai bộ trưởng gặp nhau", language="vi"))

    assert read("/en/feeds/all.rss").titles == ["Two ministers meet"]
    assert read("/vi/feeds/all.rss").titles == ["Hai bộ trưởng gặp nhau"]
    assert read("/vi/feeds/all.rss").text("language") == "vi"


def test_a_section_a_partner_a_pillar_and_an_event_carry_their_own_stories(
    clock, read, make_story, publish, japan, forum
):
    pillar = Pillar.objects.create(slug="health", name={"en": "Health"})
    economy = Section.objects.create(slug="economy", name={"en": "Economy"})
    Event.objects.update(public_from=timezone.now())
    publish(make_story("Of Japan", partners=[japan]))
    publish(make_story("Of health", pillars=[pillar]))
    publish(make_story("Of the forum", events=[forum]))
    publish(make_story("Of the economy", section=economy))

    assert read("/en/feeds/partners/japan.rss").titles == ["Of Japan"]
    assert read("/en/feeds/pillars/health.rss").titles == ["Of health"]
    assert read("/en/feeds/events/forum.rss").titles == ["Of the forum"]
    assert read("/en/feeds/sections/economy.rss").titles == ["Of the economy"]
    assert read("/en/feeds/partners/japan.rss").text("title") == "Communiqué · Japan"
    assert read("/vi/feeds/partners/japan.rss").text("title") == "Communiqué · Nhật Bản"


@pytest.mark.parametrize("kind", ["sections", "partners", "pillars", "events"])
def test_the_feed_of_something_unknown_is_not_found(client, kind):
    assert client.get(f"/en/feeds/{kind}/unknown.rss").status_code == 404


def test_an_event_that_is_not_announced_has_no_feed(clock, client, forum):
    assert client.get("/en/feeds/events/forum.rss").status_code == 404

    Event.objects.update(public_from=timezone.now() + HOUR)
    assert client.get("/en/feeds/events/forum.rss").status_code == 404

    clock.shift(HOUR)
    assert client.get("/en/feeds/events/forum.rss").status_code == 200


def test_a_withdrawn_story_leaves_every_feed(clock, client, read, make_story, publish, publisher, japan):
    article = make_story(partners=[japan])
    publish(article)
    clock.shift(60)

    publishing.withdraw(article, publisher, "It was about another minister.")

    for address in ("all", "sections/politics", "partners/japan"):
        root = ET.fromstring(client.get(f"/en/feeds/{address}.atom").content)
        assert root.findall("atom:entry", PREFIXES) == []
        [tombstone] = root.findall("at:deleted-entry", PREFIXES)
        assert tombstone.get("ref") == article.uid.urn
        assert tombstone.get("when") == "2026-03-02T06:01:00+00:00"
        assert tombstone.findtext("at:comment", namespaces=PREFIXES) == "It was about another minister."
        # No reader of RSS knows of such: a notice takes the place of the copy that it has.
        feed = read(f"/en/feeds/{address}.rss")
        [notice] = feed.parsed.entries
        assert (notice.id, notice.title) == (article.uid.urn, "This story was withdrawn")
        assert notice.summary == "It was about another minister."
        assert notice.published_parsed[:5] == (2026, 3, 2, 6, 0)
        assert feed.text("item/atom:updated") == "2026-03-02T06:01:00+00:00"
        # A reader that keeps what an item does not say any more would keep the text.
        assert notice.content[0].value == "<p>It was about another minister.</p>"
        assert b"They met." not in feed.response.content


def test_a_scheduled_story_comes_on_the_second(clock, read, make_story, publisher):
    publishing.schedule(make_story(), publisher, timezone.now() + HOUR)

    clock.shift(3599)
    assert read().titles == []
    clock.shift(1)
    assert read().titles == ["Two ministers meet"]


def test_the_newest_story_stands_first_and_the_oldest_leave(clock, read, make_story, publish):
    for number in range(52):
        clock.shift(60)
        publish(make_story(f"Story {number}"))

    assert read().titles == [f"Story {number}" for number in range(51, 1, -1)]

import datetime
import re

import atoma
import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from newsroom import publishing
from partnerships.models import Agreement, Event, Level, Partner, Person, Pillar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_of_feeds_leads_to_each_of_its_language(
    client, section, settings, language, django_assert_max_num_queries
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

    known = (
        "all",
        "corrections",
        "kinds/interview",
        "sections/politics",
        "partners/japan",
        "commitments/all",
    )
    for feed in (*known, "pillars/health", "events/forum"):
        for form in ("rss", "atom", "json"):
            assert f'href="/{language}/feeds/{feed}.{form}"' in page
        assert f"{settings.SITE_URL}/{language}/feeds/{feed}.rss</code>" in page
    assert "secret" not in page

    with django_assert_max_num_queries(8):
        answer = client.get(f"/{language}/feeds/feeds.opml")
    listed = atoma.parse_opml_bytes(answer.content)
    found = [feed for group in listed.outlines for feed in group.outlines]
    assert {feed.xml_url for feed in found} == {
        f"{settings.SITE_URL}{address}" for address in re.findall(r'href="([^"]+/feeds/[^"]+\.rss)"', page)
    }
    assert all(feed.text and feed.type == "rss" for feed in found)


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


def test_a_page_with_a_feed_of_its_own_names_both_in_all_formats(client, section):
    said = {"places": {"rss": "/en/feeds/all.rss"}, "page_feed": "/en/feeds/x.rss", "page_title": "A & B"}
    written = render_to_string("newsroom/_feed_links.html", said)

    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">', written)
    assert found == [
        ("application/rss+xml", "Communiqué", "/en/feeds/all.rss"),
        ("application/atom+xml", "Communiqué (Atom)", "/en/feeds/all.atom"),
        ("application/feed+json", "Communiqué (JSON Feed)", "/en/feeds/all.json"),
        ("application/rss+xml", "Communiqué · A &amp; B", "/en/feeds/x.rss"),
        ("application/atom+xml", "Communiqué · A &amp; B (Atom)", "/en/feeds/x.atom"),
        ("application/feed+json", "Communiqué · A &amp; B (JSON Feed)", "/en/feeds/x.json"),
    ]


def test_people_and_agreements_of_the_latest_stories_are_listed_once_they_are_announced(
    client, publish_story
):
    later = timezone.now() + datetime.timedelta(hours=1)
    kind = Agreement.Kind.DECLARATION
    known = Person.objects.create(slug="known", name={"en": "Known"}, public_from=timezone.now())
    hidden = Person.objects.create(slug="hidden", name={"en": "Hidden"}, public_from=later)
    signed = Agreement.objects.create(
        slug="signed", kind=kind, title={"en": "Signed"}, public_from=timezone.now()
    )
    publish_story(people=[known, hidden], agreements=[signed])

    page = client.get("/en/feeds/").content.decode()

    assert "/en/feeds/people/known.rss" in page
    assert "/en/feeds/agreements/signed.json" in page
    assert "people/hidden" not in page
    assert client.get("/en/feeds/people/hidden.rss").status_code == 404
    assert b"<item>" in client.get("/en/feeds/people/known.rss").content
    assert client.get("/en/feeds/kinds/news.json").json()["items"]
    assert client.get("/en/feeds/kinds/speech.json").json()["items"] == []
    assert client.get("/en/feeds/kinds/unknown.json").status_code == 404
    assert 'href="/en/feeds/people/known.atom"' in client.get("/en/people/known/").content.decode()
    assert 'href="/en/feeds/agreements/signed.json"' in client.get("/en/agreements/signed/").content.decode()

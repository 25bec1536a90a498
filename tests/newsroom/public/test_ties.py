import datetime

import pytest
from django.template import engines
from django.utils import translation

from partnerships.models import Agreement, Event, Partner, Person, Pillar

KNOWN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)  # an hour after the story


@pytest.fixture
def subjects(db):
    """One subject of each kind; the event is announced an hour after the story, the agreement not yet."""
    return {
        "partners": [Partner.objects.create(code="GB", region="europe")],
        "pillars": [Pillar.objects.create(slug="trade", name={"en": "Trade", "vi": "Thương mại"})],
        "people": [Person.objects.create(slug="person", name={"en": "A. Person"}, public_from=KNOWN)],
        "events": [
            Event.objects.create(
                slug="visit",
                kind="talks",
                title={"en": "A visit"},
                starts_on=datetime.date(2026, 5, 1),
                public_from=LATER,
            )
        ],
        "agreements": [Agreement.objects.create(slug="text", kind="treaty", title={"en": "A text"})],
    }


def test_a_story_leads_to_what_it_is_about(client, publish, subjects):
    publish("Two ministers meet", **subjects)
    html = client.get("/en/stories/two-ministers-meet/").content.decode()
    for address, name in [
        ("/en/partners/united-kingdom/", "United Kingdom"),
        ("/en/pillars/trade/", "Trade"),
        ("/en/people/person/", "A. Person"),
    ]:
        assert f'href="{address}">{name}</a>' in html


def test_a_fact_that_is_not_announced_is_not_named(client, publish, subjects, clock):
    publish("Two ministers meet", **subjects)
    address = "/en/stories/two-ministers-meet/"
    html = client.get(address).content.decode()
    assert "A visit" not in html
    assert "A text" not in html
    clock.move_to(LATER)
    html = client.get(address).content.decode()
    assert "A visit" in html
    assert "A text" not in html


def test_names_are_in_the_story_s_language_or_marked_with_their_own(client, publish, subjects):
    publish("Hai bộ trưởng", language="vi", **subjects)
    html = client.get("/vi/stories/hai-bo-truong/").content.decode()
    assert "Vương quốc Anh" in html
    assert "Thương mại" in html
    assert 'href="/vi/people/person/" lang="en">A. Person' in html


def stories_about(subject, language="en"):
    template = engines["django"].from_string(
        "{% load newsroom_stories %}{% stories_about subject limit=2 as stories %}"
        "{% for story in stories %}[{{ story.headline }}]{% endfor %}"
    )
    with translation.override(language):
        return template.render({"subject": subject})


def test_the_register_may_list_the_newest_stories_about_a_subject(publish, withdraw, subjects, clock):
    for headline in ["One", "Two", "Three"]:
        publish(headline, **subjects)
        clock.shift(60)
    publish("Bốn", language="vi", **subjects)
    gone = publish("Five", **subjects)
    clock.shift(60)
    withdraw(gone, "Wrong.")
    for kind in subjects:
        assert stories_about(subjects[kind][0]) == "[Three][Two]"
        assert stories_about(subjects[kind][0], "vi") == "[Bốn]"

"""Each feed that names a hub is told of under just the address by which it names itself, and no other is."""

import datetime
import json
import re
import xml.etree.ElementTree as ET

import pytest
import time_machine
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Edition, Section
from newsroom.public.feeds.corrections import identity
from newsroom.websub import worker
from partnerships.feeds import FORMATS
from partnerships.models import Agreement, Partner, Person, Pillar

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)
LINK = "{http://www.w3.org/2005/Atom}link"
FEEDS = [
    *("all", "corrections", "sections/politics", "sections/economy", "partners/japan", "partners/france"),
    *("pillars/health", "events/visit", "people/minister", "agreements/plan", "commitments/all"),
    *("kinds/news", "kinds/speech"),
]
ADDRESSES = [*(f"/en/feeds/{feed}." for feed in FEEDS), "/vi/feeds/all.", "/vi/feeds/corrections."]


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def said_by(body, form):
    """Return which hub a document names, and as what it names itself."""
    if form == "json":
        feed = json.loads(body)
        return feed.get("hubs", [{}])[0].get("url", ""), feed["feed_url"]
    root = ET.fromstring(body)
    links = {link.get("rel"): link.get("href") for link in (root if form == "atom" else root[0]).iter(LINK)}
    return links.get("hub", ""), links["self"]


@pytest.fixture
def advertised(client, hub, settings):
    """Returns each feed that names the hub, by the address by which it names itself."""

    def advertised():
        found = {}
        for address in [f"{feed}{form}" for feed in ADDRESSES for form in FORMATS]:
            answer = client.get(address)
            assert answer.status_code == 200, address
            named, own = said_by(answer.content, address.rpartition(".")[2])
            assert own == settings.SITE_URL + address
            if not named:
                assert "Link" not in answer
                continue
            assert named == hub.address
            assert answer["Link"] == f'<{named}>; rel="hub", <{own}>; rel="self"'
            found[own] = answer.content.decode()
        return found

    return advertised


@pytest.fixture
def holding(advertised):
    """Returns the feeds that name the hub and in which a story, or a correction of it, stands."""

    def holding(story):
        corrections = Edition.objects.filter(uid=story.uid, change=Edition.Change.CORRECTION)
        known = [story.uid.urn, *map(identity, corrections)]
        return {own for own, body in advertised().items() if any(name in body for name in known)}

    return holding


@pytest.fixture
def told(hub):
    """Looks once, as the worker does; returns of which feeds the hub heard, and sees that it did so once."""

    def told():
        worker.look_once()
        found = []
        while not hub.heard.empty():
            found.append(hub.heard.get())
        assert len(set(found)) == len(found)
        return set(found)

    return told


def test_each_move_of_a_story_is_told_of_just_the_feeds_that_name_the_hub_and_hold_it(
    clock, settings, holding, told, make_story, publisher, section, visit
):
    japan, france = (Partner.objects.create(code=code, region="world") for code in ("JP", "FR"))
    economy = Section.objects.create(slug="economy", name={"en": "Economy"})
    health = Pillar.objects.create(slug="health", name={"en": "Health"})
    known = {"public_from": timezone.now()}
    minister = Person.objects.create(slug="minister", name={"en": "A minister"}, **known)
    plan = Agreement.objects.create(
        slug="plan", kind=Agreement.Kind.ACTION_PLAN, title={"en": "Plan"}, **known
    )
    ties = {"pillars": [health], "events": [visit], "people": [minister], "agreements": [plan]}
    story = make_story(partners=[japan], section=section, **ties)

    before = set()

    def move(publication, **said):
        nonlocal before
        clock.shift(60)
        story.refresh_from_db()
        publication(story, publisher, **said)
        after = holding(story)
        concerned, before = before | after, after
        assert told() == concerned
        return {re.sub(r"\.[a-z]+$", "", topic).partition("/en/feeds/")[2] for topic in concerned}

    everywhere = {
        *("all", "sections/politics", "kinds/news", "partners/japan"),
        *("pillars/health", "events/visit", "people/minister", "agreements/plan"),
    }
    assert move(publishing.publish) == everywhere
    # What is told as an update is no correction.
    story.headline = "Two ministers met"
    story.save()
    assert move(publishing.publish, change=Edition.Change.UPDATE, note="The day was added.") == everywhere
    story.headline = "Three ministers met"
    story.save()
    correction = {"change": Edition.Change.CORRECTION, "note": "There were three."}
    assert move(publishing.publish, **correction) == {*everywhere, "corrections"}
    story.section, story.slug = economy, "elsewhere"
    story.partners.set([france])
    story.save()
    moved = {*everywhere, "corrections", "sections/economy", "partners/france"}
    assert move(publishing.publish) == moved
    assert move(publishing.withdraw, reason="It was wrong.") == moved - {
        "sections/politics",
        "partners/japan",
    }
    # In Vietnamese it concerns nobody who reads English.
    publishing.publish(make_story("Hai bộ trưởng gặp nhau", language="vi", section=section), publisher)
    heard = told()
    assert {f"{settings.SITE_URL}/vi/feeds/all.{form}" for form in FORMATS} <= heard
    assert all(topic.startswith(f"{settings.SITE_URL}/vi/") for topic in heard)


def test_a_feed_of_a_search_or_of_the_past_names_no_hub(clock, client, hub, make_story, publisher):
    publishing.publish(make_story(), publisher)
    for form in FORMATS:
        for address in (
            f"/en/search/stories.{form}?q=ministers",
            f"/en/search/stories.{form}?kind=news",
            f"/en/feeds/all.{form}?month=2026-03",
        ):
            answer = client.get(address)
            assert (answer.status_code, "Link" in answer) == (200, False)
            assert said_by(answer.content, form)[0] == ""

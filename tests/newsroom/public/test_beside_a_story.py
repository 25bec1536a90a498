"""What stands beside a story: related stories, and those before and after it on an event."""

import datetime

import pytest

from newsroom import publishing
from newsroom.models import RelatedLink
from partnerships.models import Appointment, Event, Partner, Person, Pillar, Post

KNOWN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
MINUTE = 60


@pytest.fixture
def britain(db):
    return Partner.objects.create(code="GB", region="europe")


@pytest.fixture
def trade(db):
    return Pillar.objects.create(slug="trade", name={"en": "Trade"}, colour="#7a1f2b")


def event(slug, **said):
    said = {"kind": "talks", "starts_on": datetime.date(2026, 3, 1), "public_from": KNOWN, **said}
    return Event.objects.create(slug=slug, title={"en": slug.capitalize()}, **said)


def part(client, address, begins, ends="</section>"):
    html = client.get(address).content.decode()
    start = html.find(begins)
    return html[start : html.index(ends, start)] if start >= 0 else ""


def related(client, address="/en/stories/the-story/"):
    return part(client, address, 'id="story-related"')


def in_order(text, *headlines):
    places = [text.index(f">{headline}<") for headline in headlines]
    return places == sorted(places)


def test_related_are_the_chosen_then_those_that_share_most_then_the_newest(
    client, publish, make_story, publisher, withdraw, britain, trade, clock
):
    far = publish("Chosen by the desk")
    clock.shift(MINUTE)
    publish("Shares both", partners=[britain], pillars=[trade])
    for headline in ["Older on trade", "Newer on trade"]:
        clock.shift(MINUTE)
        publish(headline, pillars=[trade])
    gone = publish("Taken back", partners=[britain], pillars=[trade])
    withdraw(gone, "Wrong.")
    publish("Bằng tiếng Việt", language="vi", partners=[britain], pillars=[trade])
    publish("About something else")
    make_story("A draft", partners=[britain], pillars=[trade])
    clock.shift(MINUTE)
    story = make_story("The story", partners=[britain], pillars=[trade])
    RelatedLink.objects.create(article=story, story=far)
    publishing.publish(story, publisher)
    publish(
        "Bản dịch",
        language="vi",
        translation_group=story.translation_group,
        partners=[britain],
        pillars=[trade],
    )
    shown = related(client)
    assert in_order(shown, "Chosen by the desk", "Shares both", "Newer on trade", "Older on trade")
    for headline in ["Taken back", "Bằng tiếng Việt", "something else", "A draft", "The story", "Bản dịch"]:
        assert headline not in shown
    translated = related(client, "/vi/stories/ban-dich/")
    assert "Bằng tiếng Việt" in translated
    assert "The story" not in translated


def test_a_fact_that_is_not_announced_relates_no_stories(client, publish, clock):
    secret = event("secret", public_from=None)
    publish("Also on it", events=[secret])
    clock.shift(MINUTE)
    publish("The story", events=[secret])
    assert "Also on it" not in client.get("/en/stories/the-story/").content.decode()
    Event.objects.filter(pk=secret.pk).update(public_from=KNOWN)
    assert "Also on it" in related(client)


def coverage(client, address="/en/stories/the-story/"):
    return part(client, address, 'class="coverage"', "</nav>")


def test_an_event_s_coverage_goes_on_before_and_after_by_date(client, publish, clock):
    visit, talks = event("visit"), event("talks")
    publish("Long before", events=[visit])
    for headline in ["One", "Two"]:
        clock.shift(MINUTE)
        publish(headline, events=[visit, talks])
    clock.shift(MINUTE)
    publish("The story", events=[visit, talks])
    clock.shift(MINUTE)
    publish("Về chuyến thăm", language="vi", events=[talks])
    publish("Of the visit only", events=[visit])
    clock.shift(MINUTE)
    publish("Three", events=[visit, talks])
    shown = coverage(client)
    # Of the two events the talks have fewer stories: what comes next on them is nearer to this one.
    assert 'href="/en/events/talks/"' in shown
    assert 'rel="prev" href="/en/stories/two/"' in shown
    assert 'rel="next" href="/en/stories/three/"' in shown
    assert 'rel="prev"' not in coverage(client, "/en/stories/long-before/")
    assert 'rel="next"' not in coverage(client, "/en/stories/three/")


def test_a_story_that_is_alone_on_its_event_has_no_neighbours(client, publish):
    publish("The story", events=[event("visit")])
    assert coverage(client) == ""


def test_ties_show_a_flag_a_colour_and_the_post_of_the_day(client, publish, britain, trade):
    person = Person.objects.create(slug="person", name={"en": "A. Person"}, public_from=KNOWN)
    left = datetime.date(2026, 3, 1)
    for slug, dates in {"minister": {"until": left}, "chair": {"since": left}}.items():
        post = Post.objects.create(slug=slug, title={"en": slug.capitalize(), "vi": f"{slug} vi"})
        Appointment.objects.create(person=person, post=post, public_from=KNOWN, **dates)
    secret = Post.objects.create(slug="secret", title={"en": "Secret"})
    Appointment.objects.create(person=person, post=secret, since=datetime.date(2026, 3, 2))
    publish("The story", partners=[britain], pillars=[trade], people=[person])
    ties = part(client, "/en/stories/the-story/", 'id="story-ties"')
    assert "flags/gb.svg" in ties
    assert 'fill="#7a1f2b"' in ties
    assert '<span class="tie-post">Chair</span>' in ties
    assert "Minister" not in ties
    assert "Secret" not in ties

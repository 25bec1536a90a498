import datetime
import re

import pytest
from django.utils import timezone

from newsroom.models import Section
from partnerships.models import Agreement, Event, Partner, Person
from tests.newsroom.public.archive import fill


def headlines(html):
    return re.findall(r'card-headline"><a href="[^"]*">([^<]*)<', html)


def walk(client, address):
    """Every headline of a list, page after page."""
    found, pages, query = [], 0, ""
    while query is not None:
        html = client.get(address + query).content.decode()
        found += headlines(html)
        pages += 1
        older = re.search(r'rel="next" href="([^"]*)"', html)
        query = older[1].replace("&amp;", "&") if older else None
    return found, pages


def test_a_section_lists_its_stories_newest_first(client, publish, section, clock):
    elsewhere = Section.objects.create(slug="economy", name={"en": "Economy"})
    publish("The first")
    clock.shift(60)
    publish("The second")
    publish("Of another section", section=elsewhere)
    html = client.get("/en/sections/politics/").content.decode()
    assert headlines(html) == ["The second", "The first"]
    assert "<h1>Politics</h1>" in html
    assert "<h1>Chính trị</h1>" in client.get("/vi/sections/politics/").content.decode()


def test_paging_shows_every_story_once(client, section, publisher, clock):
    fill(section, publisher, 45)
    found, pages = walk(client, "/en/sections/politics/")
    assert found == [f"Story {count}" for count in range(45)]
    assert pages == 3


def test_stories_of_the_same_second_are_neither_lost_nor_repeated(client, section, publisher, clock):
    moment = datetime.datetime(2026, 2, 1, 8, 30, 0, 123456, tzinfo=datetime.UTC)
    for count in range(45):
        fill(section, publisher, 1, newest=moment, headline=f"Item{count}")
    found, _pages = walk(client, "/en/sections/politics/")
    assert len(found) == len(set(found)) == 45


def test_a_story_published_meanwhile_does_not_shift_the_older_page(
    client, section, publisher, publish, clock
):
    fill(section, publisher, 25)
    first = client.get("/en/sections/politics/").content.decode()
    older = re.search(r'rel="next" href="([^"]*)"', first)[1].replace("&amp;", "&")
    publish("Breaking")
    second = client.get("/en/sections/politics/" + older).content.decode()
    assert headlines(second) == [f"Story {count}" for count in range(20, 25)]


def test_a_later_edition_does_not_move_a_story_in_its_list(client, publish, publish_again, clock):
    old = publish("The first")
    clock.shift(60)
    publish("The second")
    clock.shift(60)
    publish_again(old, headline="The first, corrected", note="A word.")
    html = client.get("/en/sections/politics/").content.decode()
    assert headlines(html) == ["The second", "The first, corrected"]


@pytest.mark.parametrize(
    "before",
    [
        "yesterday",
        ",",
        "2026-03-01,5",
        "2026-03-01T00:00:00,5",
        "2026-03-01T00:00:00Z,",
        "2026-03-01T00:00:00Z,x",
        "2026-03-01T00:00:00Z,-1",
        "2026-03-01T00:00:00Z,99999999999999999999",
        "0001-01-01T00:00:00+23:00,5",
    ],
)
def test_a_key_that_means_nothing_is_not_found(client, section, before, clock):
    assert client.get("/en/sections/politics/", {"before": before}).status_code == 404


def test_an_unknown_section_is_not_found(client, db):
    assert client.get("/en/sections/nowhere/").status_code == 404


def test_photo_stories_have_a_list_of_their_own(client, publish, make_photo):
    publish("Told in pictures", kind="photo-story", lead_photo=make_photo())
    publish("Told in words")
    assert headlines(client.get("/en/photo-stories/").content.decode()) == ["Told in pictures"]


def test_an_empty_list_says_so(client, db):
    assert "Nothing has been published here yet." in client.get("/en/interviews/").content.decode()


def test_every_story_about_a_subject_can_be_reached_from_its_page(client, section, publisher, publish, clock):
    partner = Partner.objects.create(code="GB", region="europe")
    fill(section, publisher, 45, partner=partner)
    publish("About nobody")
    html = client.get("/en/partners/united-kingdom/").content.decode()
    assert 'href="/en/partners/united-kingdom/stories/"' in html
    found, pages = walk(client, "/en/partners/united-kingdom/stories/")
    assert found == [f"Story {count}" for count in range(45)]
    assert pages == 3


@pytest.mark.parametrize("subjects", ["events", "people", "agreements"])
def test_the_list_about_a_fact_that_is_not_public_is_not_there(client, publish, subjects, clock):
    name, day = {"en": "Something"}, datetime.date(2026, 5, 1)
    facts = {
        "events": Event(slug="secret", kind="talks", title=name, starts_on=day),
        "people": Person(slug="secret", name=name),
        "agreements": Agreement(slug="secret", kind="treaty", title=name),
    }
    fact = facts[subjects]
    fact.public_from = timezone.now() + datetime.timedelta(hours=1)
    fact.save()
    publish("A story", **{subjects: [fact]})
    address = f"/en/{subjects}/secret/stories/"
    assert client.get(address).status_code == 404
    clock.shift(3600)
    assert headlines(client.get(address).content.decode()) == ["A story"]


def test_the_stories_about_a_partner_can_be_narrowed_to_one_kind(client, publish):
    japan = Partner.objects.create(code="JP", region="east-asia")
    publish("A talk", kind="speech", partners=[japan])
    publish("A report", partners=[japan])

    told = client.get("/en/partners/japan/stories/?kind=speech").content.decode()

    assert "A talk" in told
    assert "A report" not in told
    assert "Speech" in told
    assert 'href="/vi/partners/japan/stories/?kind=speech"' in told
    refused = client.get("/en/partners/japan/stories/?kind=rumour")
    assert refused.status_code == 400
    assert "There is no such kind of story." in refused.content.decode()
    assert "A talk" not in refused.content.decode()

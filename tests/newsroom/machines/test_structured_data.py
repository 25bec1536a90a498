"""Pages as structured data: one graph each, in the words of schema.org, of what the page says."""

import json
from types import SimpleNamespace

import pytest

from newsroom import publishing
from newsroom.models.kinds import WithdrawalWay
from newsroom.public.structured_page import breadcrumbs, graph_of_page
from tests.newsroom.machines.conftest import graph_of
from tests.newsroom.machines.vocabulary import faults

SITE = "http://127.0.0.1:8000"
STORY = "/en/stories/the-minister-on-the-visit/"


def one(graph, *kinds):
    found = [node for node in graph if node.get("@type") in kinds]
    assert len(found) == 1, kinds
    return found[0]


@pytest.fixture
def two_languages(publish, publish_again, clock):
    """A story that was corrected, and its translation."""
    story = publish("Two ministers meet")
    publish("Hai bộ trưởng", language="vi", translation_group=story.translation_group)
    clock.shift(60)
    publish_again(story, note="A name was wrong.", change="correction", standfirst="They met.")
    return story


def test_every_page_speaks_the_words_of_schema_org(client, interview, two_languages, settings):
    settings.NEWSROOM_CONTACT, settings.MINISTRY_ADDRESS = "press@example.org", "1 Ton That Dam, Hanoi"
    photo = interview.lead_photo.uid.hex
    for path in [
        *("/en/", STORY, "/en/stories/two-ministers-meet/", "/vi/stories/hai-bo-truong/"),
        *("/en/sections/politics/", "/en/interviews/", f"/en/photos/{photo}/", "/vi/partners/"),
        *("/en/partners/japan/", "/en/partners/japan/stories/", "/en/partners/japan/photos/"),
        *("/en/people/minister/", "/en/events/visit/", "/en/agreements/declaration/", "/en/pillars/health/"),
        *("/vi/posts/foreign-minister/", "/vi/people/minister/", "/vi/events/visit/"),
    ]:
        graph = graph_of(client.get(path))
        assert [fault for node in graph for fault in faults(node)] == [], path
        named = [node["@id"] for node in graph]
        assert len(named) == len(set(named)), path
        # What is referred to as the publisher, the site and the page's subject is told in the same graph.
        page = graph[0]
        for reference in ("publisher", "isPartOf", "mainEntity", "primaryImageOfPage", "breadcrumb"):
            assert page.get(reference, {}).get("@id", named[0]) in named, (path, reference)


def test_the_test_above_would_notice():
    assert faults({"@type": "NewsArticle", "rating": 5}) == ["/NewsArticle.rating: no such property"]
    assert faults({"@type": "Event", "organizer": {"@type": "Country", "name": "Japan"}})
    assert faults({"@type": "Question", "acceptedAnswer": "Yes."})


def test_an_interview_tells_its_questions_and_answers(client, interview):
    graph = graph_of(client.get(STORY))
    told = one(graph, "Article")
    assert told["@id"] == f"{SITE}{STORY}#story"
    assert told["author"] == [{"@type": "Person", "name": "An Nguyen", "jobTitle": "Reporter"}]
    assert told["publisher"] == {"@id": f"{SITE}/#ministry"}
    assert (told["inLanguage"], told["isAccessibleForFree"], told["articleSection"]) == (
        "en",
        True,
        "Politics",
    )
    assert [subject["name"] for subject in told["about"]] == [
        *("France", "Japan", "Health", "Visit to Tokyo", "Joint declaration")
    ]
    assert told["mentions"][0]["@id"] == f"{SITE}/en/people/minister/#person"
    assert told["contributor"][0]["jobTitle"] == "Foreign Minister"
    first, second = told["hasPart"]
    assert (first["name"], first["position"]) == ("Why now?", 1)
    assert first["url"] == f"{SITE}{STORY}#why-now"
    assert first["acceptedAnswer"]["text"] == "Because it is time.\nAnd more."
    assert first["acceptedAnswer"]["author"]["name"] == "Minister Aoki"
    assert second["author"]["name"] == "A guest"
    assert second["acceptedAnswer"]["text"] == "Work & talks."
    photos = [node["@id"] for node in graph if node["@type"] == "ImageObject"]
    assert [image["@id"] for image in told["image"]] == photos
    assert len(photos) == 2


def test_news_tells_its_correction_its_translation_and_a_card_for_want_of_a_photo(client, two_languages):
    told = one(graph_of(client.get("/en/stories/two-ministers-meet/")), "NewsArticle")
    assert (told["datePublished"], told["dateModified"]) == ("2026-03-02T05:00:00Z", "2026-03-02T05:01:00Z")
    assert told["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "A name was wrong.",
            "datePublished": "2026-03-02T05:01:00Z",
        }
    ]
    assert told["workTranslation"][0]["@id"] == f"{SITE}/vi/stories/hai-bo-truong/#story"
    assert told["author"] == told["publisher"]
    image = told["image"][0]
    assert client.get(image["url"].removeprefix(SITE))["Content-Type"] == "image/png"
    assert (told["wordCount"], told["timeRequired"]) == (4, "PT1M")


def test_a_headline_is_no_longer_than_search_engines_take(client, publish):
    publish("Words " * 30, slug="long")
    assert len(one(graph_of(client.get("/en/stories/long/")), "NewsArticle")["headline"]) == 110


def test_a_story_that_was_withdrawn_is_no_article_any_more(client, publish, publisher, clock):
    story = publish("Two ministers meet")
    clock.shift(60)
    publishing.withdraw(story, publisher, "It was wrong.", way=WithdrawalWay.NOTICE)
    page = client.get("/en/stories/two-ministers-meet/")
    assert page.status_code == 200
    kinds = {node["@type"] for node in graph_of(page)}
    assert kinds == {"WebPage", "WebSite", "GovernmentOrganization", "BreadcrumbList"}
    assert b"oembed" not in page.content
    assert b"/card-" in page.content  # the site's, not the story's
    assert b"two-ministers-meet/card-" not in page.content


def test_what_is_not_there_tells_nothing(client, publish, withdraw, clock):
    story = publish("Two ministers meet")
    clock.shift(60)
    withdraw(story, "It was wrong.")
    for path, status in (("/en/stories/nothing/", 404), ("/en/stories/two-ministers-meet/", 410)):
        response = client.get(path)
        assert response.status_code == status
        assert b"ld+json" not in response.content


def test_a_person_has_posts_with_their_days_and_a_list_its_stories(client, interview, register):
    person = one(graph_of(client.get("/en/people/minister/")), "Person")
    role = person["hasOccupation"][0]
    assert role["hasOccupation"]["name"] == "Foreign Minister"
    assert role["hasOccupation"]["occupationLocation"]["name"] == "Japan"
    assert role["startDate"]
    listed = one(graph_of(client.get("/en/sections/politics/")), "ItemList")
    assert listed["itemListElement"][0]["url"] == f"{SITE}{STORY}"
    country = one(graph_of(client.get("/en/partners/japan/")), "Country")
    assert country["identifier"]["value"] == "JP"


def test_the_way_to_a_page_is_told_where_the_page_shows_one(rf, db):
    steps = [SimpleNamespace(name="News", address="/en/"), SimpleNamespace(name="Here", address="")]
    told = breadcrumbs(f"{SITE}/en/x/", steps)
    assert faults(told) == []
    assert [step.get("item") for step in told["itemListElement"]] == [{"@id": f"{SITE}/en/"}, None]
    request = rf.get("/en/x/")
    request.resolver_match = None
    graph = graph_of_page({"request": request, "breadcrumbs": steps})["@graph"]
    assert graph[0]["breadcrumb"] == {"@id": told["@id"]}
    assert told in graph
    assert json.dumps(graph)

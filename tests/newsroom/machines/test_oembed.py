"""oEmbed: what other sites are given of a story, and what they are not."""

import datetime
import json
import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone

from newsroom import publishing

SITE = "http://127.0.0.1:8000"
STORY = f"{SITE}/en/stories/two-ministers-meet/"


@pytest.fixture
def ask(client):
    def get(url=STORY, **said):
        return client.get("/oembed", {"url": url, **said})

    return get


def test_a_story_is_given_as_a_quotation_with_a_picture(ask, publish, make_photo):
    publish("Two <b>ministers</b> meet", slug="two-ministers-meet", lead_photo=make_photo(size=(2000, 1500)))
    answer = ask()
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"] == "application/json"
    said = answer.json()
    assert (said["version"], said["type"], said["provider_name"]) == ("1.0", "rich", "Communiqué")
    assert said["title"] == "Two <b>ministers</b> meet"
    assert "Two &lt;b&gt;ministers&lt;/b&gt; meet" in said["html"]
    assert f'<a href="{STORY}">' in said["html"]
    assert said["html"].startswith("<blockquote")
    assert said["html"].endswith("</blockquote>")
    assert not any(word in said["html"] for word in ("script", "style", "iframe", "img"))
    assert (said["thumbnail_width"], said["thumbnail_height"]) == (1280, 854)
    same = ElementTree.fromstring(ask(format="xml").content)
    assert {child.tag: child.text for child in same} == {name: str(value) for name, value in said.items()}


def test_it_keeps_within_the_limits_that_are_asked_for(ask, publish, make_photo):
    publish("Two ministers meet", lead_photo=make_photo(size=(2000, 1500)))
    for widest, kind in ((800, "rich"), (300, "rich"), (120, "link")):
        said = ask(maxwidth=widest).json()
        assert said["type"] == kind
        assert all(said[name] <= widest for name in ("width", "thumbnail_width") if name in said)
    low = ask(maxheight=50).json()
    assert low["type"] == "link"
    assert not low.keys() & {"html", "width", "height", "thumbnail_url"}


def test_only_stories_of_ours_that_are_live_are_given(
    ask, client, make_story, publish, publisher, withdraw, clock
):
    due = timezone.now() + datetime.timedelta(hours=1)
    make_story("A draft")
    publishing.schedule(make_story("To come"), publisher, due)
    gone = publish("Gone")
    publish("Two ministers meet")
    clock.shift(60)
    withdraw(gone, "It was wrong.")
    nothing = ask(f"{SITE}/en/stories/never-was/")
    assert nothing.status_code == 404
    for url in [
        *(f"{SITE}/en/stories/{slug}/" for slug in ("a-draft", "to-come", "gone")),
        *(f"{SITE}/vi/stories/two-ministers-meet/", f"{SITE}/en/", f"{SITE}/admin/", f"{SITE}/fr/stories/a/"),
        *("https://example.org/en/stories/two-ministers-meet/", "javascript:alert(1)", "http://[", "x"),
        f"{SITE}.example.org/en/stories/two-ministers-meet/",
    ]:
        answer = ask(url)
        assert (answer.status_code, answer.content) == (404, nothing.content), url
        assert answer.headers == nothing.headers
    for url in (STORY, f"{STORY}#why-now", f"{STORY}?utm_source=x", STORY.replace("http:", "https:")):
        assert ask(url).json()["title"] == "Two ministers meet", url
    clock.move_to(due)
    assert ask(f"{SITE}/en/stories/to-come/").status_code == 200
    assert client.post("/oembed", {"url": STORY}).status_code == 405


def test_a_story_is_found_by_an_address_that_it_had(ask, publish, publish_again, clock):
    story = publish("Two ministers meet")
    clock.shift(60)
    publish_again(story, slug="ministers")
    assert f"{SITE}/en/stories/ministers/" in json.dumps(ask().json())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"format": "yaml"}, 501),
        ({"url": ""}, 400),
        ({"maxwidth": "wide"}, 400),
        ({"maxheight": "0"}, 400),
        ({"maxwidth": "٣"}, 400),
        ({"url": SITE + "/" * 3000}, 400),
    ],
)
def test_what_cannot_be_answered_says_so(ask, said, status):
    answer = ask(**said)
    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store"


def test_it_takes_few_queries(ask, publish, django_assert_max_num_queries):
    publish("Two ministers meet")
    with django_assert_max_num_queries(3):
        assert ask().status_code == 200

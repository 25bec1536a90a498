"""What the head of a page tells other sites: its one address, its languages, and where else it is had."""

import re

import pytest

from newsroom.templatetags.newsroom_machines import open_graph_locale

SITE = "http://127.0.0.1:8000"


def alternates(page):
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    return {code: address.removeprefix(SITE) for code, address in found}


def canonical(page):
    return re.findall(r'<link rel="canonical" href="([^"]+)">', page)


@pytest.fixture
def html(client):
    def get(path):
        response = client.get(path)
        assert response.status_code == 200, path
        return response.content.decode()

    return get


def test_every_page_names_its_one_address_its_languages_and_a_picture(html, interview, register):
    for path in [
        *("/", "/sections/politics/", "/interviews/", "/photo-stories/", "/feeds/", "/data/"),
        *("/partners/", "/partners/map/", "/partners/japan/", "/partners/japan/stories/"),
        *("/partners/japan/photos/", "/pillars/", "/pillars/matrix/", "/pillars/health/"),
        *("/events/", "/events/visit/", "/people/", "/people/minister/", "/posts/foreign-minister/"),
        *("/agreements/", "/agreements/declaration/", "/commitments/"),
    ]:
        page = html(f"/vi{path}")
        assert canonical(page) == [f"{SITE}/vi{path}"], path
        assert alternates(page) == {"en": f"/en{path}", "vi": f"/vi{path}", "x-default": f"/en{path}"}, path
        assert '<meta property="og:locale" content="vi_VN">' in page
        assert '<meta property="og:locale:alternate" content="en_GB">' in page
        for name in ("og:title", "og:type", "og:url", "og:image", "og:image:width", "og:image:alt"):
            assert page.count(f'<meta property="{name}" content="') == 1, (path, name)
        assert page.count('<meta name="twitter:card" content="summary_large_image">') == 1


def test_a_story_names_only_translations_that_there_are(html, publish):
    story = publish("Two ministers meet")
    assert alternates(html("/en/stories/two-ministers-meet/")) == {}
    publish("Hai bộ trưởng", language="vi", translation_group=story.translation_group)
    both = {"en": "/en/stories/two-ministers-meet/", "vi": "/vi/stories/hai-bo-truong/"}
    for path in both.values():
        assert alternates(html(path)) == {**both, "x-default": both["en"]}


def test_a_later_page_of_a_list_is_a_page_of_its_own_and_a_narrowed_list_is_the_list(html, interview):
    later = html("/en/people/?after=a&q=x")
    assert canonical(later) == [f"{SITE}/en/people/?after=a"]
    assert alternates(later) == {}
    narrowed = html("/en/events/?year=2026")
    assert canonical(narrowed) == [f"{SITE}/en/events/"]
    assert alternates(narrowed)["vi"] == "/vi/events/"


def test_a_story_says_where_else_it_is_had(client, html, publish):
    publish("Two ministers meet")
    page = html("/en/stories/two-ministers-meet/")
    for kind in ("application/json+oembed", "text/xml+oembed", "application/json"):
        link = re.search(
            rf'<link rel="alternate" type="{re.escape(kind)}" title="[^"]+" href="([^"]+)">', page
        )
        answer = client.get(link[1].replace("&amp;", "&").removeprefix(SITE))
        assert answer.status_code == 200
        assert b"Two ministers meet" in answer.content


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_GB"), ("vi", "vi_VN"), ("fr", "fr_FR"), ("pt-br", "pt_BR")]
)
def test_a_language_is_written_with_its_country(language, locale):
    assert open_graph_locale(language) == locale

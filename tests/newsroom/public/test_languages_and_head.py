import re

import pytest
from django.conf import settings


def html(client, address):
    return client.get(address).content.decode()


def switch(page, code):
    return re.search(rf'<a href="([^"]*)" lang="{code}" hreflang="{code}">(?:Tiếng Việt|English)<', page)[1]


@pytest.fixture
def both(publish):
    english = publish("Two ministers meet")
    return english, publish("Hai bộ trưởng", language="vi", translation_group=english.translation_group)


def test_the_switch_leads_to_the_translation(client, both):
    assert switch(html(client, "/en/stories/two-ministers-meet/"), "vi") == "/vi/stories/hai-bo-truong/"
    assert switch(html(client, "/vi/stories/hai-bo-truong/"), "en") == "/en/stories/two-ministers-meet/"


def test_without_a_translation_it_leads_to_the_same_section(client, publish):
    publish("Two ministers meet")
    page = html(client, "/en/stories/two-ministers-meet/")
    assert switch(page, "vi") == "/vi/sections/politics/"
    assert 'rel="alternate" hreflang' not in page


def test_a_withdrawn_translation_is_not_offered(client, both, withdraw, clock):
    clock.shift(60)
    withdraw(both[1], "Sai.")
    assert "hai-bo-truong" not in html(client, "/en/stories/two-ministers-meet/")
    assert switch(html(client, "/vi/stories/hai-bo-truong/"), "en") == "/en/stories/two-ministers-meet/"


def test_translations_are_told_to_search_engines(client, both):
    page = html(client, "/en/stories/two-ministers-meet/")
    for code, path in [("en", "/en/stories/two-ministers-meet/"), ("vi", "/vi/stories/hai-bo-truong/")]:
        assert f'<link rel="alternate" hreflang="{code}" href="{settings.SITE_URL}{path}">' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}/en/stories/two-ministers-meet/">' in page


@pytest.mark.parametrize("path", ["/", "/sections/politics/", "/interviews/", "/photo-stories/"])
def test_a_page_that_is_in_every_language_leads_to_its_like(client, publish, path):
    publish("Two ministers meet")
    assert switch(html(client, f"/en{path}"), "vi") == f"/vi{path}"


def test_the_page_of_nothing_leads_to_the_front_page(client, db):
    assert switch(html(client, "/en/stories/nothing/"), "vi") == "/vi/"


def test_a_story_tells_other_sites_how_to_announce_it(client, publish, make_photo):
    photo = make_photo(size=(1000, 500))
    publish("Two ministers meet", lead_photo=photo, standfirst='They "met".')
    page = html(client, "/en/stories/two-ministers-meet/")
    assert "<title>Two ministers meet · Communiqué</title>" in page
    assert '<meta name="description" content="They &quot;met&quot;.">' in page
    assert '<meta property="og:type" content="article">' in page
    assert '<meta property="og:title" content="Two ministers meet">' in page
    address = f"{settings.SITE_URL}/media/{photo.public_token}/c238-0-9524-10000-952.jpg"
    assert f'<meta property="og:image" content="{address}">' in page


def test_the_desk_may_word_the_title_for_search_engines(client, publish):
    publish("Two ministers meet", seo_title="Ministers meet in London", seo_description="What they said.")
    page = html(client, "/en/stories/two-ministers-meet/")
    assert "<title>Ministers meet in London · Communiqué</title>" in page
    assert 'content="What they said."' in page
    assert "<h1>Two ministers meet</h1>" in page


def test_the_canonical_address_of_an_older_page_of_a_list_is_its_own(client, publish):
    publish("Two ministers meet")
    page = html(client, "/en/sections/politics/?before=2027-01-01T00:00:00Z,5&utm=x")
    assert f'href="{settings.SITE_URL}/en/sections/politics/?before=2027-01-01T00%3A00%3A00Z%2C5"' in page
    assert "<title>Politics (continued) · Communiqué</title>" in page


def test_there_is_nothing_inline_and_nothing_from_elsewhere(client, both):
    for address in ["/en/", "/vi/", "/en/stories/two-ministers-meet/", "/en/sections/politics/"]:
        page = html(client, address)
        assert "<style" not in page
        assert not re.search(r'<script(?![^>]*\bsrc=)(?! type="application/ld\+json")', page)
        assert not re.search(r'\sstyle="', page)
        assert not re.search(r'(?:src|srcset)="https?:', page)
        assert not re.search(r'<link rel="(?:stylesheet|preload|icon)" href="(?!/static/)', page)

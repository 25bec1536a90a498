"""The page of a search, what is suggested, and the feed: whole stories of one search each, to be quick."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.models import SearchEntry, SpellingKey
from partnerships.models import Agreement, Event, Level, Partner, PartnershipPeriod, Person, Pillar
from tests.newsroom.public.conftest import NOON


@pytest.fixture
def site(publish, make_photo, django_capture_on_commit_callbacks, clock):
    """A story in each language about Japan, with a photo, an event, an agreement and a person."""
    with django_capture_on_commit_callbacks(execute=True):
        japan = Partner.objects.create(code="JP", region="east-asia")
        level = Level.objects.create(slug="strategic", rank=2, name={"en": "Strategic", "vi": "Chiến lược"})
        PartnershipPeriod.objects.create(partner=japan, level=level, since="2020-01-01", public_from=NOON)
        health = Pillar.objects.create(slug="health", name={"en": "Health", "vi": "Y tế"})
        known = {"public_from": NOON}
        visit = Event.objects.create(
            slug="visit",
            kind="talks",
            title={"en": "Visit to Osaka", "vi": "Thăm Osaka"},
            starts_on="2026-02-01",
            **known,
        )
        visit.partners.add(japan)
        person = Person.objects.create(slug="aoki", name={"en": "Minister Aoki"}, **known)
        Agreement.objects.create(slug="rice", kind="treaty", title={"en": "Osaka rice treaty"}, **known)
        ties = {"partners": [japan], "pillars": [health], "events": [visit], "people": [person]}
        photo = make_photo(caption={"en": "The harbour of Osaka.", "vi": "Cảng Osaka."})
        return [
            publish(
                "Osaka <b>& rice</b>",
                text="<p>Rice came by sea.</p>",
                kind="speech",
                lead_photo=photo,
                **ties,
            ),
            publish(
                "Gạo đến Osaka", language="vi", text="<p>Gạo đi đường biển.</p>", lead_photo=photo, **ties
            ),
            publish("Rice elsewhere"),
        ]


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    return response, len(queries)


def titles(response):
    return [str(result.title) for result in response.context["results"]]


def test_a_page_of_results_with_all_its_facets(client, site):
    response, queries = asked(client, "/en/search/?q=osaka")
    page = response.content.decode()
    assert response.status_code == 200
    assert queries <= 7
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    kinds = sorted(result.kind for result in response.context["results"])
    assert kinds == ["agreement", "event", "news", "photo", "photo", "speech"]
    assert "<mark>Osaka</mark> &lt;b&gt;&amp; rice&lt;/b&gt;" in page
    assert "<b>" not in page
    assert (
        '<h2><a href="/vi/stories/gao-den-osaka/" lang="vi" hreflang="vi">Gạo đến <mark>Osaka</mark>' in page
    )
    facets = {
        group.name: {option.label: option.count for option in group.options}
        for group in response.context["facets"]
    }
    assert facets["kind"] == {"Photo": 2, "Agreement": 1, "Event": 1, "News": 1, "Speech": 1}
    assert facets["language"] == {"English": 4, "Tiếng Việt": 3}


def test_one_facet_after_the_other_narrows_and_widens_again(client, site):
    address = "/en/search/?q=osaka&kind=speech&kind=news&partner=japan&region=east-asia&level=strategic"
    response, queries = asked(
        client, address + "&pillar=health&event=visit&person=aoki&section=politics&year=2026"
    )
    assert queries <= 7
    assert len(titles(response)) == 2
    page = response.content.decode()
    assert page.count('class="is-chosen"') == 10
    assert "Osaka · Speech · News" not in page
    only = next(option for option in response.context["chosen"] if option.value == "news")
    assert "kind=speech" in only.address
    assert "kind=news" not in only.address
    vietnamese, _queries = asked(client, "/en/search/?language=vi&kind=news")
    assert titles(vietnamese) == ["Gạo đến Osaka"]
    for nonsense in (
        "kind=poem",
        "partner=atlantis",
        "year=abc",
        "event=hidden",
        "language=xx",
        "sort=worst",
    ):
        assert asked(client, f"/en/search/?q=osaka&{nonsense}")[0].status_code == 400
    for nowhere in ("page=0", "page=9", "page=x", "page=²"):
        assert asked(client, f"/en/search/?q=osaka&{nowhere}")[0].status_code == 404


def test_nothing_found_offers_a_spelling_that_finds_something(client, site):
    response, queries = asked(client, "/en/search/?q=oskaa+rcie")
    assert queries <= 7
    assert response.context["did_you_mean"]["text"] == "osaka rice"
    assert response.context["did_you_mean"]["found"] == 2
    assert "q=osaka+rice" in response.content.decode()
    assert asked(client, "/en/search/?q=qwertyuiop")[0].context["did_you_mean"] is None
    # A word that only something withdrawn had is offered to nobody.
    SearchEntry.objects.filter(title__contains="elsewhere").delete()
    assert SpellingKey.objects.filter(word="elsewhere").exists()
    assert asked(client, "/en/search/?q=elsewere")[0].context["did_you_mean"] is None
    for quiet in ("", "q=", "q=-rice", "q=%22"):
        assert asked(client, f"/en/search/?{quiet}")[0].status_code == 200, quiet


def test_titles_are_suggested_while_somebody_types(client, site):
    def suggested(typed, language="en"):
        response, queries = asked(client, f"/{language}/search/suggestions/?q={typed}")
        assert queries <= 4
        return [one["title"] for one in json.loads(response.content)["suggestions"]]

    assert suggested("jap") == ["Japan"]
    assert suggested("nhat", "vi") == ["Nhật Bản"]
    assert set(suggested("osa")) == {
        "Visit to Osaka",
        "Osaka rice treaty",
        "Osaka <b>& rice</b>",
        "Gạo đến Osaka",
    }
    assert suggested("osa", "vi")[0] == "Thăm Osaka"
    assert suggested("osaka ri") == ["Osaka rice treaty", "Osaka <b>& rice</b>"]
    assert suggested("gạo đ", "vi") == suggested("gao%20de", "vi") == ["Gạo đến Osaka"]
    assert suggested("o") == suggested("") == suggested("elsewherex") == []


def test_a_search_is_followed_as_a_feed(client, site):
    page, _queries = asked(client, "/en/search/?q=rice&sort=newest")
    address = page.context["page_feed"]
    assert address == "/en/search/stories.rss?q=rice"
    response, queries = asked(client, address)
    assert queries <= 9
    feed = response.content.decode()
    assert "Rice elsewhere" in feed
    assert "/en/stories/osaka-" in feed
    assert "/vi/stories/" not in feed
    assert "Search: rice" in feed
    assert asked(client, "/en/search/stories.rss")[0].status_code == 404
    assert asked(client, "/en/search/stories.rss?q=rice&partner=atlantis")[0].status_code == 404
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_search_is_made_again_and_looked_after(site, capsys, clock):
    from django.core.management import call_command

    before = set(SearchEntry.objects.values_list("id", "title", "facets", "tokens", "body"))
    call_command("check_newsroom")
    SearchEntry.objects.all().delete()
    with pytest.raises(Exception, match="Not whole"):
        call_command("check_newsroom")
    call_command("rebuild_search")
    assert set(SearchEntry.objects.values_list("id", "title", "facets", "tokens", "body")) == before
    call_command("check_newsroom")


def test_the_box_may_be_found_by_search_engines_and_what_it_finds_may_not(client, db):
    bare, results = (client.get(f"/en/search/{query}") for query in ("", "?q=rice"))
    assert "X-Robots-Tag" not in bare
    assert b"noindex" not in bare.content
    assert b'<meta name="description" content="Search stories' in bare.content
    assert results["X-Robots-Tag"] == "noindex"
    assert b'<meta name="robots" content="noindex">' in results.content


def test_a_story_that_is_called_preview_has_suggestions_and_a_preview_has_none(client, publish):
    publish(slug="preview")
    assert b"site/search.js" in client.get("/en/stories/preview/").content
    assert b"site/search.js" not in client.get("/preview/nowhere/").content


def test_another_name_by_which_search_finds_somebody_dates_its_page(client, clock):
    person = Person.objects.create(slug="aoki", name={"en": "Minister Aoki"}, public_from=NOON)
    clock.shift(60)
    before = client.get("/en/search/?q=sensei")
    clock.shift(60)
    person.other_names = "Aoki sensei"
    person.save()
    told = {"If-Modified-Since": before["Last-Modified"]}
    after = client.get("/en/search/?q=sensei", headers=told)
    assert after.status_code == 200
    assert titles(after) == ["Minister Aoki"]

"""Whoever comes late can have everything: documents that lead from the newest down to the first story."""

import datetime
import json
import re

import pytest
from django.test import RequestFactory
from django.utils import timezone
from lxml import etree

from newsroom import publishing
from newsroom.models import Article, Edition
from newsroom.public.feeds import Channel, StoryFeed
from partnerships.feeds import FORMATS
from partnerships.models import Partner
from tests.archive import fill_archive
from tests.newsroom.feeds import rules
from tests.newsroom.feeds.conftest import START

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"


class Document:
    """One document of a feed in any of the formats: its stories, and where the next older one is."""

    def __init__(self, client, address, form):
        response = client.get(address)
        assert response.status_code == 200, address
        self.body = response.content
        rules.check(form, self.body)
        if form == "json":
            feed = json.loads(self.body)
            self.stories = [item["id"] for item in feed["items"]]
            self.older, self.is_archive = feed.get("next_url", ""), "archive" in feed["_communique"]
            return
        root = etree.fromstring(self.body)
        holder = root if form == "atom" else root[0]
        links = {link.get("rel"): link.get("href") for link in holder.findall(f"{ATOM}link")}
        assert links.get("next") == links.get("prev-archive")
        self.older, self.is_archive = links.get("next", ""), holder.find(ARCHIVE) is not None
        item, identity = (f"{ATOM}entry", f"{ATOM}id") if form == "atom" else ("item", "guid")
        self.stories = [one.findtext(identity) for one in root.iter(item)]


def walk(client, address, form, meanwhile=lambda number: None):
    """Yield the documents from `address` on, and have something happen after each."""
    for number in range(20):
        document = Document(client, address, form)
        yield document
        meanwhile(number)
        address = document.older
        if not address:
            return
    raise AssertionError("It leads nowhere.")


@pytest.fixture
def archive(clock, section, publisher):
    """120 stories of the last five days, over the end of a month, and 60 of January; all about Japan."""
    japan = Partner.objects.create(code="JP", region="east-asia")
    january = datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC)
    old = fill_archive(60, publisher, section, january, about=[japan])
    return old + fill_archive(120, publisher, section, START, about=[japan])


@pytest.mark.parametrize("feed", ["all", "partners/japan"])
def test_a_walk_reaches_every_story_once_whatever_comes_in_between(
    clock, client, archive, make_story, make_photo, publisher, feed, django_assert_max_num_queries
):
    everything = [edition.uid.urn for edition in reversed(archive)]

    def meanwhile(number):
        # Somebody publishes, and somebody changes a story that the walk has not come to.
        clock.shift(60)
        publishing.publish(make_story(f"New {form} {number}"), publisher)
        article = Article.objects.get(uid=archive[100].uid)
        standing = Edition.objects.in_force().get(article=article)
        Edition.objects.filter(pk=standing.pk).update(public_until=timezone.now())
        [again] = Edition.objects.bulk_create([_again(standing)])
        for tie in standing.editionpartners.all():
            again.editionpartners.create(partner=tie.partner, first_public_from=tie.first_public_from)

    for form in FORMATS:
        with django_assert_max_num_queries(8):
            newest = Document(client, f"/en/feeds/{feed}.{form}", form)
        known = [story for story in newest.stories if story not in everything]
        met = [
            story
            for document in walk(client, f"/en/feeds/{feed}.{form}", form, meanwhile)
            for story in document.stories
        ]
        assert [story for story in met if story not in known] == everything


def _again(edition):
    """The same story again, as an edition that tells readers nothing."""
    again = Edition.objects.get(pk=edition.pk)
    again.pk, again.number, again.public_until = None, edition.number + 1, None
    again.public_from = again.recorded_at = timezone.now()
    again.change = Edition.Change.UPDATE
    return again


def test_what_a_document_of_the_past_holds_does_not_depend_on_what_comes_later(
    clock, client, archive, make_story, publisher
):
    before = list(walk(client, "/en/feeds/all.atom", "atom"))
    months = [re.search(r"month=([\d-]+)", document.older) for document in before]
    assert [month[1] for month in months if month] == ["2026-01"]
    assert [document.is_archive for document in before] == [False, *[True] * (len(before) - 1)]
    for number in range(3):
        clock.shift(60)
        publishing.publish(make_story(f"New {number}"), publisher)

    after = list(walk(client, "/en/feeds/all.atom", "atom"))

    # From the first whole month on nothing is another: whoever knows it stops there.
    assert [document.body for document in after[-2:]] == [document.body for document in before[-2:]]
    assert Document(client, "/en/feeds/all.atom?month=2026-03", "atom").is_archive is False
    assert b"fh:archive" not in Document(client, "/en/feeds/all.rss", "rss").body


def test_an_old_story_that_is_withdrawn_is_told_among_the_newest(clock, client, archive, publisher):
    Article.objects.update(last_edition=1)
    old = Article.objects.get(uid=archive[30].uid)
    clock.shift(60)
    publishing.withdraw(old, publisher, "It was wrong.")

    assert old.uid.urn.encode() in client.get("/en/feeds/all.rss").content
    clock.shift(datetime.timedelta(days=31))
    assert old.uid.urn.encode() not in client.get("/en/feeds/all.rss").content
    assert old.uid.urn.encode() in client.get("/en/feeds/all.rss?month=2026-01").content


@pytest.mark.parametrize(
    "query",
    ["before=yesterday", "before=2026-03-01T00:00:00,5", "month=2026", "month=2026-13", "month=0000-01"],
)
def test_a_place_that_there_cannot_be_is_not_found(clock, client, query):
    assert client.get(f"/en/feeds/all.atom?{query}").status_code == 404


def test_a_month_in_which_nothing_stands_leads_on(clock, client, archive):
    empty = Document(client, "/en/feeds/all.atom?month=2026-02&x=1", "atom")
    assert empty.stories
    gap = Document(client, "/en/feeds/all.json?month=2025-12", "json")
    assert (gap.stories, gap.older) == ([], "")
    gap = Document(client, "/en/feeds/all.json?month=2026-04", "json")
    assert gap.older.endswith("?month=2026-03")


class Asked(StoryFeed):
    """A feed of what somebody asked for."""

    def channel(self, at):
        query = self.request.GET.get("q", "")
        return Channel("Asked", "What was asked for.", f"/en/search/?q={query}", Edition.objects.all())


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_whose_page_has_a_query_keeps_it_in_every_link(clock, archive, settings, form):
    settings.WEBSUB_HUB = "https://hub.example.org/"

    def ask(query):
        request = RequestFactory().get(f"/en/search.{form}?{query}")
        request.LANGUAGE_CODE = "en"
        response = Asked.as_view(form=form)(request)
        rules.check(form, response.content)
        return response.content.decode().replace("&amp;", "&")

    newest = ask("q=peace&utm=1")
    for other in FORMATS:
        assert f"/en/search.{other}?q=peace" in newest
    # What nobody can tell a hub of is not offered there.
    assert "hub.example.org" not in newest
    assert "utm" not in newest
    [older] = set(re.findall(rf"/en/search\.{form}\?(q=peace&before=[^\"<]+)", newest))
    assert f"/en/search.{form}?q=peace&month=2026-01" in ask(older) or "before=" in ask(older)

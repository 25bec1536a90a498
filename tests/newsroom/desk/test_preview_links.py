"""The desk's page of preview links."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import publishing
from newsroom.models import Article, PreviewLink
from tests.newsroom.desk.filled_form import change_address

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(editor, clock):
    client = Client()
    client.force_login(editor)
    return client


def links_address(story):
    return reverse("admin:newsroom_article_preview_links", args=[story.pk])


def make(desk, story, reader="Ann, The Times", until="2026-03-03T12:00"):
    return desk.post(links_address(story), {"reader": reader, "expires_at": until})


def shown_address(response):
    found = re.search(r'value="https?://[^/]+(/preview/[\w-]+/)"', response.content.decode())
    return found and found[1]


def test_a_link_is_shown_once_and_works(desk, client, make_story):
    story = make_story()
    made = make(desk, story)
    address = shown_address(made)
    assert client.get(address).status_code == 200
    assert "no-store" in made["Cache-Control"]
    assert shown_address(desk.get(links_address(story))) is None
    assert address not in desk.get(change_address(story)).content.decode()
    link = PreviewLink.objects.get()
    # The newsroom's own time: 12:00 in Hanoi.
    assert link.expires_at == NOON + datetime.timedelta(days=1)


def test_openings_are_listed(desk, client, make_story):
    story = make_story()
    address = shown_address(make(desk, story))
    assert "Not opened yet." in desk.get(links_address(story)).content.decode()
    client.get(address, headers={"User-Agent": "Reader/1.0"}, REMOTE_ADDR="192.0.2.7")
    page = desk.get(links_address(story)).content.decode()
    for said in ("Opened 1 time", "version 1", "192.0.2.7", "Reader/1.0"):
        assert said in page


def test_a_link_is_revoked_at_once(desk, client, make_story):
    story = make_story()
    address = shown_address(make(desk, story))
    desk.post(links_address(story), {"revoke": PreviewLink.objects.get().pk})
    assert client.get(address).status_code == 404
    page = desk.get(links_address(story)).content.decode()
    assert "Revoked by editor" in page


def test_another_storys_link_is_not_revoked_from_here(desk, make_story):
    story, other = make_story(), make_story("Another")
    make(desk, story)
    for number in (PreviewLink.objects.get().pk, "x", "9" * 30):
        assert desk.post(links_address(other), {"revoke": number}).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("reader", "until", "said"),
    [
        ("Ann", "2026-03-02T11:59", "This time is past."),
        ("Ann", "2026-04-02T12:00", "A link lasts 14 days at most."),
        ("", "2026-03-03T12:00", "This field is required."),
        ("Ann", "soon", "Enter a valid date/time."),
    ],
)
def test_a_refusal_keeps_what_was_typed(desk, make_story, reader, until, said):
    page = make(desk, make_story(), reader, until).content.decode()
    assert said in page
    assert f'value="{until}"' in page
    assert not PreviewLink.objects.exists()


def test_a_public_story_needs_no_link(desk, make_story, publisher):
    story = make_story()
    publishing.publish(story, publisher)
    assert "send its address instead" in desk.get(links_address(story)).content.decode()
    assert "send its address instead" in make(desk, story).content.decode()
    assert not PreviewLink.objects.exists()


def test_whoever_may_not_share_learns_nothing(client, make_story, reporter, clock):
    story = make_story()
    client.force_login(reporter)
    for pk in (story.pk, 987654):
        assert client.get(reverse("admin:newsroom_article_preview_links", args=[pk])).status_code == 403
    assert "preview-links" not in client.get(change_address(story)).content.decode()


def test_a_limited_story_has_no_links_for_others(desk, make_story, reporter, editor):
    story = make_story(limited=True, created_by=reporter)
    assert desk.get(links_address(story)).status_code == 404
    assert make(desk, story).status_code == 404
    Article.objects.filter(pk=story.pk).update(created_by=editor)
    assert "This story is limited on the desk." in desk.get(links_address(story)).content.decode()


def test_the_form_says_who_can_read_the_story(desk, make_story):
    story = make_story()
    assert "Nobody outside the newsroom" in desk.get(change_address(story)).content.decode()
    make(desk, story)
    assert "Ann, The Times, until" in desk.get(change_address(story)).content.decode()


def test_many_links_cost_as_many_queries_as_one(desk, client, make_story):
    story = make_story()
    spent = []
    for number in (1, 4):
        for place in range(number):
            client.get(shown_address(make(desk, story, f"Reader {number}-{place}")))
        with CaptureQueriesContext(connection) as queries:
            desk.get(links_address(story))
        spent.append(len(queries))
    assert spent[0] == spent[1]

"""What `bin/audit --only feeds` judges by when the W3C's validator is not here."""

import re

import pytest

from newsroom import publishing
from tests.audit.feeds import Document, broken
from tests.newsroom.feeds.conftest import START

WRONG = {
    "rss": (b"<guid isPermaLink=", b"<guid isPermalink="),
    "atom": (b"<updated>", b"<updated>on "),
    "json": (b'"version":"', b'"version":"no '),
}


@pytest.mark.django_db
@pytest.mark.parametrize("form", WRONG)
def test_a_feed_that_stands_is_told_from_one_that_is_broken(clock, client, make_story, publisher, form):
    publishing.publish(make_story("R&D <now>"), publisher)
    publishing.publish_from_archive(make_story("Long ago"), publisher, START.replace(year=2020))
    address = f"/en/feeds/all.{form}"
    body = client.get(address).content

    assert broken(Document(address, form, body)) == ""
    assert broken(Document(address, form, body.replace(*WRONG[form])))
    assert broken(Document(address, form, body[:-20]))


@pytest.mark.django_db
@pytest.mark.parametrize("form", WRONG)
def test_the_documents_of_the_past_are_found_from_the_newest(clock, client, make_story, publisher, form):
    for number in range(51):
        clock.shift(1)
        publishing.publish(make_story(f"Story {number}"), publisher)

    newest = Document("", form, client.get(f"/en/feeds/all.{form}").content)

    assert re.fullmatch(rf"http.*/en/feeds/all\.{form}\?before=[^&]+,\d+", newest.older)
    assert Document("", form, client.get(newest.older).content).older == ""

"""A story that is taken back: gone, kept under a notice, or leading to another; and what may follow."""

import datetime

import pytest
from django.core.files.storage import storages

from newsroom import publishing
from newsroom.imaging.naming import file_name
from newsroom.imaging.renditions import files_needed, tidy
from newsroom.models import Article, Edition, PhotoBlock
from newsroom.models.kinds import WithdrawalWay
from newsroom.publishing import Refused
from newsroom.soundness import flaws
from tests.approving import approve, save_and_approve
from tests.making import add_block
from tests.newsroom.gate.conftest import SIX

GONE, NOTICE, REDIRECT, EXPIRED = WithdrawalWay
HOUR = datetime.timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("clock")


def refused(move):
    with pytest.raises(Refused) as found:
        move()
    return {reason.code for reason in found.value.reasons}


def reread(article):
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def publish(make_story, publisher, clock):
    """Publishes a new story, and a second later gives it."""

    def publish(headline, **said):
        article = make_story(headline, **said)
        publishing.publish(article, publisher)
        clock.shift(1)
        return article

    yield publish
    assert list(flaws()) == []


@pytest.fixture
def withdraw(publisher, clock):
    def withdraw(article, way=GONE, to=None, reason="It was wrong."):
        edition = publishing.withdraw(reread(article), publisher, reason, way, to)
        clock.shift(1)
        return edition

    return withdraw


def test_a_story_kept_under_a_notice_is_read_at_its_address_and_found_nowhere(publish, withdraw, client):
    article = publish("A speech that was never held")
    withdraw(article, NOTICE, reason="It was read out by another.")

    answer = client.get("/en/stories/a-speech-that-was-never-held/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "They met." in page
    assert "It was read out by another." in page
    assert '<meta name="robots" content="noindex">' in page
    for address in ("/en/", "/en/sections/politics/", "/en/feeds/all.rss"):
        assert "A speech that" not in client.get(address).content.decode()
    feed = client.get("/en/feeds/all.rss").content.decode()
    assert article.uid.urn in feed
    assert "It was read out by another." in feed


def test_the_photos_of_a_story_stay_while_it_stands_under_a_notice(
    make_photo, publish, withdraw, client, django_capture_on_commit_callbacks
):
    photo = make_photo()
    with django_capture_on_commit_callbacks(execute=True):
        article = publish("With a photo", lead_photo=photo)
        add_block(article, PhotoBlock, photo=photo)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(article, NOTICE)
    tidy()
    photo.refresh_from_db()
    names = [file_name(photo.public_token, file) for file in files_needed(photo)]
    assert names
    assert all(storages["renditions"].exists(name) for name in names)
    page = client.get("/en/stories/with-a-photo/").content.decode()
    assert f"/media/{photo.public_token}/" in page
    assert "/en/photos/" not in page, "the photo has no page: no live story shows it"

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(article, GONE)
    assert not any(storages["renditions"].exists(name) for name in names)
    assert client.get("/en/stories/with-a-photo/").status_code == 410


def test_a_replaced_story_leads_to_the_other(publish, withdraw, client):
    article, other = publish("An old list"), publish("A new list")
    withdraw(article, REDIRECT, other)
    answer = client.get("/en/stories/an-old-list/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/stories/a-new-list/")
    assert answer["Cache-Control"] == "public, no-cache"
    assert article.uid.urn in client.get("/en/feeds/all.rss").content.decode()


def test_a_replaced_story_leads_to_wherever_the_other_is(publish, withdraw, publisher, client, clock):
    article, other = publish("An old list"), publish("A new list", language="vi")
    withdraw(article, REDIRECT, other)
    publishing.publish(save_and_approve(reread(other), slug="renamed"), publisher)
    assert client.get("/en/stories/an-old-list/")["Location"] == "/vi/stories/renamed/"


def test_a_way_over_several_stories_leads_to_its_end_at_once(publish, withdraw, client):
    first, second, third = publish("First"), publish("Second"), publish("Third")
    withdraw(first, REDIRECT, second)
    withdraw(second, REDIRECT, third)
    assert client.get("/en/stories/first/")["Location"] == "/en/stories/third/"
    withdraw(third, GONE)
    assert client.get("/en/stories/first/")["Location"] == "/en/stories/third/"
    assert client.get("/en/stories/third/").status_code == 410


def test_no_story_leads_to_itself_or_round_in_a_circle_or_to_nothing(publish, withdraw, make_story):
    first, second, third = publish("First"), publish("Second"), publish("Third")
    assert refused(lambda: withdraw(first, REDIRECT, first)) == {"to"}
    assert refused(lambda: withdraw(first, REDIRECT)) == {"to"}
    assert refused(lambda: withdraw(first, REDIRECT, make_story("Only a draft"))) == {"to"}
    withdraw(first, REDIRECT, second)
    assert refused(lambda: withdraw(second, REDIRECT, first)) == {"to"}
    withdraw(second, REDIRECT, third)
    assert refused(lambda: withdraw(third, REDIRECT, first)) == {"to"}
    withdraw(third, GONE)
    assert refused(lambda: withdraw(first, REDIRECT, third)) == {"to"}


def test_a_circle_that_stands_in_the_table_all_the_same_sends_nobody_round(
    publish, withdraw, client, monkeypatch
):
    first, second = publish("First"), publish("Second")
    monkeypatch.setattr("newsroom.withdrawing._destination", lambda *args: ())
    withdraw(first, REDIRECT, second)
    withdraw(second, REDIRECT, first)
    assert client.get("/en/stories/second/").status_code == 410
    answer = client.get("/en/stories/first/")
    assert answer.status_code == 410 or answer["Location"] == "/en/stories/second/"


def test_a_withdrawal_is_mended_and_made_stricter_but_brings_no_text_back(publish, withdraw):
    article = publish("A story")
    withdraw(article, NOTICE, reason="Wrong.")
    assert refused(lambda: withdraw(article, NOTICE, reason="Wrong.")) == {"unchanged"}
    withdraw(article, NOTICE, reason="It named the wrong minister.")
    withdraw(article, GONE)
    assert refused(lambda: withdraw(article, NOTICE)) == {"no-text"}


@pytest.mark.parametrize("way", [GONE, NOTICE, REDIRECT])
def test_a_withdrawn_story_is_published_again(publish, withdraw, publisher, client, way):
    article, other = publish("A story"), publish("Another")
    withdraw(article, way, other if way == REDIRECT else None)
    again = publishing.publish(approve(reread(article)), publisher)
    assert again.first_public_from == SIX
    answer = client.get("/en/stories/a-story/")
    assert answer.status_code == 200
    assert "noindex" not in answer.content.decode()
    assert Edition.objects.live().count() == 2


def test_a_story_is_withdrawn_in_a_way_that_people_choose(publish, withdraw):
    article = publish("A story")
    with pytest.raises(ValueError, match="expires"):
        withdraw(article, EXPIRED)


def test_an_expired_story_can_be_led_elsewhere(publish, withdraw, clock, client):
    article, other = publish("A story", expires_at=SIX + HOUR), publish("Another")
    clock.move_to(SIX + HOUR)
    withdraw(article, REDIRECT, other)
    assert client.get("/en/stories/a-story/")["Location"] == "/en/stories/another/"

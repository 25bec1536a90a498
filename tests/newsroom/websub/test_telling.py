"""What the hub is told, when, and what becomes of it when it does not listen."""

import datetime
import logging
import threading

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Edition, HubTelling, Release, ReleaseStory
from newsroom.releasing import approve
from newsroom.websub import hub as hubs
from newsroom.websub import watching, worker
from partnerships.feeds import FORMATS
from partnerships.models import Event, Partner

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def look():
    """Look as the worker does, at this second."""
    return worker.look_once()


def in_all_formats(*feeds):
    return sorted(f"{feed}.{form}" for feed in feeds for form in FORMATS)


@pytest.mark.django_db(transaction=True)
def test_the_hub_is_told_of_the_feeds_that_changed_at_the_moment_and_never_before(
    clock, hub, make_story, publisher, visit, django_assert_max_num_queries
):
    japan = Partner.objects.create(code="JP", region="east-asia")
    secret = Event.objects.create(
        slug="secret", kind=Event.Kind.FORUM, title={"en": "Forum"}, starts_on=datetime.date(2026, 3, 9)
    )
    story = make_story(partners=[japan], events=[visit])
    story.events.add(secret)
    publishing.schedule(story, publisher, NOON + MINUTE)
    clock.move_to(NOON + MINUTE - SECOND)
    assert look() == 0
    assert hub.told() == []
    assert not HubTelling.objects.exists()

    clock.move_to(NOON + MINUTE)
    with django_assert_max_num_queries(20):
        assert look() == 1
    # The address of the event that nobody knows yet is told to nobody.
    feeds = ("all", "events/visit", "kinds/news", "partners/japan", "sections/politics")
    assert hub.told() == in_all_formats(*feeds)
    assert look() == 0
    assert hub.told() == []

    # It leaves one feed for another: both changed.
    clock.shift(60)
    story.refresh_from_db()
    story.partners.set([Partner.objects.create(code="FR", region="europe")])
    story.save()
    publishing.publish(story, publisher, change=Edition.Change.CORRECTION, note="It was France.")
    assert look() == 1
    assert hub.told() == in_all_formats("corrections", *feeds, "partners/france")
    clock.shift(60)
    publishing.withdraw(story, publisher, "It was wrong.")
    assert look() == 1
    assert set(in_all_formats("all", "corrections", "partners/france")) <= set(hub.told())


@pytest.mark.django_db(transaction=True)
def test_a_release_is_told_of_at_once_and_each_feed_once(clock, hub, make_story, cast):
    release = Release.objects.create(name="An upgrade", at=NOON + MINUTE, created_by=cast.editor)
    for number in range(2):
        ReleaseStory.objects.create(release=release, article=make_story(f"Story {number}"))
    approve(release, cast.publisher, NOON + MINUTE)
    cancelled = make_story("Never")
    publishing.schedule(cancelled, cast.publisher, NOON + MINUTE)
    publishing.cancel_schedule(cancelled, cast.publisher)
    assert look() == 0
    clock.shift(60)
    # Two workers look at once: one of them tells it.
    at = timezone.now()
    since = watching.first_look(at)
    assert watching.find(since, at) == 2
    watching.find(since, at)
    first, second = watching.take_up(at), watching.take_up(at)
    assert (len(first), second) == (2, [])
    # The first is killed with all that it had taken up: the next one finds it.
    assert look() == 0
    clock.shift(watching.LEASE)
    assert look() == 2
    assert hub.told() == in_all_formats("all", "kinds/news", "sections/politics")
    assert set(HubTelling.objects.values_list("attempts", "next_try")) == {(2, None)}


@pytest.mark.django_db(transaction=True)
def test_a_hub_that_does_not_listen_is_told_again_and_given_up_loudly(
    clock, hub, make_story, publisher, caplog, monkeypatch
):
    publishing.publish(make_story(), publisher)
    hub.answers = lambda topic: 500 if topic.endswith("all.atom") else 202
    assert look() == 0
    rest = in_all_formats("kinds/news", "sections/politics")
    assert hub.told() == ["all.json", "all.rss", *rest]
    [row] = HubTelling.objects.all()
    assert [topic.rpartition("/")[2] for topic in row.topics] == ["all.atom"]
    assert "500" in row.last_error
    # Only what it did not take is told again, and not before its time.
    hub.answers = lambda topic: 307
    clock.shift(watching.FIRST_DELAY - SECOND)
    assert look() == 0
    assert HubTelling.objects.get().attempts == 1
    clock.shift(1)
    assert look() == 0
    assert "307" in HubTelling.objects.get().last_error
    # One that takes the call and says nothing.
    monkeypatch.setattr(hubs, "TIMEOUT", 0.2)
    hub.answers = lambda topic: None
    clock.shift(watching.delay_after(2))
    assert look() == 0
    assert "timed out" in HubTelling.objects.get().last_error
    hub.end()
    for attempt in range(3, watching.ATTEMPTS):
        assert HubTelling.objects.get().attempts == attempt
        clock.shift(watching.delay_after(attempt))
        with caplog.at_level(logging.WARNING):
            assert look() == 0
    row = HubTelling.objects.get()
    assert (row.next_try, row.given_up_at) == (None, timezone.now())
    [given_up] = [said for said in caplog.records if said.levelno == logging.ERROR]
    assert "was not told of 1 feeds" in given_up.getMessage()
    # What comes next is told as if nothing had been.
    clock.shift(60)
    publishing.publish(make_story("Another"), publisher)
    assert look() == 0
    assert HubTelling.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_tells_what_is_published_now_what_is_scheduled_and_what_it_missed(
    hub, make_story, publisher
):
    publishing.publish(make_story("While nobody looked"), publisher)
    stop = threading.Event()

    def watch():
        from django.db import connection

        try:
            worker.watch(stop)
        finally:
            connection.close()

    at_work = threading.Thread(target=watch)
    at_work.start()
    try:
        assert hub.heard.get(timeout=60)
        publishing.publish(make_story("Now"), publisher)
        soon = timezone.now() + 2 * SECOND
        publishing.schedule(make_story("Soon", kind="speech"), publisher, soon)
        while not hub.heard.get(timeout=60).endswith("kinds/speech.json"):
            pass
        assert timezone.now() >= soon
    finally:
        stop.set()
        at_work.join(timeout=60)
    assert not at_work.is_alive()


BROKEN = [
    b"this is no answer at all\r\n\r\n",
    b"HTTP/1.1 202 Accepted\r\n" + b"X-Much: more\r\n" * 200 + b"\r\n",
    b"HTTP/1.1 500 Wrong\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"HTTP/1.1 503 Busy\r\nContent-Length: 200\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\nContent-Length: 200\r\n\r\nin a while",
]


@pytest.mark.parametrize("answer", BROKEN)
def test_a_hub_that_breaks_off_or_says_nothing_more_has_not_been_told(speaking_hub, monkeypatch, answer):
    monkeypatch.setattr(hubs, "TIMEOUT", 0.3)
    with pytest.raises(hubs.NotTold):
        hubs.tell(speaking_hub(answer), "http://testserver/en/feeds/all.rss")


@pytest.mark.django_db
def test_feeds_name_the_hub_and_the_command_needs_one(clock, client, hub, settings, make_story, publisher):
    publishing.publish(make_story(), publisher)
    for form in FORMATS:
        answer = client.get(f"/en/feeds/all.{form}")
        own = f"{settings.SITE_URL}/en/feeds/all.{form}"
        assert answer["Link"] == f'<{hub.address}>; rel="hub", <{own}>; rel="self"'
        assert hub.address in answer.content.decode()
        assert "Link" not in client.get(f"/en/feeds/all.{form}?month=2026-02")
    settings.WEBSUB_HUB = ""
    changed = client.get("/en/feeds/all.atom", headers={"If-None-Match": answer["ETag"]})
    assert changed.status_code == 200
    assert "Link" not in changed
    assert b'rel="hub"' not in changed.content
    with pytest.raises(CommandError, match="WEBSUB_HUB"):
        call_command("tell_hubs")

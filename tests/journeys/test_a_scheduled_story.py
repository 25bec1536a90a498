"""A story and the fact that it announces become public in the same second, with no worker running."""

import datetime

import pytest
import time_machine
from django.test import Client

from newsroom.models import Article
from partnerships.models import Event
from tests.newsroom.desk.filled_form import add_block, change_address, fill, move_address

ADD = "/admin/newsroom/article/add/"
STORY = "/en/stories/the-visit-is-announced/"
EVENT = "/en/events/a-visit/"
FEED = "/en/feeds/all.rss"

# 09:30 in Ho Chi Minh City.
ANNOUNCED = datetime.datetime(2027, 3, 1, 2, 30, tzinfo=datetime.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(ANNOUNCED - datetime.timedelta(days=1), tick=False) as clock:
        yield clock


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def answers(*addresses):
    visitor = Client()
    return [visitor.get(address).status_code for address in addresses]


def seen(client, story, move):
    """What the page of a move sends along: the story as the mover saw it."""
    form = client.get(move_address(story, move)).context["form"]
    return {name: form[name].value() for name in form.fields if name.startswith("seen_")}


def test_a_story_is_written_scheduled_read_in_its_second_and_withdrawn(
    clock, settings, reporter, editor, publisher, section
):
    settings.NEWSROOM_TIME_ZONE = "Asia/Ho_Chi_Minh"

    # An editor enters the visit, to be announced on Monday.
    register = signed_in(editor)
    address = "/admin/partnerships/event/add/"
    said = {
        "kind": "official-visit",
        "title_en": "A visit",
        "starts_on": "2027-03-09",
        "source": "The protocol office",
        "public_from_0": "2027-03-01",
        "public_from_1": "09:30:00",
    }
    register.post(address, fill(register, address, "event_form") | said | {"_save": "Save"})
    visit = Event.objects.get()
    assert visit.public_from == ANNOUNCED

    # A reporter writes the story about it.
    desk = signed_in(reporter)
    data = fill(desk, ADD) | {
        "headline": "The visit is announced",
        "section": section.pk,
        "events": [visit.pk],
    }
    add_block(data, "richtext", 10, text="<p>It begins on 9 March.</p>")
    desk.post(ADD, data | {"_save": "Save"})
    story = Article.objects.get()

    # The reporter submits it, and the editor approves what somebody else wrote.
    desk.post(move_address(story, "submit"), seen(desk, story, "submit"))
    register.post(move_address(story, "approve"), seen(register, story, "approve"))

    # A publisher schedules it, and goes home.
    press = signed_in(publisher)
    press.post(move_address(story, "schedule"), seen(press, story, "schedule") | {"at": "2027-03-01T09:30"})

    clock.move_to(ANNOUNCED - datetime.timedelta(seconds=1))
    assert answers(STORY, EVENT) == [404, 404]
    assert "announced" not in Client().get(FEED).content.decode()
    clock.move_to(ANNOUNCED)
    assert answers(STORY, EVENT) == [200, 200]
    assert "The visit is announced" in Client().get(FEED).content.decode()
    assert "The visit is announced" in Client().get(EVENT).content.decode()

    # What the desk writes afterwards stays on the desk until it is published.
    data = fill(desk, change_address(story)) | {"headline": "Not yet for the public"}
    desk.post(change_address(story), data | {"_save": "Save"})
    assert "Not yet for the public" not in Client().get(STORY).content.decode()

    clock.shift(datetime.timedelta(hours=1))
    reason = {"reason": "The visit is put off."}
    press.post(move_address(story, "withdraw"), seen(press, story, "withdraw") | reason)
    gone = Client().get(STORY)
    assert gone.status_code == 410
    assert "The visit is put off." in gone.content.decode()
    assert "It begins on 9 March" not in Client().get(FEED).content.decode()

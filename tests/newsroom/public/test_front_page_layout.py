"""What the desk laid out, as the public gets it: by time alone, and without a hint of what is not public."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from newsroom import front_publishing, publishing
from newsroom.front_layout import Block, Kind, Layout, Slot
from newsroom.models import FrontPage, Section
from newsroom.models.editions import Frozen
from newsroom.public.front import layout_at
from tests.newsroom.public.archive import fill

HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def lay_out(publisher, clock):
    """Saves a layout and publishes it, at once or for a time."""

    def publish(layout, at=None, language="en"):
        version = front_publishing.working_copy(language).version
        copy = front_publishing.save(language, layout, publisher, version)
        return front_publishing.publish(language, publisher, copy.version, at)

    return publish


def front(client, language="en"):
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    return response.content.decode()


def headlines(html):
    return re.findall(r'card-headline"><a[^>]*>([^<]*)<', html)


def blocks(html):
    return re.findall(r'<h2 id="(?:front|band)-([\w-]+)"', html)


def now():
    return datetime.datetime.now(datetime.UTC)


def test_what_the_desk_chose_stands_where_it_put_it_and_the_rest_fills_itself(
    client, publish, lay_out, clock
):
    old = publish("The old one")
    older = publish("Another old one")
    for number in range(12):
        clock.shift(60)
        publish(f"News {number}")
    lay_out(Layout(Slot(older.uid), (Slot(old.uid),)))
    found = headlines(front(client))
    assert found[0] == "Another old one"
    assert found.count("The old one") == found.count("Another old one") == 1
    # The rail beside the lead begins with what was chosen.
    assert found.index("The old one") < found.index("News 11") < found.index("News 10")


def test_a_pin_ends_at_its_second_and_the_newest_takes_its_place(client, publish, lay_out, clock):
    old = publish("The old one")
    clock.shift(3600)
    publish("The newest", prominence="lead")
    lay_out(Layout(Slot(old.uid, now() + HOUR)))
    before = client.get("/en/")
    assert headlines(before.content.decode())[0] == "The old one"
    clock.shift(3599)
    assert headlines(front(client))[0] == "The old one"
    clock.shift(1)
    after = client.get("/en/")
    assert headlines(after.content.decode())[0] == "The newest"
    # Nobody did anything, and yet a copy that a reader kept is out of date.
    said = {"If-Modified-Since": before["Last-Modified"]}
    assert client.get("/en/", headers=said).status_code == 200
    assert after["Last-Modified"] > before["Last-Modified"]


def test_a_layout_that_is_set_for_a_time_holds_from_its_second(client, publish, lay_out, publisher, clock):
    old = publish("The old one")
    clock.shift(60)
    publish("The newest", prominence="lead")
    due = now() + HOUR
    coming = lay_out(Layout(Slot(old.uid)), due)
    cancelled = lay_out(Layout(), due + SECOND)
    front_publishing.cancel(cancelled, publisher)
    untouched = client.get("/en/")
    clock.move_to(due - SECOND)
    assert headlines(front(client))[0] == "The newest"
    assert client.get("/en/")["Last-Modified"] == untouched["Last-Modified"]
    clock.move_to(due)
    assert headlines(front(client))[0] == "The old one"
    clock.move_to(due + HOUR)
    assert headlines(front(client))[0] == "The old one"
    with pytest.raises(front_publishing.NotDone):
        front_publishing.cancel(coming, publisher)
    # What held at a past moment can be asked.
    assert layout_at(due - SECOND, "en")[0] == Layout()
    assert layout_at(due, "en")[0] == Layout(Slot(old.uid))


def test_each_language_has_its_own_layout(client, publish, lay_out):
    publish("In English")
    first, _second = (publish(f"Bài số {number}", language="vi") for number in (1, 2))
    lay_out(Layout(Slot(first.uid)), language="vi")
    assert headlines(front(client, "vi"))[0] == "Bài số 1"
    assert headlines(front(client))[0] == "In English"


def test_a_story_that_is_not_public_leaves_no_trace_where_it_was_chosen(
    client, make_story, publisher, publish, withdraw, lay_out, clock
):
    gone, vietnamese = publish("Taken back"), publish("Bằng tiếng Việt", language="vi")
    draft, scheduled = make_story("Only a draft"), make_story("Not yet")
    publishing.schedule(scheduled, publisher, now() + HOUR)
    withdraw(gone, "It was wrong.")
    for number in range(8):
        publish(f"News {number}")
    hidden = [gone, vietnamese, draft, scheduled]

    def answers():
        said = [client.get("/en/"), client.get("/en/", headers={"Accept-Encoding": "gzip"})]
        return [(answer.content, sorted(answer.headers.items())) for answer in said]

    lay_out(Layout(blocks=(Block(Kind.SECTION, gone.section_id, number=2),)))
    without = answers()
    lay_out(
        Layout(
            Slot(scheduled.uid, now() + HOUR / 2),
            tuple(Slot(story.uid, now() + SECOND) for story in hidden),
            (Block(Kind.SECTION, gone.section_id, number=2),),
        )
    )
    assert answers() == without
    clock.shift(1800)
    pinned = answers()
    lay_out(Layout(blocks=(Block(Kind.SECTION, gone.section_id, number=2),)))
    assert [content for content, _headers in answers()] == [content for content, _headers in pinned]
    clock.shift(1800)
    assert "Not yet" in headlines(front(client))


def test_a_scheduled_story_leads_from_the_second_in_which_it_is_public(
    client, make_story, publisher, publish, lay_out, clock
):
    publish("News", prominence="lead")
    story, due = make_story("Not yet"), now() + HOUR
    publishing.schedule(story, publisher, due)
    lay_out(Layout(Slot(story.uid)))
    clock.move_to(due - SECOND)
    assert headlines(front(client)) == ["News"]
    clock.move_to(due)
    assert headlines(front(client)) == ["Not yet", "News"]


def test_blocks_stand_in_the_order_that_was_laid_out_with_as_many_stories(
    client, section, publisher, lay_out, clock
):
    economy = Section.objects.create(slug="economy", name={"en": "Economy"}, order=5)
    fill(economy, publisher, 20, headline="Trade", newest=now() - 100 * HOUR)
    fill(section, publisher, 20)
    fill(section, publisher, 3, kind="interview", headline="Interview")
    fill(section, publisher, 3, kind="photo-story", headline="Pictures")
    fill(section, publisher, 3, kind="speech", headline="Speech", newest=now() - 50 * HOUR)
    assert blocks(front(client)) == ["interviews", "politics", "economy", "words", "photos"]
    layout = Layout(
        blocks=(
            Block(Kind.SECTION, economy.pk, number=6),
            Block(Kind.PHOTO_STORIES, number=1),
            Block(Kind.SECTION, section.pk, shown=False),
            Block(Kind.INTERVIEWS, shown=False),
        )
    )
    lay_out(layout)
    html = front(client)
    assert blocks(html) == ["economy", "photos", "words"]
    found = headlines(html)
    assert sum(headline.startswith("Trade") for headline in found) == 6
    assert sum(headline.startswith("Speech") for headline in found) == 3
    assert len(found) == len(set(found))


@pytest.mark.parametrize("number", [3, 300])
def test_whatever_is_laid_out_the_page_asks_no_more(client, section, publisher, lay_out, clock, number):
    editions = fill(section, publisher, number)
    for order in range(6):
        fill(Section.objects.create(slug=f"s{order}", name={"en": f"S{order}"}), publisher, number // 3)
    every = tuple(Block(Kind.SECTION, one.pk, number=8) for one in Section.objects.all())
    every += (Block(Kind.INTERVIEWS, number=8), Block(Kind.WORDS, number=8), Block(Kind.EVENTS))
    slots = [Slot(edition.uid, now() + HOUR) for edition in editions[-9:]]
    lay_out(Layout(slots[0], tuple(slots[1:]), every))
    front(client)
    with CaptureQueriesContext(connection) as queries:
        front(client)
    assert len(queries) <= 7


def test_the_only_story_leads_although_it_was_chosen_to_stand_beside(client, publish, lay_out):
    story = publish("The only one")
    lay_out(Layout(None, (Slot(story.uid),)))
    assert headlines(front(client)) == ["The only one"]


def test_a_published_layout_never_changes(lay_out, publisher, django_user_model):
    page = lay_out(Layout())
    page.note = "Another"
    with pytest.raises(Frozen):
        page.save()
    with pytest.raises(Frozen):
        page.delete()
    with pytest.raises(Frozen):
        FrontPage.objects.all().delete()
    for change in (
        {"content": {}},
        {"public_from": now() - HOUR},
        {"language": "vi"},
        {"cancelled_at": now()},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            FrontPage.objects.filter(pk=page.pk).update(**change)

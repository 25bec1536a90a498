"""Every kind of page by keyboard alone, at 400 % zoom and by ear; `bin/audit` asks it of a whole site."""

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from partnerships.models import Person
from tests.audit.reachable import faults
from tests.making import add_block
from tests.register import small_register

TABLE = (
    "<table><tbody><tr><th>Year</th><th>Goods that were carried by rail</th></tr>"
    "<tr><td>2025</td><td>12,500,000 tonnes</td></tr></tbody></table>"
)


@pytest.fixture
def window(new_page):
    return new_page()


@pytest.fixture
def stories(live_server, make_story, make_photo, publisher):
    """A story, an interview and one that was withdrawn."""
    photo = make_photo(size=(900, 600))
    article = make_story("Two ministers meet", text="<h2>Talks</h2><p>They met.</p>", lead_photo=photo)
    add_block(article, PhotoBlock, photo=photo, caption="In the room.")
    add_block(article, PullQuote, quote="It went well.", speaker="A. Person")
    add_block(article, RichText, text=f"<p>What was carried:</p>{TABLE}")
    person = Person.objects.create(slug="person", name={"en": "A. Person"}, public_from=timezone.now())
    interview = make_story("What came of it", text="", kind="interview", interviewee=person)
    add_block(interview, NumberedPoints, heading="In short", points="One.\nTwo.")
    add_block(interview, Question, question="What was agreed?", asked_by="WVR")
    add_block(interview, RichText, text=f"<p>Much. {'Extraordinarily' * 8}</p>")
    withdrawn = make_story("A mistake")
    for story in (article, interview, withdrawn):
        publishing.publish(story, publisher)
    withdrawn.refresh_from_db()
    publishing.withdraw(withdrawn, publisher, "It named the wrong minister.")


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/stories/two-ministers-meet/",
        "/en/stories/what-came-of-it/",
        "/en/search/?q=minister",
    ],
)
def test_stories_are_within_everybodys_reach(window, stories, address):
    assert faults(window, address) == []


@pytest.mark.parametrize(
    "address", ["/vi/partners/japan/", "/en/events/visit/", "/en/pillars/matrix/", "/en/feeds/"]
)
def test_the_register_is_within_everybodys_reach(window, live_server, section, address):
    small_register()
    assert faults(window, address) == []


def test_pages_that_are_not_there_are_within_everybodys_reach(window, stories):
    assert [*faults(window, "/vi/nothing-here/"), *faults(window, "/en/stories/a-mistake/")] == []

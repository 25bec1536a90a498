"""What a change on the desk must not do to a story that was published, or tell of what is not announced."""

import datetime

import pytest
import time_machine

from newsroom import publishing
from newsroom.models import Article, Edition, PhotoBlock, Question, RichText
from newsroom.publishing import Refused
from partnerships.models import Person
from tests.approving import save_and_approve
from tests.making import add_block

SIX = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(SIX, tick=False) as traveller:
        yield traveller


@pytest.fixture
def interview(make_story):
    """An interview with somebody public, in which another person answers a question."""
    public = Person.objects.create(slug="known", name={"en": "A known person"}, public_from=SIX)
    unknown = Person.objects.create(slug="unknown", name={"en": "An unknown person"})
    story = make_story(kind=Article.Kind.INTERVIEW, interviewee=public, text="")
    add_block(story, Question, question="Why?", answered_by=unknown)
    add_block(story, RichText, text="<p>Because.</p>")
    return story


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def in_vietnamese(article):
    return save_and_approve(Article.objects.get(pk=article.pk), language="vi")


def test_nobody_answers_a_question_before_the_public_may_know_of_them(interview, publisher, clock):
    with pytest.raises(Refused) as refused:
        publishing.publish(interview, publisher)
    assert codes(refused) == {"answerer-not-public"}
    Person.objects.filter(slug="unknown").update(public_from=SIX + HOUR)
    with pytest.raises(Refused):
        publishing.schedule(interview, publisher, SIX + HOUR / 2)
    assert publishing.schedule(interview, publisher, SIX + HOUR)


def test_a_published_story_keeps_its_language(make_story, publisher, clock):
    story = make_story()
    publishing.publish(story, publisher)
    clock.shift(60)
    with pytest.raises(Refused) as refused:
        publishing.publish(in_vietnamese(story), publisher)
    assert codes(refused) == {"language"}
    assert Edition.objects.live().get().language == "en"


def test_a_story_whose_only_edition_was_cancelled_may_change_its_language(make_story, publisher, clock):
    story = make_story()
    publishing.schedule(story, publisher, SIX + HOUR)
    publishing.cancel_schedule(story, publisher)
    assert publishing.publish(in_vietnamese(story), publisher).language == "vi"


def test_a_withdrawal_stands_at_the_address_whatever_language_the_desk_chose_since(
    make_story, publisher, client, clock
):
    story = make_story()
    address = publishing.publish(story, publisher).get_absolute_url()
    clock.shift(60)
    publishing.withdraw(in_vietnamese(story), publisher, "It was wrong.")
    response = client.get(address)
    assert response.status_code == 410
    assert "It was wrong." in response.content.decode()
    assert story.uid.urn in client.get("/en/feeds/all.rss").content.decode()


def test_a_credit_that_is_too_long_is_a_reason_and_not_a_crash(make_story, make_photo, publisher, clock):
    photo = make_photo(credit_line="", photographer="A" * 120, agency="B" * 120)
    story = make_story(lead_photo=photo)
    block = add_block(story, PhotoBlock, photo=photo)
    with pytest.raises(Refused) as refused:
        publishing.publish(story, publisher)
    assert [(reason.code, reason.where) for reason in refused.value.reasons] == [
        ("credit-too-long", "lead_credit"),
        ("credit-too-long", f"photoblock-{block.pk}"),
    ]

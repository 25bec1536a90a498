import datetime
import re

import pytest

from newsroom import publishing
from newsroom.models import Question, RichText
from newsroom.models.blocks import PAGE_ADDRESSES
from partnerships.models import Appointment, Person, Post
from tests.making import add_block

KNOWN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def minister(db):
    person = Person.objects.create(
        slug="minister", name={"en": "A. Minister", "vi": "Bộ Trưởng"}, public_from=KNOWN
    )
    post = Post.objects.create(slug="foreign-minister", title={"en": "Minister of Foreign Affairs"})
    later = Post.objects.create(slug="chair", title={"en": "Chair of the Assembly"})
    moved = datetime.date(2026, 2, 1)
    Appointment.objects.create(person=person, post=post, until=moved, public_from=KNOWN)
    Appointment.objects.create(person=person, post=later, since=moved, public_from=KNOWN)
    return person


@pytest.fixture
def interview(make_story, minister, publisher, clock):
    article = make_story(
        "The minister answers",
        text="",
        kind="interview",
        interviewee=minister,
        interviewer="WVR",
        occasion="After the visit",
        interviewed_on=datetime.date(2025, 11, 3),
        interview_form="transcript",
    )
    for question in ["What came of the visit?", "And what is next?"]:
        add_block(article, Question, question=question, asked_by="WVR")
        add_block(article, RichText, text="<p>Much.</p>")
    publishing.publish(article, publisher)
    return article


def test_each_question_has_an_address_that_the_contents_lead_to(client, interview):
    html = client.get("/en/stories/the-minister-answers/").content.decode()
    for anchor in ["what-came-of-the-visit", "and-what-is-next"]:
        assert f'id="{anchor}"' in html
        assert html.count(f'href="#{anchor}"') == 2
    assert html.index('href="#what-came-of-the-visit"') < html.index('id="what-came-of-the-visit"')


def test_the_interviewee_is_shown_in_the_post_of_that_day(client, interview):
    html = client.get("/en/stories/the-minister-answers/").content.decode()
    assert "A. Minister" in html
    assert "Minister of Foreign Affairs" in html
    assert "Chair of the Assembly" not in html
    assert "After the visit" in html


def test_a_transcript_says_that_it_is_one(client, interview):
    assert "Full transcript" in client.get("/en/stories/the-minister-answers/").content.decode()


def test_interviews_have_a_list_of_their_own(client, interview, publish):
    publish("No interview")
    html = client.get("/en/interviews/").content.decode()
    assert "The minister answers" in html
    assert "No interview" not in html


def test_a_question_takes_no_address_that_the_page_has_itself(client, interview, publisher, clock):
    clock.shift(60)
    interview.refresh_from_db()
    for question in ["What changed?", "Content?", "Questions?"]:
        add_block(interview, Question, question=question)
        add_block(interview, RichText, text="<p>Much.</p>")
    interview.key_points = "A point."
    interview.save()
    publishing.publish(interview, publisher, note="Three questions more.")
    html = client.get("/en/stories/the-minister-answers/").content.decode()
    addresses = re.findall(r' id="([^"]*)"', html)
    assert len(addresses) == len(set(addresses))
    questions = {question.anchor for question in Question.objects.all()}
    changes = {address for address in addresses if address.startswith("story-change-")}
    own = set(addresses) - changes - questions - {f"{anchor}-answer" for anchor in questions}
    assert own <= PAGE_ADDRESSES


def test_an_address_of_the_page_that_somebody_typed_is_refused(client, interview, publisher, clock):
    Question.objects.filter(anchor="and-what-is-next").update(anchor="what-changed")
    with pytest.raises(publishing.Refused) as refused:
        publishing.publish(interview, publisher)
    assert {reason.code for reason in refused.value.reasons} == {"anchor"}

"""A story with everything that machines are told of, and what they are told on each page."""

import datetime
import json
import re

import pytest

from newsroom import publishing
from newsroom.models import Author, Byline, PhotoBlock, Question, RichText
from tests.making import add_block
from tests.newsroom.public.conftest import *  # noqa: F403
from tests.register import small_register

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graph_of(response) -> list[dict]:
    """The nodes of the one block of JSON-LD in a page."""
    blocks = _BLOCK.findall(response.content.decode())
    assert len(blocks) == 1
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


@pytest.fixture
def register(clock):
    return small_register()


@pytest.fixture
def interview(make_story, make_photo, publisher, register, clock):
    """An interview about all that the register knows, with photos, authors and two questions."""
    story = make_story(
        "The minister on the visit",
        "<p>We met her in Tokyo.</p>",
        kind="interview",
        kicker="Three questions",
        dateline_place="Tokyo",
        interviewee=register.minister,
        interviewer="Communiqué",
        occasion="The visit to Tokyo",
        interviewed_on=datetime.date(2026, 2, 20),
        interview_form="edited",
        lead_photo=make_photo(
            size=(2000, 1000), photographer="A. Nguyen", licence_url="https://example.org/l"
        ),
        partners=[register.japan, register.france],
        pillars=[register.health],
        events=[register.visit],
        people=[register.minister],
        agreements=[register.declaration],
    )
    author = Author.objects.create(slug="an", name="An Nguyen", role={"en": "Reporter"})
    Byline.objects.create(article=story, author=author, order=1)
    add_block(story, Question, question="Why now?")
    add_block(story, RichText, text="<p>Because it is time.</p><p>And more.</p>")
    add_block(story, PhotoBlock, photo=make_photo(size=(900, 600)))
    add_block(story, Question, question="What comes next?", asked_by="A guest")
    add_block(story, RichText, text="<p>Work &amp; <b>talks</b>.</p>")
    publishing.publish(story, publisher)
    return story

"""The server is killed at random moments of a move: each story is as before the move or as after it.

A dozen kills of each move in every run; KILLS=100 makes them a hundred, SEED chooses other moments.
"""

import os
from collections import Counter

import pytest
from django.urls import reverse

from newsroom.models import Article, Edition
from newsroom.soundness import flaws
from tests.durability.killing import Chance, Mortal, everything

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("KILLS", 12))
SEED = int(os.environ.get("SEED", 2026))


@pytest.fixture
def mortal(db):
    server = Mortal()
    yield server
    server.close()


def kill_through(mortal, user, prepare, is_done):
    """Make a move KILLS times, killed each time; `prepare(round)` gives its address and fields.

    `is_done(before)` looks whether the move was made, whole.
    """
    chance = Chance(SEED)
    address, fields = prepare(0)
    chance.measure(lambda: mortal.post(user, address, fields))
    found = Counter()
    for turn in range(1, KILLS + 1):
        address, fields = prepare(turn)
        before = everything()
        status = mortal.post(user, address, fields, killed_after=chance.moment())
        after = everything()
        assert list(flaws()) == []
        if after == before:
            # An answer promises that the work is kept.
            assert status is None
            found["before"] += 1
        else:
            is_done()
            found["after"] += 1
    if KILLS >= 100:
        # Else the kills missed the move, and nothing was shown.
        assert min(found["before"], found["after"]) >= KILLS // 10, found


def test_a_story_killed_while_it_is_published(mortal, make_story, publisher):
    article = make_story()
    expected = {}

    def prepare(turn):
        story = Article.objects.get(pk=article.pk)
        story.headline = f"Two ministers meet, {turn}"
        story.version += 1
        story.state, story.approved_version = Article.State.APPROVED, story.version
        story.save()
        expected.update(headline=story.headline, number=story.last_edition + 1)
        fields = {"seen_version": story.version, "seen_edition": story.last_edition}
        return reverse("admin:newsroom_article_publish", args=[story.pk]), fields

    def is_done():
        story = Article.objects.get(pk=article.pk)
        live = Edition.objects.live().get(article=story)
        assert (live.number, live.headline) == (expected["number"], expected["headline"])
        assert story.last_edition == live.number

    kill_through(mortal, publisher, prepare, is_done)

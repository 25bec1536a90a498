"""The server is killed at random moments of a move: each story is as before the move or as after it.

A dozen kills of each move in every run; KILLS=100 makes them a hundred, SEED chooses other moments.
"""

import os
from collections import Counter

import pytest
from django.urls import reverse

from newsroom import copies, publishing
from newsroom.models import (
    Article,
    Edition,
    Release,
    ReleaseFact,
    ReleaseStory,
    RichText,
    Step,
    WorkingCopy,
)
from newsroom.snapshots import snapshot
from newsroom.soundness import flaws
from partnerships.models import Event
from tests.durability.killing import Chance, Mortal, everything
from tests.making import add_block

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("KILLS", 12))
# How many are made first without a kill, to see that the move is one, and how long it takes.
UNHARMED = 3
SEED = int(os.environ.get("SEED", 2026))


@pytest.fixture
def mortal(db):
    server = Mortal()
    yield server
    server.close()


def kill_through(mortal, user, prepare, is_done):
    """Make a move KILLS times, killed each time; `prepare(round)` gives its address and fields.

    `is_done()` looks whether the move was made, whole.
    """
    chance = Chance(SEED)
    for turn in range(UNHARMED):
        address, fields = prepare(turn)
        chance.measure(lambda: mortal.post(user, address, fields))  # noqa: B023  it runs at once
        is_done()
    found = Counter()
    for turn in range(UNHARMED, UNHARMED + KILLS):
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
        chance.learn(was_made=after != before)
    print(f"killed {KILLS} times: {dict(found)}")
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
        assert (story.last_edition, story.state) == (live.number, Article.State.PUBLISHED)
        assert Step.objects.get(edition=live).move == "publish"

    kill_through(mortal, publisher, prepare, is_done)


def test_a_release_killed_while_it_is_approved(mortal, make_story, publisher, editor):
    made = []

    def prepare(turn):
        release = Release.objects.create(name=f"Release {turn}", created_by=editor)
        for place in range(3):
            story = make_story(f"Story {place} of release {turn}")
            ReleaseStory.objects.create(release=release, article=story)
        event = Event.objects.create(
            slug=f"talks-{turn}", kind="talks", title={"en": "Talks"}, starts_on="2026-03-02"
        )
        ReleaseFact.objects.create(release=release, fact=event)
        made.append(release)
        fields = {"seen_version": release.version, "when": "now"}
        return reverse("admin:newsroom_release_approve", args=[release.pk]), fields

    def is_done():
        release = Release.objects.get(pk=made[-1].pk)
        assert release.state == Release.State.APPROVED
        stories, facts = list(release.stories.select_related("edition", "article")), list(release.facts.all())
        assert [member.edition.public_from for member in stories] == [release.at] * 3
        assert [member.article.state for member in stories] == [Article.State.PUBLISHED] * 3
        assert [member.fact.public_from for member in facts] == [release.at]

    kill_through(mortal, publisher, prepare, is_done)


def test_a_story_killed_while_an_earlier_copy_is_restored(mortal, make_story, editor, publisher):
    article = make_story("The first words", text="<p>They met.</p>")
    first = copies.keep(article, editor)
    publishing.publish(article, publisher)
    expected = {}

    def prepare(turn):
        story = Article.objects.get(pk=article.pk)
        story.headline, story.version = f"Other words, {turn}", story.version + 1
        story.save()
        RichText.objects.filter(parent=story).delete()
        for paragraph in range(12):
            add_block(story, RichText, text=f"<p>Paragraph {paragraph} of turn {turn}.</p>")
        copies.keep(story, editor)
        expected.update(version=story.version + 1)
        address = reverse("admin:newsroom_article_restore", args=[story.pk, f"copy-{first.version}"])
        return address, {"seen_version": story.version}

    def is_done():
        story = Article.objects.get(pk=article.pk)
        assert (story.version, story.headline) == (expected["version"], "The first words")
        assert [block.text for block in RichText.objects.filter(parent=story)] == ["<p>They met.</p>"]
        kept = WorkingCopy.objects.get(article=story, version=story.version)
        assert (kept.origin, kept.snapshot) == (WorkingCopy.Origin.RESTORED, snapshot(story))
        assert Edition.objects.live().get(article=story).number == 1

    kill_through(mortal, editor, prepare, is_done)

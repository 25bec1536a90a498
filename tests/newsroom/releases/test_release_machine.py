"""Releases against a plain model of them, through whatever sequence of moves chance finds."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from newsroom import publishing, releasing
from newsroom.models import Article, Edition, Release, RichText, Section
from newsroom.publishing import Refused
from partnerships.facts import Locked
from tests.approving import save_and_approve
from tests.register import small_register

START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
WORDS = ("Talks begin", "Talks go on", "Talks end")
STORIES = range(2)
FACTS = range(2)


class Releases(RuleBasedStateMachine):
    """Two stories and two facts in one release.

    `timelines` is the model of each story: from each moment on, the headline that the public reads;
    `announced` is from when each fact is known.
    """

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.publisher = User.objects.create_superuser("publisher")
        section = Section.objects.create(slug="politics", name={"en": "Politics"})
        self.articles = []
        for number in STORIES:
            article = Article.objects.create(
                headline=WORDS[0], language="en", slug=f"talks-{number}", section=section
            )
            RichText.objects.create(parent=article, region="body", ordering=10, text="<p>They talk.</p>")
            self.articles.append(save_and_approve(article))
        register = small_register()
        self.facts = [register.visit, register.upgrade]
        for fact in self.facts:
            fact.public_from = None
            fact.save()
        self.headlines = [WORDS[0] for _number in STORIES]
        self.timelines: list[list[tuple[datetime.datetime, str]]] = [[] for _number in STORIES]
        self.announced: list[datetime.datetime | None] = [None for _number in FACTS]
        self.at: datetime.datetime | None = None
        self.cancelled = False
        self.new_release()

    def new_release(self):
        self.release = Release.objects.create(
            name="The upgrade", created_by=User.objects.create_user(f"editor-{Release.objects.count()}")
        )
        for article in self.articles:
            self.release.stories.create(article=article)
        for place, fact in enumerate(self.facts):
            if self.announced[place] is None:
                self.release.facts.create(fact=fact)
        self.at, self.cancelled = None, False

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # The model

    @property
    def waiting(self):
        return self.at is not None and self.at > self.now

    @property
    def over(self):
        return self.at is not None and self.at <= self.now

    def last(self, story):
        return self.timelines[story][-1][1] if self.timelines[story] else None

    def expect(self, allowed, move):
        """Do `move`; it must be done exactly when the model allows it. Returns whether it was."""
        try:
            with transaction.atomic():
                move()
        except (Refused, Locked):
            assert not allowed
        else:
            assert allowed
        return allowed

    def seen(self, story):
        return Article.objects.get(pk=self.articles[story].pk)

    def held(self):
        return Release.objects.get(pk=self.release.pk)

    # The moves

    @rule(story=st.sampled_from(STORIES), word=st.sampled_from(WORDS))
    def save_a_story(self, story, word):
        if self.expect(not self.waiting, lambda: save_and_approve(self.seen(story), headline=word)):
            self.headlines[story] = word

    @rule(fact=st.sampled_from(FACTS))
    def change_a_fact(self, fact):
        def change():
            row = type(self.facts[fact]).objects.get(pk=self.facts[fact].pk)
            row.source = f"{row.source}."
            row.save()

        self.expect(not (self.waiting and self.announced[fact] == self.at), change)

    @rule(story=st.sampled_from(STORIES))
    def publish_a_story_by_itself(self, story):
        allowed = not self.waiting and self.last(story) != self.headlines[story]
        if self.expect(allowed, lambda: publishing.publish(self.seen(story), self.publisher)):
            self.timelines[story].append((self.now, self.headlines[story]))

    @rule(seconds=st.one_of(st.none(), st.integers(-5, 40)))
    def approve(self, seconds):
        at = None if seconds is None else self.now + seconds * SECOND
        ready = self.at is None and not self.cancelled
        ready &= all(self.last(story) != self.headlines[story] for story in STORIES)
        # A time that is this very moment is now.
        ready &= at is None or at >= self.now
        if self.expect(ready, lambda: releasing.approve(self.held(), self.publisher, at)):
            self.at = at or self.now
            for story in STORIES:
                self.timelines[story].append((self.at, self.headlines[story]))
            self.announced = [since or self.at for since in self.announced]

    def undo(self):
        for timeline in self.timelines:
            timeline.pop()
        self.announced = [None if since == self.at else since for since in self.announced]

    @rule()
    def cancel(self):
        if self.expect(self.waiting, lambda: releasing.cancel(self.held(), self.publisher, "Not yet.")):
            self.undo()
            self.at, self.cancelled = None, True

    @rule(seconds=st.integers(-5, 40))
    def move(self, seconds):
        at = self.now + seconds * SECOND
        allowed = self.waiting and at > self.now and at != self.at
        if self.expect(allowed, lambda: releasing.move(self.held(), self.publisher, at)):
            for timeline in self.timelines:
                timeline[-1] = (at, timeline[-1][1])
            self.announced = [at if since == self.at else since for since in self.announced]
            self.at = at

    @rule()
    def reopen(self):
        if self.expect(self.cancelled, lambda: releasing.reopen(self.held(), self.publisher)):
            self.cancelled = False

    @rule()
    def approve_what_somebody_else_changed(self):
        stale = self.held()
        Release.objects.filter(pk=stale.pk).update(version=stale.version + 1)
        self.expect(False, lambda: releasing.approve(stale, self.publisher))

    @rule()
    @precondition(lambda self: self.over)
    def begin_another(self):
        self.new_release()

    @rule(seconds=st.integers(1, 30))
    def wait(self, seconds):
        self.now += seconds * SECOND
        self.traveller.move_to(self.now)

    # What holds after every move

    @invariant()
    def the_public_knows_what_the_model_says_now_and_at_every_other_moment(self):
        moments = {self.now, START - SECOND, self.now + 3600 * SECOND}
        for since in [
            *(begun for line in self.timelines for begun, _word in line),
            *filter(None, self.announced),
        ]:
            moments |= {since - SECOND / 1000, since, since + SECOND}
        for moment in moments:
            for story in STORIES:
                read = [word for since, word in self.timelines[story] if since <= moment][-1:]
                live = Edition.objects.live(moment).filter(article=self.articles[story].pk)
                assert [edition.headline for edition in live] == read
            for place, fact in enumerate(self.facts):
                since = self.announced[place]
                known = type(fact).objects.live(moment).filter(pk=fact.pk).exists()
                assert known == (since is not None and since <= moment)

    @invariant()
    def the_release_says_where_it_stands(self):
        release = self.held()
        assert release.is_waiting() == self.waiting
        assert release.is_public() == self.over
        assert (release.state == Release.State.CANCELLED) == self.cancelled

    @invariant()
    def a_look_says_whether_it_would_be_approved(self):
        if self.at is None and not self.cancelled:
            lacking = any(self.last(story) == self.headlines[story] for story in STORIES)
            assert bool(releasing.missing(self.held(), self.publisher)) == lacking


@pytest.mark.slow
def test_the_public_knows_what_a_plain_model_of_releases_says(db):
    run_state_machine_as_test(
        Releases,
        settings=settings(
            max_examples=10,
            stateful_step_count=15,
            deadline=None,
            # A sequence that fails is told as it was found: to make it shorter takes minutes.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )

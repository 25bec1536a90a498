"""The gate against a plain model of it, through whatever sequence of moves chance finds."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from newsroom import publishing, workflow
from newsroom.models import Article, Edition, RichText, Section
from newsroom.publishing import Refused
from tests.approving import approve

START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
HEADLINES = ("Talks begin", "Talks go on", "Talks end")
WITHDRAWN = "(withdrawn)"


class Gate(RuleBasedStateMachine):
    """One story. `timeline` is the model: from each moment on, the headline that the public reads there."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.publisher = User.objects.create_superuser("publisher")
        self.article = Article.objects.create(
            headline=HEADLINES[0],
            language="en",
            slug="talks",
            section=Section.objects.create(slug="politics", name={"en": "Politics"}),
        )
        RichText.objects.create(parent=self.article, region="body", ordering=10, text="<p>They talk.</p>")
        self.headline = HEADLINES[0]
        self.timeline: list[tuple[datetime.datetime, str]] = []
        self.recorded = 0
        self.embargo = None
        self.approved = False

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # The model

    def reads_at(self, moment):
        read = None
        for since, headline in self.timeline:
            if since <= moment:
                read = headline
        return read

    @property
    def coming(self):
        return self.timeline[-1] if self.timeline and self.timeline[-1][0] > self.now else None

    def allowed(self, at):
        """What the gate should say to having the working copy public at `at`."""
        last = self.timeline[-1][1] if self.timeline else None
        if not self.approved:
            return False
        return not self.coming and last != self.headline and not (self.embargo and at < self.embargo)

    def expect(self, allowed, move):
        """Do `move`; the gate must do it exactly when the model allows it."""
        try:
            edition = move()
        except Refused:
            assert not allowed
            return None
        assert allowed
        self.recorded += 1
        assert edition.number == self.recorded
        return edition

    def seen(self):
        return Article.objects.get(pk=self.article.pk)

    # The moves

    @rule(headline=st.sampled_from(HEADLINES), approved=st.sampled_from([True, True, False]))
    def edit(self, headline, approved):
        article = self.seen()
        article.headline, article.version = headline, article.version + 1
        article.save()
        workflow.saved(article, self.publisher)
        self.headline, self.approved = headline, False
        if approved:
            self.approve()

    @rule()
    def approve(self):
        approve(self.seen())
        self.approved = True

    @rule(seconds=st.one_of(st.none(), st.integers(-10, 60)))
    def set_embargo(self, seconds):
        self.embargo = None if seconds is None else self.now + seconds * SECOND
        Article.objects.filter(pk=self.article.pk).update(embargo_until=self.embargo)

    @rule()
    def publish(self):
        allowed = self.allowed(self.now)
        if self.expect(allowed, lambda: publishing.publish(self.seen(), self.publisher)):
            self.timeline.append((self.now, self.headline))

    @rule(seconds=st.integers(-5, 40))
    def schedule(self, seconds):
        at = self.now + seconds * SECOND
        allowed = seconds > 0 and self.allowed(at)
        if self.expect(allowed, lambda: publishing.schedule(self.seen(), self.publisher, at)):
            self.timeline.append((at, self.headline))

    @rule()
    def withdraw(self):
        readable = self.reads_at(self.now) not in {None, WITHDRAWN}
        if self.expect(readable, lambda: publishing.withdraw(self.seen(), self.publisher, "Wrong.")):
            if self.coming:
                self.timeline.pop()
            self.timeline.append((self.now, WITHDRAWN))
            self.approved = False

    @rule()
    def cancel(self):
        try:
            publishing.cancel_schedule(self.seen(), self.publisher)
        except Refused:
            assert not self.coming
        else:
            assert self.coming
            self.timeline.pop()

    @rule()
    @precondition(lambda self: self.timeline)
    def publish_what_somebody_else_changed(self):
        stale = self.seen()
        Article.objects.filter(pk=stale.pk).update(version=stale.version + 1)
        self.approved = False
        with pytest.raises(Refused):
            publishing.publish(stale, self.publisher)

    @rule(seconds=st.integers(1, 30))
    def wait(self, seconds):
        self.now += seconds * SECOND
        self.traveller.move_to(self.now)

    # What holds after every move

    @invariant()
    def the_public_reads_what_the_model_says_now_and_at_every_other_moment(self):
        moments = {self.now, START - SECOND, self.now + 3600 * SECOND}
        for since, _headline in self.timeline:
            moments |= {since - SECOND / 1000, since, since + SECOND}
        for moment in moments:
            expected = self.reads_at(moment)
            live = [edition.headline for edition in Edition.objects.live(moment)]
            assert live == ([] if expected in {None, WITHDRAWN} else [expected])
            in_force = list(Edition.objects.in_force(moment))
            assert len(in_force) == (expected is not None)
            assert all(edition.is_withdrawal == (expected == WITHDRAWN) for edition in in_force)

    @invariant()
    def the_numbers_have_no_gap(self):
        numbers = sorted(Edition.objects.values_list("number", flat=True))
        assert numbers == list(range(1, self.recorded + 1))
        assert self.seen().last_edition == self.recorded


@pytest.mark.slow
def test_the_public_reads_what_a_plain_model_of_the_gate_says(db):
    run_state_machine_as_test(
        Gate,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )

"""The gate against a plain model of it, through whatever sequence of moves chance finds."""

import datetime
from dataclasses import replace

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from newsroom import publishing, workflow
from newsroom.models import Article, Edition, Photo, RetrospectiveApproval, RichText, Section
from newsroom.models.kinds import WithdrawalWay
from newsroom.publishing import Refused
from newsroom.soundness import flaws
from tests.approving import approve
from tests.newsroom.gate.gate_model import EXPIRED, GONE, NOTICE, REDIRECT, Newsroom, Story

START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
HEADLINES = ("Talks begin", "Talks go on", "Talks end")
SLUGS = ("talks", "summit", "accord", "visit")

# A story, its translation, and another story in the language of the first.
NAMES = ("story", "translation", "other")
PHOTOS = ("hands", "flags")
STORY = st.sampled_from(NAMES)
SOON = st.integers(1, 40)
AROUND_NOW = st.integers(-5, 40)


class Gate(RuleBasedStateMachine):
    """Three stories at the gate. Every move is asked of the model first, and must end as it says."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.publisher = User.objects.create_superuser("publisher")
        self.stranger = User.objects.create_user("stranger")
        self.visitor = Client()
        self.at_once = 0
        section = Section.objects.create(slug="politics", name={"en": "Politics"})
        self.photos = {
            name: Photo.objects.create(
                title=name,
                width=640,
                height=480,
                credit_line="Photo: A. Nguyen",
                alt_text={"en": name, "vi": name},
            )
            for name in PHOTOS
        }
        self.keys, self.model = {}, Newsroom([])
        for name, language, group in zip(NAMES, ("en", "vi", "en"), ("one", "one", "two"), strict=True):
            slug = SLUGS[len(self.keys)]
            article = Article(headline=HEADLINES[0], language=language, slug=slug, section=section)
            if name == "translation":
                article.translation_group = self.seen("story").translation_group
            article.save()
            RichText.objects.create(parent=article, region="body", ordering=10, text="<p>They talk.</p>")
            self.keys[name] = article.pk
            self.model.stories.append(Story(name, language, group, slug, HEADLINES[0]))

    def teardown(self):
        try:
            self.every_address_answers_what_the_model_says()
        finally:
            self.clock.stop()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def of(self, name):
        return next(story for story in self.model.stories if story.name == name)

    def seen(self, name):
        return Article.objects.get(pk=self.keys[name])

    def expect(self, allowed, move):
        """Do `move`; the gate must do it exactly when the model allows it. Returns whether it was done."""
        try:
            move()
            done = True
        except Refused:
            done = False
        assert done == allowed
        return done

    # What the desk writes

    def save(self, name, *, approved, **said):
        article = self.seen(name)
        for field, value in said.items():
            setattr(article, field, value)
        article.version += 1
        article.save()
        workflow.saved(article, self.publisher)
        self.of(name).approved = False
        if approved:
            self.approve(name)

    @rule(name=STORY)
    def approve(self, name):
        approve(self.seen(name))
        self.of(name).approved = True

    @rule(name=STORY, headline=st.sampled_from(HEADLINES), approved=st.sampled_from([True, True, False]))
    def edit(self, name, headline, approved):
        self.save(name, approved=approved, headline=headline)
        self.of(name).headline = headline

    @rule(name=STORY, photo=st.sampled_from(["", *PHOTOS]))
    def show(self, name, photo):
        self.save(name, approved=True, lead_photo=self.photos.get(photo))
        self.of(name).photo = photo

    @rule(name=STORY, slug=st.sampled_from(SLUGS))
    def rename(self, name, slug):
        story = self.of(name)
        others = [other for other in self.model.stories if other is not story]
        if not any(other.language == story.language and other.slug == slug for other in others):
            self.save(name, approved=True, slug=slug)
            story.slug = slug

    @rule(name=STORY, seconds=st.one_of(st.none(), st.integers(-10, 60)))
    def lay_an_embargo(self, name, seconds):
        """As the desk does, which refuses one that a scheduled edition would break."""
        until = None if seconds is None else self.now + seconds * SECOND
        group = [story for story in self.model.stories if story.group == self.of(name).group]
        breaks = until and any(story.coming and story.coming.since < until for story in group)
        found = until and publishing.timing.broken_by_embargo(self.seen(name).translation_group, until)
        assert bool(found) == bool(breaks)
        if not breaks:
            Article.objects.filter(pk=self.keys[name]).update(embargo_until=until)
            self.of(name).embargo = until

    @rule(name=STORY, seconds=st.one_of(st.none(), st.integers(-5, 60)))
    def set_its_end(self, name, seconds):
        expires = None if seconds is None else self.now + seconds * SECOND
        self.save(name, approved=True, expires_at=expires)
        self.of(name).expires = expires

    @rule(name=STORY)
    def limit(self, name):
        Article.objects.filter(pk=self.keys[name]).update(limited=True)
        self.of(name).limited = True

    # The moves

    def _publish(self, name, move, at, told, at_once=False):
        story = self.of(name)
        entry = story.to_publish(at, told)
        if self.expect(self.model.may_be_public(story, at, self.now, at_once), move):
            self.at_once += at_once and not story.approved
            story.put(entry, self.now)
            story.clear_what_is_over(self.now)

    @rule(name=STORY, headline=st.sampled_from(HEADLINES), end=st.one_of(st.none(), st.integers(20, 60)))
    def publish_a_change(self, name, headline, end):
        """What happens most, in one step: chance would seldom find it."""
        self.edit(name, headline, approved=False)
        self.set_its_end(name, end)
        self.publish(name, told=True, at_once=False)

    @rule(name=STORY, headline=st.sampled_from(HEADLINES), seconds=SOON)
    def schedule_a_change(self, name, headline, seconds):
        self.edit(name, headline, approved=True)
        self.schedule(name, seconds, told=False)

    @rule(name=STORY, told=st.booleans(), at_once=st.booleans())
    def publish(self, name, told, at_once):
        note, why = "They agreed." if told else "", "It cannot wait." if at_once else ""
        move = lambda: publishing.publish(self.seen(name), self.publisher, note, at_once=why)  # noqa: E731
        self._publish(name, move, self.now, told, at_once)

    @rule(name=STORY)
    @precondition(lambda self: any(story.past for story in self.model.stories))
    def correct(self, name):
        if self.of(name).past:
            change = Edition.Change.CORRECTION
            move = lambda: publishing.publish(self.seen(name), self.publisher, "Mended.", change)  # noqa: E731
            self._publish(name, move, self.now, told=True)

    @rule(name=STORY, seconds=SOON, told=st.booleans())
    def schedule(self, name, seconds, told):
        at, note = self.now + seconds * SECOND, "They agreed." if told else ""
        move = lambda: publishing.schedule(self.seen(name), self.publisher, at, note)  # noqa: E731
        self._publish(name, move, at, told)

    @rule(name=STORY, seconds=st.integers(-20, 0))
    def schedule_in_the_past(self, name, seconds):
        with pytest.raises(Refused):
            publishing.schedule(self.seen(name), self.publisher, self.now + seconds * SECOND)

    @rule(name=STORY, seconds=st.integers(1, 1000))
    def publish_from_the_archive(self, name, seconds):
        story, at = self.of(name), self.now - seconds * SECOND
        embargo = self.model.embargo_of(story)
        entry = story.to_publish(at, told=False)
        allowed = self.seen(name).last_edition == 0 and self.model.may_be_public(story, at, self.now, True)
        assert not (allowed and embargo and embargo > self.now)
        move = lambda: publishing.publish_from_archive(self.seen(name), self.publisher, at)  # noqa: E731
        if self.expect(allowed, move):
            story.put(entry, self.now)
            story.clear_what_is_over(self.now)

    @rule(name=STORY, seconds=AROUND_NOW)
    def reschedule(self, name, seconds):
        story, at = self.of(name), self.now + seconds * SECOND
        coming, embargo = story.coming, self.model.embargo_of(self.of(name))
        allowed = (
            coming is not None
            and at > self.now
            and at != coming.since
            and not (embargo and at < embargo)
            and not (coming.expires and coming.expires <= at)
        )
        if self.expect(allowed, lambda: publishing.reschedule(self.seen(name), self.publisher, at)):
            story.coming = None
            story.coming = story_moved(story, coming, at)

    @rule(name=STORY)
    def cancel(self, name):
        story = self.of(name)
        move = lambda: publishing.cancel_schedule(self.seen(name), self.publisher)  # noqa: E731
        if self.expect(story.coming is not None, move):
            story.coming = None

    @rule(name=STORY, way=st.sampled_from([GONE, NOTICE, REDIRECT]), to=STORY)
    def withdraw(self, name, way, to):
        story, target = self.of(name), self.of(to)
        there = self.seen(to) if way == REDIRECT else None

        def move():
            publishing.withdraw(self.seen(name), self.publisher, "Wrong.", WithdrawalWay(way), there)

        if self.expect(self.model.may_be_withdrawn(story, way, target), move):
            story.put(self.model.withdrawal(story, way, target, self.now), self.now)
            story.approved = False

    @rule(name=STORY, way=st.sampled_from([GONE, NOTICE, REDIRECT]), to=STORY)
    def withdraw_what_was_just_changed(self, name, way, to):
        """Often enough that one leads to another which was withdrawn itself."""
        self.publish_a_change(name, HEADLINES[-1], None)
        self.withdraw(name, way, to)

    @rule(name=STORY, photo=st.sampled_from(PHOTOS), told=st.booleans())
    def publish_with_a_photo_and_replace_it(self, name, photo, told):
        """What is live and what is to come at once, as chance would seldom have it."""
        self.show(name, photo)
        self.publish(name, told=False, at_once=False)
        self.edit(name, HEADLINES[1], approved=True)
        self.schedule(name, 20, told)
        self.put_another_photo(photo, told)

    @rule(old=st.sampled_from(PHOTOS), told=st.booleans())
    def put_another_photo(self, old, told):
        new = next(name for name in PHOTOS if name != old)
        for name in NAMES:
            story, before = self.of(name), self.seen(name)
            in_the_copy, was_published = story.photo == old, before.state == Article.State.PUBLISHED
            note = "Another photo." if told else ""
            done = publishing.replace_photo(before, self.publisher, self.photos[old], self.photos[new], note)
            changed = story.put_another_photo(old, new, self.now, told)
            assert done.in_the_copy == in_the_copy
            assert bool(done.editions) == changed
            if in_the_copy and story.approved:
                # What is published as it stands keeps its approval; anything else is another version now.
                kept = changed and was_published
                assert done.lost_approval != kept
                story.approved = kept

    @rule(name=STORY)
    def publish_what_somebody_else_changed(self, name):
        stale = self.seen(name)
        Article.objects.filter(pk=stale.pk).update(version=stale.version + 1)
        self.of(name).approved = False
        with pytest.raises(Refused):
            publishing.publish(stale, self.publisher, at_once="It cannot wait.")

    @rule(seconds=st.integers(1, 30))
    def wait(self, seconds):
        self.now += seconds * SECOND
        self.traveller.move_to(self.now)
        for story in self.model.stories:
            story.pass_time(self.now)

    # What holds after every move

    @invariant()
    def the_public_reads_what_the_model_says_now_and_at_every_other_moment(self):
        moments = {self.now, START - SECOND, self.now + 3600 * SECOND}
        for story in self.model.stories:
            for entry in [*story.past[-2:], *story.ahead()]:
                moments |= {entry.since - SECOND / 1000, entry.since, entry.since + SECOND}
        editions = list(Edition.objects.filter(cancelled_at=None).defer("body_text"))
        for moment in moments:
            for story in self.model.stories:
                self.it_is_read_as_the_model_says(story, moment, editions)

    def it_is_read_as_the_model_says(self, story, moment, editions):
        in_force = [
            edition
            for edition in editions
            if edition.article_id == self.keys[story.name]
            and edition.public_from <= moment
            and (edition.public_until is None or edition.public_until > moment)
        ]
        expected = story.at(moment)
        found = [
            (e.slug, e.headline, e.expires_at, e.way, e.major_change_at, (e.lead_photo or {}).get("id"))
            for e in in_force
        ]
        if expected is None:
            assert found == []
            return
        photo = self.photos[expected.photo].pk if expected.photo else None
        told = expected.slug, expected.headline, expected.expires, expected.way, expected.told_at, photo
        assert found == [told]
        assert in_force[0].is_expiry == (expected.way == EXPIRED)

    @invariant()
    def the_querysets_of_the_public_agree(self):
        live = {edition.article_id: edition.headline for edition in Edition.objects.live(self.now)}
        assert live == {
            self.keys[story.name]: story.current.headline for story in self.model.stories if story.is_live
        }
        coming = {edition.article_id: edition.public_from for edition in Edition.objects.coming(self.now)}
        assert coming == {
            self.keys[story.name]: story.coming.since for story in self.model.stories if story.coming
        }

    @invariant()
    def a_limited_story_is_seen_by_all_exactly_from_when_it_was_public(self):
        seen = set(Article.objects.visible_to(self.stranger).values_list("pk", flat=True))
        assert seen == {
            self.keys[story.name] for story in self.model.stories if not story.limited or story.past
        }

    @invariant()
    def nobody_leaves_an_embargo_or_an_end_in_the_form_that_is_not_the_models(self):
        kept = {article.pk: (article.embargo_until, article.expires_at) for article in Article.objects.all()}
        assert kept == {self.keys[story.name]: (story.embargo, story.expires) for story in self.model.stories}

    @rule()
    def every_address_answers_what_the_model_says(self):
        self.the_record_is_whole()
        for language in ("en", "vi"):
            for slug in SLUGS:
                answer = self.visitor.get(f"/{language}/stories/{slug}/")
                status, there = self.model.answer(language, slug)
                assert answer.status_code == status, (language, slug)
                if there:
                    assert answer["Location"] == "/{}/stories/{}/".format(*there)
                    # One step leads to the end: what answers there leads nowhere else.
                    assert self.model.answer(*there)[0] != 301

    def the_record_is_whole(self):
        assert list(flaws()) == []
        assert RetrospectiveApproval.objects.count() == self.at_once


def story_moved(story, coming, at):
    """The scheduled entry at its new time; a change that readers are told of is dated by it."""
    before = story.before(at)
    told_at = at if coming.told_at == coming.since else before and before.told_at
    return replace(coming, since=at, told_at=told_at)


@pytest.mark.slow
def test_the_public_reads_what_a_plain_model_of_the_gate_says(db):
    run_state_machine_as_test(
        Gate,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            # A sequence that fails is told as it was found: to make it shorter takes minutes.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )

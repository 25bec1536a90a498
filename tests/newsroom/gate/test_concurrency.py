"""Two people at the gate at the same moment, on real connections to the database."""

import datetime
import threading

import pytest
from django.db import connections, transaction
from django.utils import timezone

from newsroom import publishing
from newsroom.chain import hold
from newsroom.models import Article, Edition
from newsroom.models.kinds import WithdrawalWay
from newsroom.publishing import Refused
from newsroom.soundness import flaws
from newsroom.timing import broken_by_embargo
from tests.approving import save_and_approve

pytestmark = pytest.mark.django_db(transaction=True)

REDIRECT = WithdrawalWay.REDIRECT


def at_once(*moves):
    """Run `moves` in threads that start together; return what each brought or raised, in their order."""
    start = threading.Barrier(len(moves))
    outcomes = [None] * len(moves)

    def run(place, move):
        try:
            start.wait(timeout=20)
            outcomes[place] = move()
        except Exception as error:  # noqa: BLE001  whatever it was is what the test looks at
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(moves)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def winners(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Edition)]


def losers(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


def test_of_many_who_publish_the_same_story_exactly_one_wins(make_story, publisher):
    article = make_story()
    for round_number in range(1, 6):
        seen = [Article.objects.get(pk=article.pk) for _ in range(6)]
        outcomes = at_once(*(lambda one=one: publishing.publish(one, publisher) for one in seen))
        assert len(winners(outcomes)) == 1, outcomes
        assert len(losers(outcomes)) == 5, outcomes
        assert {reason.code for lost in losers(outcomes) for reason in lost.reasons} == {"changed"}
        numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, round_number + 1))
        assert Edition.objects.live().count() == 1
        article.refresh_from_db()
        save_and_approve(article, headline=f"Rewritten {round_number}")


def test_a_publish_and_a_withdrawal_at_once_leave_one_of_them(make_story, publisher):
    article = make_story()
    publishing.publish(article, publisher)
    save_and_approve(article, headline="Rewritten")
    one, other = (Article.objects.get(pk=article.pk) for _ in range(2))
    outcomes = at_once(
        lambda: publishing.publish(one, publisher), lambda: publishing.withdraw(other, publisher, "Wrong.")
    )
    assert len(winners(outcomes)) == 1, outcomes
    assert len(losers(outcomes)) == 1, outcomes
    assert Edition.objects.in_force().get() == winners(outcomes)[0]
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2]


def test_different_stories_are_published_side_by_side(make_story, publisher):
    articles = [make_story(f"Story {number}") for number in range(4)]
    outcomes = at_once(*(lambda one=one: publishing.publish(one, publisher) for one in articles))
    assert len(winners(outcomes)) == 4, outcomes
    assert Edition.objects.live().count() == 4


def test_a_save_during_the_publication_never_reaches_the_public_unseen(make_story, publisher):
    article = make_story()
    seen = Article.objects.get(pk=article.pk)

    def save():
        Article.objects.filter(pk=article.pk, version=1).update(headline="Not seen", version=2)

    outcomes = at_once(lambda: publishing.publish(seen, publisher), save)
    published = winners(outcomes)
    assert len(published) + len(losers(outcomes)) == 1, outcomes
    assert all(edition.headline == "Two ministers meet" for edition in published)


def test_two_stories_that_are_withdrawn_at_once_do_not_come_to_lead_to_each_other(make_story, publisher):
    for turn in range(4):
        stories = [make_story(f"{name} {turn}") for name in ("One", "Other")]
        for story in stories:
            publishing.publish(story, publisher)
        one, other = stories
        outcomes = at_once(
            lambda one=one, other=other: publishing.withdraw(one, publisher, "Old.", REDIRECT, other),
            lambda one=one, other=other: publishing.withdraw(other, publisher, "Old.", REDIRECT, one),
        )
        assert len(winners(outcomes)) == 1, outcomes
        assert {reason.code for lost in losers(outcomes) for reason in lost.reasons} == {"to"}


def test_an_address_that_passes_from_one_story_to_another_is_never_published_by_both(make_story, publisher):
    """A working copy has its address to itself, and whoever publishes it holds its row meanwhile."""
    for turn in range(4):
        address = f"the-address-{turn}"
        first, second = make_story("First", slug=address), make_story("Second")

        def take_over(first=first, second=second, address=address):
            save_and_approve(Article.objects.get(pk=first.pk), slug=f"{address}-no-more")
            taken = save_and_approve(Article.objects.get(pk=second.pk), slug=address)
            return publishing.publish(taken, publisher)

        outcomes = at_once(lambda first=first: publishing.publish(first, publisher), take_over)
        unforeseen = [outcome for outcome in outcomes if not isinstance(outcome, Edition | Refused)]
        assert not unforeseen, outcomes
        owners = Edition.objects.filter(slug=address, cancelled_at=None).values_list("article", flat=True)
        assert len(set(owners)) == 1, outcomes


def test_an_embargo_and_a_schedule_at_once_never_both_hold_against_each_other(make_story, publisher):
    soon = timezone.now() + datetime.timedelta(hours=1)
    for turn in range(4):
        story = make_story(f"Story {turn}")
        other = make_story(f"Bài {turn}", language="vi", translation_group=story.translation_group)

        def lay(other=other):
            """As the form does, which holds the story with its translations."""
            with transaction.atomic():
                hold(other)
                until = soon + datetime.timedelta(hours=1)
                if not broken_by_embargo(other.translation_group, until):
                    Article.objects.filter(pk=other.pk).update(embargo_until=until)

        outcomes = at_once(lambda story=story: publishing.schedule(story, publisher, soon), lay)
        laid = Article.objects.get(pk=other.pk).embargo_until is not None
        assert laid == bool(losers(outcomes)), outcomes
        assert Edition.objects.coming().filter(article=story).exists() != laid


def test_of_a_schedule_that_is_moved_and_cancelled_at_once_nothing_is_left_over(make_story, publisher):
    now = timezone.now()
    for turn in range(4):
        story = make_story(f"Story {turn}")
        publishing.schedule(story, publisher, now + datetime.timedelta(hours=1))
        one, other = (Article.objects.get(pk=story.pk) for _ in range(2))
        outcomes = at_once(
            lambda one=one: publishing.reschedule(one, publisher, now + datetime.timedelta(hours=2)),
            lambda other=other: publishing.cancel_schedule(other, publisher),
        )
        cancelled = outcomes[1]
        assert isinstance(cancelled, Edition), outcomes
        assert not Edition.objects.coming().filter(article=story).exists()
    assert list(flaws()) == []

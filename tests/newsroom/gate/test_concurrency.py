"""Two people at the gate at the same moment, on real connections to the database."""

import threading

import pytest
from django.db import connections

from newsroom import publishing
from newsroom.models import Article, Edition
from newsroom.publishing import Refused
from tests.approving import save_and_approve

pytestmark = pytest.mark.django_db(transaction=True)


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

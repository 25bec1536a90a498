"""Two people move or save a story at the same moment, on real connections to the database."""

import pytest

from newsroom import publishing, workflow
from newsroom.models import Article, RetrospectiveApproval, Step
from newsroom.refusals import Refused
from newsroom.workflow import APPROVED, CHANGES_REQUESTED, DRAFT, SUBMITTED, take
from tests.newsroom.gate.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def winners(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Step)]


def refused_as(outcomes):
    return [
        {reason.code for reason in outcome.reasons} for outcome in outcomes if isinstance(outcome, Refused)
    ]


def seen():
    return Article.objects.get()


def test_of_an_approval_and_a_request_for_changes_one_counts(submitted, editor, publisher):
    one, other = seen(), seen()
    outcomes = at_once(
        lambda: take(one, editor, "approve"), lambda: take(other, publisher, "request_changes", "Not yet.")
    )
    [step] = winners(outcomes)
    assert refused_as(outcomes) == [{"changed"}]
    assert seen().state == {"approve": APPROVED, "request_changes": CHANGES_REQUESTED}[step.move]


def test_of_many_approvals_one_counts(submitted, editor, publisher, administrator):
    stories = [seen() for _ in range(3)]
    outcomes = at_once(
        *(
            lambda story=story, by=by: take(story, by, "approve")
            for story, by in zip(stories, [editor, publisher, administrator], strict=True)
        )
    )
    assert len(winners(outcomes)) == 1, outcomes
    assert Step.objects.filter(move="approve").count() == 1


def test_no_approval_stands_for_a_version_that_was_saved_in_the_same_moment(
    client, submitted, reporter, editor
):
    from django.test import Client

    from tests.newsroom.desk.filled_form import change_address, fill

    client.force_login(reporter)
    address = change_address(submitted)
    typed = fill(client, address) | {"headline": "Saved at the same moment", "_save": "Save"}
    mine = Client()
    mine.force_login(reporter)
    story = seen()
    at_once(lambda: mine.post(address, typed), lambda: take(story, editor, "approve"))
    after = seen()
    assert after.version == 2
    assert (after.state, after.approved_version) == (DRAFT, None)
    assert not workflow.is_approved(after)


def test_an_approval_afterwards_is_given_once(draft, publisher, editor, administrator):
    publishing.publish(draft, publisher, at_once="Now.")
    pk = RetrospectiveApproval.objects.get().pk
    owed = [RetrospectiveApproval.objects.get(pk=pk) for _ in range(2)]
    outcomes = at_once(
        lambda: workflow.approve_afterwards(owed[0], editor),
        lambda: workflow.approve_afterwards(owed[1], administrator),
    )
    assert len(winners(outcomes)) == 1, outcomes
    assert refused_as(outcomes) == [{"approved"}]


def test_what_is_sent_back_while_it_is_published_is_one_or_the_other(submitted, editor, publisher):
    take(submitted, editor, "approve")
    one, other = seen(), seen()
    outcomes = at_once(
        lambda: publishing.publish(one, publisher),
        lambda: take(other, editor, "request_changes", "Wait."),
    )
    assert len(refused_as(outcomes)) == 1, outcomes
    story = seen()
    assert story.state in {Article.State.PUBLISHED, CHANGES_REQUESTED}
    assert (story.last_edition == 1) == (story.state == Article.State.PUBLISHED)
    assert story.state != SUBMITTED

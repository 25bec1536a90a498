"""Nothing passes the gate unseen by a second person, or else the second person is owed."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing, workflow
from newsroom.models import Article, Edition, RetrospectiveApproval, Step
from newsroom.publishing import Refused
from newsroom.workflow import APPROVED, DRAFT, PUBLISHED, SUBMITTED, outstanding_approvals, take
from tests.approving import approve, save_and_approve


def tomorrow():
    return timezone.now() + datetime.timedelta(days=1)


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def moves():
    return list(Step.objects.order_by("pk").values_list("move", flat=True))


GATES = {
    "publish": lambda story, by, **said: publishing.publish(story, by, **said),
    "schedule": lambda story, by, **said: publishing.schedule(story, by, tomorrow(), **said),
}


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
@pytest.mark.parametrize("state", [DRAFT, SUBMITTED, Article.State.CHANGES_REQUESTED])
def test_what_nobody_approved_does_not_pass(make_story, publisher, gate, state):
    story = make_story(state=state, approved_version=None)
    with pytest.raises(Refused) as refused:
        gate(story, publisher)
    assert codes(refused) == {"not-approved"}
    assert not Edition.objects.exists()
    assert moves() == []


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_an_approval_is_for_one_version(make_story, publisher, gate):
    story = make_story()
    Article.objects.update(version=2)
    story.refresh_from_db()
    with pytest.raises(Refused) as refused:
        gate(story, publisher)
    assert codes(refused) == {"not-approved"}


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_at_once_with_a_reason_passes_and_waits_on_the_list(draft, publisher, reporter, gate):
    edition = gate(draft, publisher, at_once="The minister speaks in five minutes.")
    approval = RetrospectiveApproval.objects.get()
    assert (approval.edition, approval.approved_at) == (edition, None)
    assert approval.reason == "The minister speaks in five minutes."
    assert list(outstanding_approvals(publisher)) == [approval]
    step = Step.objects.get()
    assert (step.edition, step.to_state) == (edition, PUBLISHED)
    assert {notice.recipient for notice in step.notices.all()} == {reporter}


def test_a_blank_reason_is_none(draft, publisher):
    with pytest.raises(Refused):
        publishing.publish(draft, publisher, at_once="  ")
    assert not RetrospectiveApproval.objects.exists()


def test_a_reason_does_not_help_those_who_may_not_publish(draft, cast):
    for by in (cast.reporter, cast.editor):
        with pytest.raises(Refused) as refused:
            publishing.publish(draft, by, at_once="Now!")
        assert "permission" in codes(refused)
    assert not RetrospectiveApproval.objects.exists()


def test_an_embargo_is_never_overridden(make_story, publisher):
    story = make_story(state=DRAFT, approved_version=None, embargo_until=tomorrow() + datetime.timedelta(1))
    for gate in GATES.values():
        with pytest.raises(Refused) as refused:
            gate(story, publisher, at_once="It cannot wait.")
        assert "embargo" in codes(refused)
    assert not Edition.objects.exists()


def test_an_approved_story_owes_nothing_even_when_a_reason_is_given(make_story, publisher):
    publishing.publish(make_story(), publisher, at_once="Habit.")
    assert not RetrospectiveApproval.objects.exists()


def test_a_refusal_of_the_gate_leaves_nothing_on_the_list(make_story, publisher):
    story = make_story(text="", state=DRAFT, approved_version=None)
    with pytest.raises(Refused):
        publishing.publish(story, publisher, at_once="Now.")
    assert not RetrospectiveApproval.objects.exists()
    assert Article.objects.get().state == DRAFT


def test_the_gate_says_where_the_story_stands_at_each_of_its_acts(make_story, publisher, reporter):
    story = make_story(assigned_to=reporter)
    publishing.publish(story, publisher)
    story.refresh_from_db()
    assert (story.state, story.assigned_to) == (PUBLISHED, None)

    save_and_approve(story, headline="Two ministers met")
    publishing.schedule(story, publisher, tomorrow())
    assert Article.objects.get().state == PUBLISHED
    publishing.cancel_schedule(story, publisher)
    assert Article.objects.get().state == APPROVED

    publishing.withdraw(story, publisher, "It was wrong.")
    after = Article.objects.get()
    assert (after.state, after.approved_version) == (DRAFT, None)
    gate = [move for move in moves() if move not in {"edit", "submit", "approve"}]
    assert gate == ["publish", "schedule", "cancel_schedule", "withdraw"]
    assert all(step.edition_id for step in Step.objects.filter(move__in=gate))


def test_a_cancelled_schedule_of_what_nobody_approved_gives_a_draft_and_owes_nothing(draft, publisher):
    publishing.schedule(draft, publisher, tomorrow(), at_once="In a hurry.")
    publishing.cancel_schedule(draft, publisher)
    assert Article.objects.get().state == DRAFT
    assert not outstanding_approvals(publisher).exists()


def test_what_the_desk_began_since_stays_where_it_is_when_a_schedule_is_cancelled(
    make_story, publisher, reporter, save
):
    story = make_story()
    publishing.schedule(story, publisher, tomorrow())
    save(story, reporter, headline="Another")
    take(story, reporter, "submit")
    publishing.cancel_schedule(story, publisher)
    assert Article.objects.get().state == SUBMITTED


def test_the_archive_and_a_withdrawal_need_no_approval(make_story, publisher):
    story = make_story(state=DRAFT, approved_version=None)
    publishing.publish_from_archive(story, publisher, timezone.now() - datetime.timedelta(days=900))
    assert Article.objects.get().state == PUBLISHED
    assert not RetrospectiveApproval.objects.exists()
    publishing.withdraw(story, publisher, "It was wrong.")
    assert moves() == ["archive", "withdraw"]


class TestAfterwards:
    @pytest.fixture
    def owed(self, draft, publisher):
        publishing.publish(draft, publisher, at_once="It cannot wait.")
        return RetrospectiveApproval.objects.get()

    def test_a_second_person_approves_afterwards(self, owed, editor, publisher, reporter):
        step = workflow.approve_afterwards(owed, editor, "It is right.")
        owed.refresh_from_db()
        assert (owed.approved_by, owed.remark) == (editor, "It is right.")
        assert not outstanding_approvals(editor).exists()
        assert Article.objects.get().approved_version == 1
        assert (step.move, step.edition) == ("approve_afterwards", owed.edition)
        assert {notice.recipient for notice in step.notices.all()} == {publisher, reporter}

    def test_neither_the_publisher_nor_the_last_editor_does(self, make_story, editor, publisher):
        story = make_story(state=DRAFT, approved_version=None, edited_by=editor)
        publishing.publish(story, publisher, at_once="Now.")
        owed = RetrospectiveApproval.objects.get()
        for by in (publisher, editor):
            with pytest.raises(Refused) as refused:
                workflow.approve_afterwards(owed, by)
            assert codes(refused) == {"own-work"}

    def test_who_wrote_the_edition_stays_out_when_others_wrote_on(self, owed, draft, save, cast):
        Article.objects.update(edited_by=cast.editor)
        draft.refresh_from_db()
        draft.copies.create(version=1, snapshot={}, saved_by=cast.editor, saved_at=timezone.now())
        save(draft, cast.administrator, headline="Written on")
        owed.refresh_from_db()
        with pytest.raises(Refused) as refused:
            workflow.approve_afterwards(owed, cast.editor)
        assert codes(refused) == {"own-work"}
        workflow.approve_afterwards(owed, cast.administrator)
        assert Article.objects.get().approved_version is None, "only what was published is approved"

    def test_a_moved_schedule_keeps_the_version_that_was_frozen(self, draft, save, publisher, editor):
        publishing.schedule(draft, publisher, tomorrow(), at_once="Quick.")
        save(draft, editor, headline="Written on")
        edition = publishing.reschedule(draft, publisher, tomorrow() + datetime.timedelta(hours=1))
        assert workflow.version_of(edition) == 1

    def test_a_reporter_may_not(self, owed, reporter):
        with pytest.raises(Refused) as refused:
            workflow.approve_afterwards(owed, reporter)
        assert codes(refused) == {"permission"}

    def test_it_is_given_once(self, owed, editor, administrator):
        workflow.approve_afterwards(owed, editor)
        with pytest.raises(Refused) as refused:
            workflow.approve_afterwards(owed, administrator)
        assert codes(refused) == {"approved"}

    def test_a_limited_story_that_is_to_come_is_on_nobody_elses_list(self, make_story, publisher, editor):
        story = make_story(state=DRAFT, approved_version=None, limited=True)
        story.limited_to_users.add(publisher)
        publishing.schedule(story, publisher, tomorrow(), at_once="Quick.")
        assert not outstanding_approvals(editor).exists()
        assert outstanding_approvals(publisher).count() == 1


def test_the_colleagues_of_the_tests_go_the_real_way(make_story):
    story = make_story(state=DRAFT, approved_version=None)
    approve(story)
    assert moves() == ["submit", "approve"]
    assert workflow.is_approved(Article.objects.get())

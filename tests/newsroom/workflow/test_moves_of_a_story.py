"""From draft to approved and back: who may move a story where, and whom it is told to."""

import pytest
from django.contrib.auth.models import Group, User
from django.utils.translation import override

from newsroom.desk.steps import record_of
from newsroom.models import Article, Notice, Step
from newsroom.refusals import Refused
from newsroom.workflow import APPROVED, CHANGES_REQUESTED, DRAFT, PUBLISHED, SUBMITTED, take


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def told(step):
    return {notice.recipient for notice in step.notices.select_related("recipient")}


def test_a_story_goes_from_draft_to_approved_and_each_step_stands_on_record(draft, reporter, editor):
    take(draft, reporter, "submit", "Ready, I think.")
    take(draft, editor, "approve")
    story = Article.objects.get()
    assert (story.state, story.approved_version, story.version) == (APPROVED, 1, 1)
    steps = Step.objects.order_by("pk").values_list(
        "move", "from_state", "to_state", "by", "remark", "version"
    )
    assert list(steps) == [
        ("submit", DRAFT, SUBMITTED, reporter.pk, "Ready, I think.", 1),
        ("approve", SUBMITTED, APPROVED, editor.pk, "", 1),
    ]


def test_a_move_does_not_look_like_a_save(draft, reporter):
    before = Article.objects.get().updated_at
    take(draft, reporter, "submit")
    assert Article.objects.get().updated_at == before


@pytest.mark.parametrize(
    ("move", "role", "states"),
    [
        ("submit", "reporter", {DRAFT, CHANGES_REQUESTED}),
        ("approve", "editor", {SUBMITTED}),
        ("request_changes", "editor", {SUBMITTED, APPROVED}),
        ("take_back", "reporter", {SUBMITTED}),
        ("hand_over", "reporter", set(Article.State)),
        ("take_on", "editor", set(Article.State)),
    ],
)
@pytest.mark.parametrize("state", list(Article.State))
def test_each_move_starts_from_its_own_states_only(draft, cast, state, move, role, states):
    Article.objects.filter(pk=draft.pk).update(state=state)
    draft.refresh_from_db()
    by = getattr(cast, role)

    def make():
        take(draft, by, move, "A remark.", receiver=cast.editor if move == "hand_over" else None)

    if state in states:
        make()
        return
    with pytest.raises(Refused) as refused:
        make()
    assert codes(refused) == {"state"}
    assert str(Article.State(state).label) in str(refused.value)
    assert not Step.objects.exists()


@pytest.mark.parametrize(
    ("move", "may"),
    [
        ("submit", {"reporter", "editor", "publisher", "administrator"}),
        ("approve", {"editor", "publisher", "administrator"}),
        ("request_changes", {"editor", "publisher", "administrator"}),
        ("hand_over", {"reporter", "editor", "publisher", "administrator"}),
    ],
)
@pytest.mark.parametrize("role", ["reporter", "editor", "publisher", "photo_editor", "administrator"])
def test_each_role_makes_its_own_moves_only(make_story, cast, move, may, role):
    state = DRAFT if move == "submit" else SUBMITTED
    story = make_story(state=state, approved_version=None)
    by = getattr(cast, role)
    receiver = cast.administrator if move == "hand_over" else None
    if role in may:
        take(story, by, move, "A remark.", receiver=receiver)
        return
    with pytest.raises(Refused) as refused:
        take(story, by, move, "A remark.", receiver=receiver)
    assert codes(refused) == {"permission"}


def test_the_last_editor_cannot_approve_and_is_told_who_could(submitted, save, editor, publisher):
    save(submitted, editor, headline="Mended on the way")
    with pytest.raises(Refused) as refused:
        take(submitted, editor, "approve")
    assert codes(refused) == {"own-work"}
    assert "publisher" in str(refused.value)
    take(submitted, publisher, "approve")


def test_whoever_began_a_story_that_nobody_saved_since_cannot_approve_it(make_story, editor):
    story = make_story(state=SUBMITTED, approved_version=None, created_by=editor)
    with pytest.raises(Refused) as refused:
        take(story, editor, "approve")
    assert codes(refused) == {"own-work"}


def test_where_nobody_else_could_the_refusal_says_so(make_story, editor):
    story = make_story(state=SUBMITTED, approved_version=None, edited_by=editor)
    with pytest.raises(Refused, match="nobody else"):
        take(story, editor, "approve")


def test_who_could_approve_a_limited_story_names_only_its_readers(make_story, cast):
    story = make_story(state=SUBMITTED, approved_version=None, edited_by=cast.editor, limited=True)
    story.limited_to_users.add(cast.editor, cast.administrator)
    with pytest.raises(Refused) as refused:
        take(story, cast.editor, "approve")
    assert "administrator" in str(refused.value)
    assert "publisher" not in str(refused.value)


def test_changes_are_requested_with_a_remark_only(submitted, editor, reporter):
    with pytest.raises(Refused) as refused:
        take(submitted, editor, "request_changes", "  ")
    assert codes(refused) == {"remark"}
    step = take(submitted, editor, "request_changes", "Name the minister.")
    story = Article.objects.get()
    assert (story.state, story.assigned_to) == (CHANGES_REQUESTED, reporter)
    assert told(step) == {reporter}


def test_what_was_mended_goes_back_to_who_asked_for_it(submitted, save, editor, reporter):
    take(submitted, editor, "request_changes", "Name the minister.")
    save(submitted, reporter, headline="The Foreign Minister meets")
    assert submitted.state == CHANGES_REQUESTED
    step = take(submitted, reporter, "submit")
    assert submitted.assigned_to == editor
    assert told(step) == {editor}


def test_a_submitted_story_is_with_nobody_and_told_to_nobody(draft, reporter, editor):
    step = take(draft, reporter, "submit")
    assert Article.objects.get().assigned_to is None
    assert told(step) == set()


def test_a_story_is_submitted_to_somebody_who_is_told(draft, reporter, editor):
    step = take(draft, reporter, "submit", receiver=editor)
    assert Article.objects.get().assigned_to == editor
    assert told(step) == {editor}
    assert (step.receiver, step.remark) == (editor, "")


def test_approval_is_told_to_the_writer_and_not_to_the_approver(submitted, editor, reporter):
    assert told(take(submitted, editor, "approve")) == {reporter}


def test_whoever_left_is_told_nothing(submitted, editor, reporter):
    User.objects.filter(pk=reporter.pk).update(is_active=False)
    assert told(take(submitted, editor, "approve")) == set()


def test_only_who_wrote_a_story_takes_it_back(submitted, editor, reporter):
    with pytest.raises(Refused) as refused:
        take(submitted, editor, "take_back")
    assert codes(refused) == {"not-yours"}
    take(submitted, reporter, "take_back")
    story = Article.objects.get()
    assert (story.state, story.assigned_to) == (DRAFT, reporter)


def test_a_story_is_handed_over_and_both_are_told(draft, reporter, editor, publisher):
    step = take(draft, publisher, "hand_over", "Please finish it.", receiver=editor)
    assert Article.objects.get().assigned_to == editor
    assert told(step) == {reporter, editor}
    assert (step.receiver, step.remark) == (editor, "Please finish it.")
    with override("vi"):
        assert record_of(draft)[0]["deed"] == "đã giao bài, cho editor"
    assert Article.objects.get().state == DRAFT


def test_handing_over_names_somebody_who_may_write(draft, reporter, photo_editor):
    for receiver, code in [(None, "receiver"), (photo_editor, "receiver")]:
        with pytest.raises(Refused) as refused:
            take(draft, reporter, "hand_over", receiver=receiver)
        assert codes(refused) == {code}


def test_a_limited_story_is_handed_to_its_readers_only(draft, reporter, editor, publisher):
    draft.limited = True
    draft.save()
    draft.limited_to_users.add(reporter)
    draft.limited_to_groups.add(Group.objects.get(name="publisher"))
    with pytest.raises(Refused) as refused:
        take(draft, reporter, "hand_over", receiver=editor)
    assert codes(refused) == {"receiver"}
    take(draft, reporter, "hand_over", receiver=publisher)


def test_a_move_of_a_story_that_was_saved_or_moved_meanwhile_is_refused(submitted, editor, publisher):
    for changed in ({"version": 2}, {"state": APPROVED}, {"last_edition": 1}):
        seen = Article.objects.get()
        Article.objects.update(**changed)
        with pytest.raises(Refused) as refused:
            take(seen, publisher, "request_changes", "No.")
        assert codes(refused) == {"changed"}
        Article.objects.update(version=seen.version, state=seen.state, last_edition=seen.last_edition)
    assert not Notice.objects.filter(recipient=publisher).exists()


@pytest.mark.parametrize(
    ("state", "role", "after"),
    [
        (DRAFT, "editor", DRAFT),
        (SUBMITTED, "reporter", DRAFT),
        (SUBMITTED, "editor", SUBMITTED),
        (CHANGES_REQUESTED, "reporter", CHANGES_REQUESTED),
        (APPROVED, "publisher", DRAFT),
        (PUBLISHED, "editor", DRAFT),
    ],
)
def test_a_save_ends_the_approval_and_an_editors_mending_does_not_end_the_waiting(
    make_story, save, cast, state, role, after
):
    story = make_story(state=state, approved_version=1 if state in {APPROVED, PUBLISHED} else None)
    save(story, getattr(cast, role))
    story.refresh_from_db()
    assert (story.state, story.approved_version) == (after, None)
    assert story.edited_by == getattr(cast, role)
    assert list(Step.objects.values_list("move", flat=True)) == ([] if after == state else ["edit"])

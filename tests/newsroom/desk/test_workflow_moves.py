"""The buttons on a story's way to the gate: who is offered which, and what each page says and does."""

import pytest
from django.urls import reverse

from newsroom import workflow
from newsroom.desk.workflow_moves import BUTTONS
from newsroom.models import Article, Edition, Notice, RetrospectiveApproval, Step
from newsroom.workflow import APPROVED, CHANGES_REQUESTED, DRAFT, PUBLISHED, SUBMITTED
from tests.newsroom.desk.filled_form import change_address, fill, move_address

ROLES = ["reporter", "editor", "publisher", "photo_editor", "administrator"]
WRITERS = {"reporter", "editor", "publisher", "administrator"}
APPROVERS = WRITERS - {"reporter"}
MAY = {
    "submit": WRITERS,
    "take_back": WRITERS,
    "take_on": WRITERS,
    "hand_over": WRITERS,
    "approve": APPROVERS,
    "request_changes": APPROVERS,
}


@pytest.fixture
def draft(make_story, reporter):
    return make_story(state=DRAFT, approved_version=None, created_by=reporter, edited_by=reporter)


def seen(story, **said):
    story.refresh_from_db()
    return {
        "seen_version": story.version,
        "seen_edition": story.last_edition,
        "seen_state": story.state,
        **said,
    }


def in_state(story, state):
    Article.objects.filter(pk=story.pk).update(
        state=state, approved_version=story.version if state in {APPROVED, PUBLISHED} else None
    )
    story.refresh_from_db()
    return story


def test_there_is_a_button_for_each_line_of_the_table():
    assert set(BUTTONS) == set(workflow.MOVES) == set(MAY)


@pytest.mark.parametrize("state", list(Article.State))
@pytest.mark.parametrize("role", ROLES)
def test_what_is_offered_works_and_nothing_else_is_offered(client, cast, draft, role, state):
    story, user = in_state(draft, state), getattr(cast, role)
    client.force_login(user)
    page = client.get(change_address(story)).content.decode()
    for name, may in MAY.items():
        offered = f'name="_move" value="{name}"' in page
        if role not in may:
            assert not offered, name
            assert client.get(move_address(story, name)).status_code == 403
            assert client.post(move_address(story, name), seen(story)).status_code == 403
            continue
        asked = client.get(move_address(story, name))
        assert asked.status_code == 200
        assert (asked.context["form"] is not None) == offered, name
        if not offered:
            assert asked.context["reasons"], name
            client.post(move_address(story, name), seen(story, remark="A remark."))
            assert not Step.objects.exists()
            continue
        said = {"remark": "A remark.", "receiver": cast.administrator.pk}
        if role == "administrator":
            said["receiver"] = cast.publisher.pk if name in {"hand_over", "approve"} else cast.editor.pk
        before = Step.objects.count()
        answer = client.post(move_address(story, name), seen(story, **said))
        assert answer.status_code == 302, (name, answer.context and answer.context["form"].errors)
        assert Step.objects.count() == before + 1
        Step.objects.all().delete()
        in_state(story, state)
        Article.objects.filter(pk=story.pk).update(assigned_to=None)


def test_the_page_of_each_move_is_what_it_says_in_both_languages(client, draft, editor):
    client.force_login(editor)
    in_state(draft, SUBMITTED)
    page = client.get(move_address(draft, "request_changes")).content.decode()
    assert "goes back to whoever saved it last" in page
    client.cookies["django_language"] = "vi"
    page = client.get(move_address(draft, "request_changes")).content.decode()
    assert "Bài trở về người lưu sau cùng" in page


def test_a_button_saves_first_and_then_asks(client, draft, reporter):
    client.force_login(reporter)
    data = fill(client, change_address(draft)) | {"headline": "Typed just now", "_move": "submit"}
    answer = client.post(change_address(draft), data)
    assert answer["Location"] == move_address(draft, "submit")
    draft.refresh_from_db()
    assert (draft.headline, draft.state, draft.edited_by) == ("Typed just now", DRAFT, reporter)


def test_a_button_of_which_the_form_was_not_touched_keeps_the_approval(client, draft, publisher):
    in_state(draft, APPROVED)
    client.force_login(publisher)
    client.post(change_address(draft), fill(client, change_address(draft)) | {"_move": "publish"})
    draft.refresh_from_db()
    assert (draft.state, draft.version, draft.approved_version) == (APPROVED, 1, 1)


def test_a_change_of_an_approved_story_is_announced_and_ends_the_approval(client, draft, publisher):
    in_state(draft, APPROVED)
    client.force_login(publisher)
    address = change_address(draft)
    assert "has to be approved anew" in client.get(address).content.decode()
    client.post(address, fill(client, address) | {"headline": "Otherwise", "_save": "Save"})
    draft.refresh_from_db()
    assert (draft.state, draft.approved_version) == (DRAFT, None)
    page = client.get(move_address(draft, "publish")).content.decode()
    assert "Nobody has approved this version yet" in page
    client.post(move_address(draft, "publish"), seen(draft, note=""))
    assert not Edition.objects.exists()


def test_a_remark_that_is_missing_is_asked_for(client, draft, editor):
    in_state(draft, SUBMITTED)
    client.force_login(editor)
    page = client.post(move_address(draft, "request_changes"), seen(draft, remark="")).content.decode()
    assert "This field is required." in page
    assert Article.objects.get().state == SUBMITTED


def test_a_move_that_came_too_late_says_so_and_keeps_the_remark(client, draft, editor):
    in_state(draft, SUBMITTED)
    client.force_login(editor)
    said = seen(draft, remark="Name the minister.")
    in_state(draft, APPROVED)
    page = client.post(move_address(draft, "request_changes"), said).content.decode()
    assert "Somebody else saved or moved this story" in page
    assert "Name the minister." in page


def test_the_last_editor_reads_in_the_head_why_there_is_no_button(client, draft, editor, publisher):
    in_state(draft, SUBMITTED)
    Article.objects.update(edited_by=editor)
    client.force_login(editor)
    page = client.get(change_address(draft)).content.decode()
    assert "You saved this version yourself" in page
    assert "publisher" in page
    page = client.get(move_address(draft, "approve"))
    assert "You saved this version yourself" in page.content.decode()
    assert "This cannot be done now:" in page.content.decode()


def test_the_head_and_the_record_tell_the_storys_way(client, draft, reporter, editor):
    workflow.take(draft, reporter, "submit", receiver=editor)
    workflow.take(draft, editor, "request_changes", "Name the <minister>.")
    client.force_login(reporter)
    response = client.get(change_address(draft))
    page = response.content.decode()
    assert response.context["head"]["holder"] == "reporter"
    assert "(you)" in page
    assert "changes requested" in page
    assert "Name the &lt;minister&gt;." in page
    assert [step["who"] for step in response.context["steps"]] == ["editor", "reporter"]


def test_the_head_tells_what_comes_next(client, draft, editor):
    Article.objects.update(embargo_until="2099-01-02T03:04Z", review_on="2098-05-06")
    client.force_login(editor)
    page = client.get(change_address(draft)).content.decode()
    assert "Under embargo until" in page
    assert "To be looked at again on" in page


def test_a_limited_story_cannot_be_moved_by_those_who_do_not_see_it(client, draft, editor):
    Article.objects.update(limited=True)
    client.force_login(editor)
    for name in BUTTONS:
        assert client.get(move_address(draft, name)).status_code == 404
        assert client.post(move_address(draft, name), seen(draft)).status_code == 404


def test_people_are_offered_who_may_do_what_comes_next(client, draft, cast):
    client.force_login(cast.reporter)
    form = client.get(move_address(draft, "submit")).context["form"]
    assert {user.username for user in form.fields["receiver"].queryset} == {
        "editor",
        "publisher",
        "administrator",
    }


class TestAtOnce:
    def test_a_publisher_gives_a_reason_and_the_story_waits_on_the_list(self, client, draft, cast):
        client.force_login(cast.publisher)
        address = move_address(draft, "publish")
        assert "Why can it not wait for approval?" in client.get(address).content.decode()
        page = client.post(address, seen(draft)).content.decode()
        assert "Nobody has approved this version yet" in page
        client.post(address, seen(draft, at_once="The minister speaks now."))
        assert Edition.objects.live().count() == 1

        listed = client.get(reverse("admin:approvals")).content.decode()
        assert "The minister speaks now." in listed
        owed = RetrospectiveApproval.objects.get()
        asked = client.get(reverse("admin:approval", args=[owed.pk]))
        assert asked.context["form"] is None
        assert "somebody else has to approve it" in asked.content.decode()

        client.force_login(cast.editor)
        answer = client.post(reverse("admin:approval", args=[owed.pk]), {"remark": "Fine."}, follow=True)
        assert "approved afterwards" in answer.content.decode()
        assert "Nothing is open." in answer.content.decode()

    def test_an_approved_story_is_asked_for_no_reason(self, client, draft, publisher):
        in_state(draft, APPROVED)
        client.force_login(publisher)
        for move in ("publish", "schedule"):
            page = client.get(move_address(draft, move))
            assert "at_once" not in page.context["form"].fields
            assert page.context["reasons"] == []

    @pytest.mark.parametrize("role", ["reporter", "photo_editor"])
    def test_who_may_not_approve_may_look_at_the_list_only(self, client, draft, cast, role):
        from newsroom import publishing

        publishing.publish(draft, cast.publisher, at_once="Now.")
        client.force_login(getattr(cast, role))
        page = client.get(reverse("admin:approvals")).content.decode()
        assert "Now." in page
        assert "Look and approve" not in page
        owed = RetrospectiveApproval.objects.get()
        assert client.post(reverse("admin:approval", args=[owed.pk]), {}).status_code == 403

    def test_a_page_of_the_list_is_followed_by_older_ones(
        self, client, make_story, publisher, monkeypatch, django_assert_max_num_queries
    ):
        from newsroom import publishing
        from newsroom.desk import approvals

        monkeypatch.setattr(approvals, "PAGE", 2)
        for number in range(5):
            story = make_story(f"Story {number}", state=DRAFT, approved_version=None)
            publishing.publish(story, publisher, at_once="Now.")
        client.force_login(publisher)
        read, address = [], reverse("admin:approvals")
        while address:
            with django_assert_max_num_queries(8):
                page = client.get(address)
            read += [approval.edition.headline for approval, _name in page.context["approvals"]]
            older = page.context["older"]
            address = older and reverse("admin:approvals") + older
        assert read == [f"Story {number}" for number in (4, 3, 2, 1, 0)]
        assert client.get(reverse("admin:approvals") + "?before=x").status_code == 404


class TestTheList:
    @pytest.fixture
    def stories(self, make_story, reporter, editor):
        for state in (DRAFT, SUBMITTED, CHANGES_REQUESTED, APPROVED):
            make_story(state, state=state, approved_version=1 if state == APPROVED else None)
        Article.objects.filter(state=SUBMITTED).update(assigned_to=editor)
        Article.objects.filter(state=DRAFT).update(created_by=editor)

    def read(self, client, **asked):
        response = client.get("/admin/newsroom/article/", asked)
        return {article.headline for article in response.context["cl"].result_list}

    def test_it_is_narrowed_by_state_and_by_whose_it_is(self, client, stories, editor):
        client.force_login(editor)
        assert self.read(client, stage=SUBMITTED) == {SUBMITTED}
        assert self.read(client, stage=APPROVED) == {APPROVED}
        assert self.read(client, whose="with-me") == {SUBMITTED}
        assert self.read(client, whose="begun-by-me") == {DRAFT}
        assert len(self.read(client, stage="nonsense", whose="nonsense")) == 4

    def test_it_shows_state_and_holder(self, client, stories, editor):
        client.force_login(editor)
        page = client.get("/admin/newsroom/article/").content.decode()
        assert "state-changes-requested" in page
        assert "with editor" in page


def test_the_record_is_no_longer_than_a_page_needs(
    client, draft, reporter, editor, django_assert_max_num_queries
):
    for _round in range(20):
        workflow.take(draft, reporter, "submit")
        workflow.take(draft, reporter, "take_back")
    client.force_login(editor)
    response = client.get(change_address(draft))
    assert len(response.context["steps"]) == 30
    assert Notice.objects.count() == 0


def test_the_form_of_a_move_holds_what_its_mover_saw(client, draft, reporter):
    client.force_login(reporter)
    page = client.get(move_address(draft, "submit")).content.decode()
    assert 'name="seen_state" value="draft"' in page

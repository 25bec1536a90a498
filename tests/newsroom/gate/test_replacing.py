"""Another photo in the place of one: what is public, what is to come, and what the desk is writing."""

import datetime

import pytest
from django.utils import timezone

from newsroom import copies, publishing, replacing, workflow
from newsroom.freezing import digest
from newsroom.models import Article, Edition, PhotoBlock, Release, ReleaseStory, RetrospectiveApproval
from newsroom.models.kinds import WithdrawalWay
from newsroom.publishing import Refused, replace_photo
from newsroom.soundness import flaws
from tests.approving import save_and_approve
from tests.making import add_block

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def old(make_photo):
    return make_photo(title="Old")


@pytest.fixture
def new(make_photo):
    return make_photo(
        (800, 600),
        title="New",
        caption={"en": "Two flags.", "vi": "Hai lá cờ."},
        alt_text={"en": "Two flags", "vi": "Hai lá cờ"},
        credit_line="Photo: B. Tran",
        focal_x=2_000,
    )


def photos_of(edition):
    return [photo.photo_id for photo in edition.photos.all()]


def live(article):
    return Edition.objects.live().get(article=article)


def without_photos(edition):
    content = {name: value for name, value in edition.content.items() if name != "lead_photo"}
    return content | {"blocks": [block for block in content["blocks"] if block["kind"] != "photo"]}


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def saved_since(article, publisher, **said):
    """What the desk wrote since, and nobody approved."""
    article = Article.objects.get(pk=article.pk)
    for name, value in said.items():
        setattr(article, name, value)
    article.version += 1
    article.save()
    workflow.saved(article, publisher)
    copies.keep(article, publisher)
    return article


def test_the_edition_in_force_is_recorded_anew_with_the_other_photo_alone(publish_story, publisher, old, new):
    story = publish_story(lead_photo=old)
    before = live(story)
    done = replace_photo(story, publisher, old, new)
    after = live(story)
    assert [edition.pk for edition in done.editions] == [after.pk]
    assert (after.number, after.change, after.change_note) == (2, Edition.Change.UPDATE, "")
    assert after.major_change_at is None
    assert without_photos(after) == without_photos(before)
    shown = after.content["lead_photo"]
    assert (shown["id"], shown["token"], shown["width"], shown["focal_x"]) == (
        new.pk,
        new.public_token,
        800,
        2_000,
    )
    assert (shown["caption"], shown["alt_text"], shown["credit"]) == (
        "Two flags.",
        "Two flags",
        "Photo: B. Tran",
    )
    assert after.digest == digest(after.content)
    before.refresh_from_db()
    assert photos_of(before) == [old.pk]
    assert list(flaws()) == []


def test_the_working_copy_follows_and_keeps_the_approval_of_what_was_published(
    publish_story, publisher, old, new
):
    story = publish_story(lead_photo=old, lead_crop="0-0-5000-5000")
    replace_photo(story, publisher, old, new)
    story = Article.objects.get(pk=story.pk)
    assert (story.lead_photo, story.lead_crop, story.version) == (new, "", 2)
    assert story.state == Article.State.PUBLISHED
    assert workflow.is_approved(story)
    assert story.copies.get(version=2).snapshot["fields"]["lead_photo"] == new.pk
    assert story.copies.get(version=1).snapshot["fields"]["lead_photo"] == old.pk
    with pytest.raises(Refused) as refused:
        publishing.publish(story, publisher)
    assert codes(refused) == {"unchanged"}


def test_what_the_desk_wrote_since_is_in_no_edition(publish_story, publisher, old, new):
    story = publish_story(lead_photo=old)
    saved_since(story, publisher, headline="Not for the public yet")
    replace_photo(story, publisher, old, new)
    assert live(story).headline == "Two ministers meet"
    assert photos_of(live(story)) == [new.pk]
    story = Article.objects.get(pk=story.pk)
    assert (story.headline, story.lead_photo) == ("Not for the public yet", new)
    assert story.state == Article.State.DRAFT
    assert story.updated_at > live(story).recorded_at


def test_an_approved_version_that_is_not_public_has_to_be_approved_anew(publish_story, publisher, old, new):
    story = publish_story(lead_photo=old)
    save_and_approve(story, headline="Two ministers agree")
    done = replace_photo(story, publisher, old, new)
    assert done.lost_approval
    story = Article.objects.get(pk=story.pk)
    assert (story.state, story.approved_version) == (Article.State.DRAFT, None)


def test_one_that_has_left_the_public_has_to_be_approved_anew(make_story, publisher, old, new, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    story = make_story(lead_photo=old, expires_at=timezone.now() + HOUR)
    publishing.publish(story, publisher)
    time_machine.shift(2 * HOUR)
    done = replace_photo(story, publisher, old, new)
    assert (done.editions, done.in_the_copy, done.lost_approval) == ((), True, True)


def test_a_scheduled_edition_is_recorded_anew_for_its_time_and_shown_to_nobody_before(
    make_story, publisher, old, new, client
):
    at = timezone.now() + HOUR
    story = make_story(lead_photo=old)
    coming = publishing.schedule(story, publisher, at)
    done = replace_photo(story, publisher, old, new)
    coming.refresh_from_db()
    assert coming.cancelled_at is not None
    (edition,) = done.editions
    assert (edition.public_from, edition.change) == (at, Edition.Change.FIRST)
    assert photos_of(edition) == [new.pk]
    assert not Edition.objects.in_force().exists()
    assert client.get(f"/en/photos/{new.uid}/").status_code == 404
    assert client.get(edition.get_absolute_url()).status_code == 404
    assert list(flaws()) == []


def test_what_is_live_and_what_is_to_come_both_change_and_keep_their_ends(
    make_story, publisher, old, new, time_machine
):
    now = timezone.now().replace(microsecond=0)
    time_machine.move_to(now, tick=False)
    story = make_story(lead_photo=old)
    publishing.publish(story, publisher)
    save_and_approve(story, headline="Two ministers agree", expires_at=now + 3 * HOUR)
    publishing.schedule(story, publisher, now + HOUR, "They agreed.")
    time_machine.shift(60)
    replace_photo(story, publisher, old, new, "Another photo is shown.")
    chain = list(Edition.objects.filter(article=story, cancelled_at=None).order_by("public_from", "number"))
    told = [(edition.public_from, edition.change, edition.change_note) for edition in chain[1:]]
    assert told == [
        (now + datetime.timedelta(seconds=60), "update", "Another photo is shown."),
        (now + HOUR, "update", "They agreed."),
        (now + 3 * HOUR, "withdrawal", ""),
    ]
    assert [photos_of(edition) for edition in chain] == [[old.pk], [new.pk], [new.pk], []]
    assert chain[1].major_change_at == now + datetime.timedelta(seconds=60)
    assert chain[2].major_change_at == now + HOUR
    assert list(flaws()) == []


def test_one_that_is_to_come_without_the_photo_follows_as_it_was(make_story, publisher, old, new):
    story = make_story(lead_photo=old)
    publishing.publish(story, publisher)
    save_and_approve(story, lead_photo=None)
    coming = publishing.schedule(story, publisher, timezone.now() + HOUR)
    replace_photo(story, publisher, old, new)
    again = Edition.objects.coming().get(article=story)
    assert (again.digest, again.public_from) == (coming.digest, coming.public_from)
    assert photos_of(live(story)) == [new.pk]
    assert list(flaws()) == []


def test_a_text_that_is_kept_under_a_notice_shows_the_other_photo_under_it(
    publish_story, publisher, old, new
):
    story = publish_story(lead_photo=old)
    publishing.withdraw(story, publisher, "Wrong.", WithdrawalWay.NOTICE)
    replace_photo(story, publisher, old, new, "Not told under a notice.")
    standing = Edition.objects.in_force().get(article=story)
    assert (standing.way, standing.notice["reason"], standing.change_note) == (
        WithdrawalWay.NOTICE,
        "Wrong.",
        "Wrong.",
    )
    assert photos_of(standing) == [new.pk]
    assert not standing.is_expiry


def test_the_storys_own_words_stay_and_the_librarys_are_the_new_photos(publish_story, publisher, old, new):
    story = publish_story(lead_photo=old, lead_caption="As the story says.")
    replace_photo(story, publisher, old, new)
    shown = live(story).content["lead_photo"]
    assert (shown["caption"], shown["credit"]) == ("As the story says.", "Photo: B. Tran")


def test_own_words_are_known_from_the_version_that_was_published(make_story, publisher, old, new):
    story = make_story(lead_photo=old, lead_caption="As the story said.")
    copies.keep(story, publisher)
    publishing.publish(story, publisher)
    saved_since(story, publisher, lead_caption="", lead_photo=None)
    replace_photo(story, publisher, old, new)
    assert live(story).content["lead_photo"]["caption"] == "As the story said."


def test_all_words_are_the_new_photos_when_that_is_asked(publish_story, publisher, old, new):
    story = publish_story(lead_photo=old, lead_caption="As the story says.", lead_alt="Hands")
    replace_photo(story, publisher, old, new, own_words=False)
    shown = live(story).content["lead_photo"]
    assert (shown["caption"], shown["alt_text"]) == ("Two flags.", "Two flags")
    story.refresh_from_db()
    assert (story.lead_caption, story.lead_alt) == ("", "")


def test_blocks_change_and_keep_their_size_and_the_mark_of_the_decorative(make_story, publisher, old, new):
    story = make_story()
    said = {"size": PhotoBlock.Size.WIDE, "decorative": True, "crop": "0-0-5000-5000"}
    block = add_block(story, PhotoBlock, photo=old, **said)
    other = add_block(story, PhotoBlock, photo=new)
    publishing.publish(story, publisher)
    replace_photo(story, publisher, old, new)
    shown = [block for block in live(story).content["blocks"] if block["kind"] == "photo"]
    assert [(one["id"], one["size"], one["decorative"], one["crop"]) for one in shown] == [
        (new.pk, "wide", True, ""),
        (new.pk, "column", False, ""),
    ]
    block.refresh_from_db()
    assert (block.photo, block.crop, block.decorative) == (new, "", True)
    other.refresh_from_db()
    assert other.photo == new


def test_a_draft_changes_for_whoever_may_write_and_nothing_is_recorded(make_story, reporter, old, new):
    story = make_story(lead_photo=old, state=Article.State.DRAFT, approved_version=None)
    done = replace_photo(story, reporter, old, new)
    assert (done.editions, done.in_the_copy, done.lost_approval) == ((), True, False)
    assert not story.editions.exists()
    assert story.steps.get().move == "replace_photo"


def test_what_is_public_changes_only_for_publishers(publish_story, editor, old, new):
    story = publish_story(lead_photo=old)
    with pytest.raises(Refused) as refused:
        replace_photo(story, editor, old, new)
    assert codes(refused) == {"permission"}
    story.refresh_from_db()
    assert story.lead_photo == old


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"alt_text": {"vi": "Hai lá cờ"}}, "alt-text"),
        ({"credit_line": ""}, "credit"),
        ({"licence_until": "2020-01-01"}, "licence-ended"),
        ({"to_be_checked": True}, "unchecked"),
        ({"retired_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}, "retired"),
    ],
)
def test_a_photo_that_cannot_be_shown_takes_no_place(publish_story, publisher, make_photo, old, said, code):
    story = publish_story(lead_photo=old)
    unfit = make_photo(title="Unfit", **said)
    unfit.refresh_from_db()
    with pytest.raises(Refused) as refused:
        replace_photo(story, publisher, old, unfit)
    assert codes(refused) == {code}
    assert photos_of(live(story)) == [old.pk]


def test_a_licence_that_ends_before_a_scheduled_time_is_refused(make_story, publisher, old, new):
    new.licence_until = timezone.localdate() + datetime.timedelta(days=2)
    new.save()
    story = make_story(lead_photo=old)
    publishing.schedule(story, publisher, timezone.now() + 24 * 5 * HOUR)
    with pytest.raises(Refused) as refused:
        replace_photo(story, publisher, old, new)
    assert codes(refused) == {"licence-ended"}


def test_a_story_of_an_approved_release_is_left_alone(make_story, publisher, old, new):
    story = make_story(lead_photo=old)
    release = Release.objects.create(
        name="R",
        state=Release.State.APPROVED,
        at=timezone.now() + HOUR,
        created_by=publisher,
        approved_by=publisher,
        approved_at=timezone.now(),
    )
    ReleaseStory.objects.create(release=release, article=story)
    with pytest.raises(Refused) as refused:
        replace_photo(story, publisher, old, new)
    assert codes(refused) == {"release"}


def test_an_approval_that_is_still_to_be_given_goes_with_the_scheduled_edition(
    make_story, publisher, old, new
):
    story = make_story(lead_photo=old, state=Article.State.DRAFT, approved_version=None)
    publishing.schedule(story, publisher, timezone.now() + HOUR, at_once="It cannot wait.")
    (edition,) = replace_photo(story, publisher, old, new).editions
    assert RetrospectiveApproval.objects.get().edition == edition
    story.refresh_from_db()
    assert (story.state, story.approved_version) == (Article.State.PUBLISHED, None)


def test_everywhere_is_every_story_that_one_may_see_and_a_second_time_finds_nothing(
    make_story, publish_story, publisher, reporter, old, new
):
    public = publish_story("Public", lead_photo=old)
    hidden = make_story("Hidden", lead_photo=old, limited=True, created_by=reporter)
    incomplete = make_story("Ở Hà Nội", language="vi", lead_photo=old, lead_credit="")
    done = replacing.replace_everywhere(old, new, publisher)
    assert [one.article.pk for one in done] == [public.pk, incomplete.pk]
    assert all(one.replaced for one in done)
    hidden.refresh_from_db()
    assert hidden.lead_photo == old
    assert replacing.replace_everywhere(old, new, publisher) == []


def test_one_story_that_is_refused_keeps_no_other_from_being_done(
    make_story, publish_story, editor, old, new
):
    public = publish_story("Public", lead_photo=old)
    draft = make_story("Draft", lead_photo=old)
    done = {one.article.pk: one for one in replacing.replace_everywhere(old, new, editor)}
    assert [reason.code for reason in done[public.pk].reasons] == ["permission"]
    assert done[draft.pk].replaced.in_the_copy


def test_past_editions_are_no_uses(publish_story, publisher, old, new):
    story = publish_story(lead_photo=old)
    save_and_approve(story, lead_photo=None)
    publishing.publish(story, publisher)
    assert replacing.uses(old, publisher) == []
    assert replacing.replace_everywhere(old, new, publisher) == []


def test_uses_tell_the_copy_and_the_editions_apart(publish_story, publisher, old, new):
    story = publish_story(lead_photo=old)
    save_and_approve(story, lead_photo=new)
    publishing.schedule(story, publisher, timezone.now() + HOUR)
    (use,) = replacing.uses(old, publisher)
    assert (use.in_the_copy, use.current.number, use.coming) == (False, 1, [])
    (use,) = replacing.uses(new, publisher)
    assert (use.in_the_copy, use.current, [edition.number for edition in use.coming]) == (True, None, [2])


# Photos that are not used any more


def test_a_retired_photo_says_why_and_by_whom_it_is_replaced(photo_editor, old, new):
    replacing.retire(old, photo_editor, "The minister left.", new)
    assert (old.retired_why, old.replaced_by) == ("The minister left.", new)
    replacing.use_again(old, photo_editor)
    assert (old.retired_at, old.retired_why, old.replaced_by) == (None, "", None)


def test_a_photo_is_retired_for_a_reason_and_by_those_who_keep_photos(photo_editor, django_user_model, old):
    with pytest.raises(Refused) as refused:
        replacing.retire(old, photo_editor, "  ")
    assert codes(refused) == {"why"}
    with pytest.raises(Refused) as refused:
        replacing.retire(old, django_user_model.objects.create_user("nobody"), "Why not.")
    assert codes(refused) == {"permission"}

"""A release becomes public whole, at one second, or not at all."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from newsroom import publishing, releasing
from newsroom.models import Edition, Question, Release, ReleaseFact, ReleaseStory, RichText
from newsroom.releasing import NotReleased
from partnerships.facts import Fact
from tests.approving import save_and_approve
from tests.making import add_block
from tests.newsroom.releases.conftest import NOW, SOON

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def release(unannounced, make_release, make_story):
    """An upgrade: two languages of a story, the level, the visit and the declaration."""
    english = make_story("The upgrade is agreed")
    vietnamese = make_story(
        "Nâng cấp quan hệ", language="vi", translation_group=english.translation_group, text="<p>Vâng.</p>"
    )
    return make_release(english, vietnamese, unannounced.upgrade, unannounced.visit, unannounced.declaration)


def public(moment):
    """What the public knows of the release's members at `moment`: the numbers of its stories and facts."""
    facts = [member.fact for member in ReleaseFact.objects.all()]
    return Edition.objects.live(moment).count(), sum(fact.is_public(moment) for fact in facts)


def codes(missing):
    return {str(member): sorted(reason.code for reason in reasons) for member, reasons in missing}


def test_all_is_public_at_its_second_and_nothing_before(release, publisher):
    assert releasing.missing(release, publisher) == []

    releasing.approve(release, publisher, SOON)

    assert release.state == Release.State.APPROVED
    assert release.at == SOON
    assert public(SOON - SECOND / 1000) == (0, 0)
    assert public(SOON) == (2, 3)
    assert {edition.public_from for edition in Edition.objects.all()} == {SOON}


def test_without_a_time_all_is_public_at_the_same_moment_now(clock, release, publisher):
    releasing.approve(release, publisher)

    assert release.is_public()
    assert public(timezone.now()) == (2, 3)
    moments = {edition.public_from for edition in Edition.objects.all()}
    assert moments == {member.fact.public_from for member in ReleaseFact.objects.all()} == {release.at}


def test_each_story_keeps_the_edition_that_came_of_it(release, publisher):
    releasing.approve(release, publisher, SOON)

    for member in ReleaseStory.objects.all():
        assert member.edition == member.article.editions.get()


def test_one_member_that_is_not_ready_keeps_back_all(release, make_story, publisher):
    ReleaseStory.objects.create(release=release, article=make_story("Empty", text=""))

    with pytest.raises(NotReleased) as refused:
        releasing.approve(release, publisher, SOON)

    assert codes(refused.value.missing) == {"Empty": ["empty"]}
    assert not Edition.objects.exists()
    assert public(SOON) == (0, 0)
    assert Release.objects.get().state == Release.State.PREPARING


def test_every_member_says_all_that_it_lacks(release, unannounced, make_story, publisher, clock):
    scheduled = make_story("Scheduled")
    publishing.schedule(scheduled, publisher, SOON)
    live = make_story("Live")
    publishing.publish(live, publisher)
    embargoed = make_story("Embargoed", embargo_until=SOON + SECOND, text="")
    for story in (scheduled, live, embargoed):
        ReleaseStory.objects.create(release=release, article=story)
    ReleaseFact.objects.create(release=release, fact=unannounced.appointment)
    ReleaseFact.objects.create(release=release, fact=unannounced.first)

    found = releasing.missing(release, publisher)
    with pytest.raises(NotReleased) as refused:
        releasing.approve(release, publisher, SOON)

    assert codes(found) == codes(refused.value.missing)
    assert codes(found) == {
        "Scheduled": ["scheduled"],
        "Live": ["unchanged"],
        "Embargoed": ["embargo", "empty"],
        "Minister Aoki, Foreign Minister": ["person-not-public"],
        "Japan: Strategic, 20 April 2009": ["announced"],
    }


def test_a_look_changes_nothing(release, publisher):
    before = Release.objects.get()
    releasing.missing(release, publisher)

    assert not Edition.objects.exists()
    assert public(SOON) == (0, 0)
    assert Release.objects.get().version == before.version


def test_a_story_may_ask_somebody_whom_the_release_makes_known(
    unannounced, make_release, make_story, publisher
):
    minister = unannounced.minister
    story = make_story("An interview", kind="interview", interviewee=minister, text="")
    add_block(story, Question, question="And now?", answered_by=minister)
    add_block(story, RichText, text="<p>We go on.</p>")
    alone = make_release(story, name="Alone")
    assert codes(releasing.missing(alone, publisher)) == {
        "An interview": ["answerer-not-public", "interviewee-not-public"]
    }
    alone.delete()
    release = make_release(story, minister, unannounced.appointment)

    assert releasing.missing(release, publisher) == []
    releasing.approve(release, publisher, SOON)

    assert Edition.objects.live(SOON).get().headline == "An interview"
    assert minister.__class__.objects.live(SOON).count() == 1


def test_a_member_is_in_one_unfinished_release_only(clock, release, make_release, publisher):
    story, fact = release.stories.first().article, release.facts.first().fact
    other = make_release(story, fact, name="Another")

    assert codes(releasing.missing(other, publisher)) == {
        str(story): ["another-release"],
        str(fact): ["another-release"],
    }
    with pytest.raises(NotReleased):
        releasing.approve(other, publisher, SOON)
    with pytest.raises(NotReleased):
        releasing.approve(release, publisher, SOON)
    other.delete()
    releasing.approve(release, publisher, SOON)

    clock.move_to(SOON)
    following = make_release(story, name="The next chapter", at=SOON + SECOND)
    assert codes(releasing.missing(following, publisher)) == {str(story): ["unchanged"]}


def test_an_empty_release_is_refused(make_release, publisher):
    with pytest.raises(NotReleased) as refused:
        releasing.approve(make_release(), publisher, SOON)
    assert [reason.code for reason in refused.value.reasons] == ["empty"]


def test_a_time_that_is_past_is_refused(release, publisher):
    with pytest.raises(NotReleased) as refused:
        releasing.approve(release, publisher, NOW - SECOND)
    assert [reason.code for reason in refused.value.reasons] == ["past"]


def test_only_publishers_approve_move_and_cancel(release, editor, publisher):
    with pytest.raises(NotReleased, match="Ask a publisher"):
        releasing.approve(release, editor, SOON)
    release.refresh_from_db()
    releasing.approve(release, publisher, SOON)
    with pytest.raises(NotReleased, match="Ask a publisher"):
        releasing.cancel(release, editor, "A reason.")
    with pytest.raises(NotReleased, match="Ask a publisher"):
        releasing.move(release, editor, SOON + SECOND)


def test_who_made_it_approves_it_only_with_a_reason(release, publisher):
    Release.objects.update(created_by=publisher)
    release.refresh_from_db()

    with pytest.raises(NotReleased) as refused:
        releasing.approve(release, publisher, SOON)
    assert [reason.code for reason in refused.value.reasons] == ["own-release"]

    releasing.approve(release, publisher, SOON, reason="Nobody else is here tonight.")
    assert "Nobody else is here tonight." in LogEntry.objects.get().get_change_message()


def test_what_somebody_changed_meanwhile_is_not_approved(release, publisher):
    Release.objects.update(version=release.version + 1)

    with pytest.raises(NotReleased) as refused:
        releasing.approve(release, publisher, SOON)
    assert [reason.code for reason in refused.value.reasons] == ["changed"]


def test_it_is_not_approved_twice(release, publisher):
    releasing.approve(release, publisher, SOON)

    with pytest.raises(NotReleased) as refused:
        releasing.approve(release, publisher, SOON + SECOND)
    assert "approved" in {reason.code for reason in refused.value.reasons}
    assert public(SOON) == (2, 3)


def test_a_cancelled_release_leaves_no_trace_for_the_public(clock, release, publisher):
    releasing.approve(release, publisher, SOON)
    clock.shift(60)
    releasing.cancel(release, publisher, "The visit is put off.")

    assert release.state == Release.State.CANCELLED
    assert public(SOON) == public(SOON + 3600 * SECOND) == (0, 0)
    assert [member.fact.public_from for member in ReleaseFact.objects.all()] == [None] * 3
    assert "The visit is put off." in LogEntry.objects.first().get_change_message()


def test_cancelling_wants_a_reason(release, publisher):
    releasing.approve(release, publisher, SOON)
    with pytest.raises(NotReleased) as refused:
        releasing.cancel(release, publisher, "  ")
    assert [reason.code for reason in refused.value.reasons] == ["reason"]
    assert public(SOON) == (2, 3)


@pytest.mark.parametrize("undo", [releasing.cancel, releasing.move])
def test_after_its_second_it_is_neither_cancelled_nor_moved(clock, release, publisher, undo):
    releasing.approve(release, publisher, SOON)
    clock.move_to(SOON)

    with pytest.raises(NotReleased) as refused:
        undo(release, publisher, "Too late." if undo is releasing.cancel else SOON + SECOND)
    assert [reason.code for reason in refused.value.reasons] == ["public"]
    assert public(SOON) == (2, 3)


def test_an_update_in_a_release_leaves_the_live_edition_until_then(
    clock, make_release, make_story, publisher
):
    story = make_story()
    publishing.publish(story, publisher)
    save_and_approve(story, headline="Rewritten")
    release = make_release(story)
    ReleaseStory.objects.update(change_note="They agreed.")

    releasing.approve(release, publisher, SOON)
    assert [edition.headline for edition in Edition.objects.live(SOON)] == ["Rewritten"]
    assert Edition.objects.live(SOON).get().change_note == "They agreed."
    assert [edition.headline for edition in Edition.objects.live(NOW)] == ["Two ministers meet"]

    releasing.cancel(release, publisher, "Not yet.")
    assert [edition.headline for edition in Edition.objects.live(SOON)] == ["Two ministers meet"]


def test_a_moved_release_is_public_at_its_new_time_only(clock, release, publisher):
    releasing.approve(release, publisher, SOON)
    later = SOON + 3600 * SECOND

    releasing.move(release, publisher, later)

    assert release.at == later
    assert release.is_waiting()
    assert public(later - SECOND / 1000) == (0, 0)
    assert public(later) == (2, 3)
    assert {member.edition.public_from for member in release.stories.all()} == {later}


def test_it_is_not_moved_before_an_embargo_and_then_its_old_time_holds(release, make_story, publisher):
    ReleaseStory.objects.create(release=release, article=make_story("Embargoed", embargo_until=SOON))
    releasing.approve(release, publisher, SOON)

    with pytest.raises(NotReleased) as refused:
        releasing.move(release, publisher, SOON - SECOND)

    assert codes(refused.value.missing) == {"Embargoed": ["embargo"]}
    assert public(SOON - SECOND / 1000) == (0, 0)
    assert public(SOON) == (3, 3)
    assert Release.objects.get().is_waiting()


def test_a_cancelled_release_can_be_prepared_and_approved_again(clock, release, editor, publisher):
    releasing.approve(release, publisher, SOON)
    releasing.cancel(release, publisher, "Not yet.")
    releasing.reopen(release, editor)

    assert release.state == Release.State.PREPARING
    assert releasing.missing(release, publisher) == []
    releasing.approve(release, publisher, SOON)
    assert public(SOON - SECOND / 1000) == (0, 0)
    assert public(SOON) == (2, 3)


class Killed(Exception):
    """The process ended here."""


def test_what_ends_in_the_middle_leaves_nothing(release, publisher, monkeypatch):
    """Wherever an approval, a move or a cancelling breaks off, all stands as it stood before."""
    steps = 0
    last = None

    def count(original):
        def counted(*args, **kwargs):
            nonlocal steps
            done = original(*args, **kwargs)
            steps += 1
            if steps == last:
                raise Killed
            return done

        return counted

    monkeypatch.setattr(publishing, "record", count(publishing.record))
    monkeypatch.setattr(publishing, "take_back", count(publishing.take_back))
    monkeypatch.setattr(Fact, "save", count(Fact.save))
    monkeypatch.setattr(releasing, "_remember", count(releasing._remember))
    later = SOON + 3600 * SECOND
    moves = [
        (lambda: releasing.approve(release, publisher, SOON), (0, 0), (0, 0)),
        (lambda: releasing.move(release, publisher, later), (2, 3), (2, 3)),
        (lambda: releasing.cancel(release, publisher, "Not yet."), (0, 0), (2, 3)),
    ]
    broken = 0
    for act, at_soon, at_later in moves:
        last = 1
        while True:
            steps = 0
            try:
                act()
            except Killed:
                broken += 1
                last += 1
                release.refresh_from_db()
                assert (public(SOON), public(later)) == (at_soon, at_later)
            else:
                break
    assert broken == 6 + 11 + 6

"""Schedule, embargo and expiry: what the gate does about times, with nobody there when they come."""

import datetime

import pytest

from newsroom import publishing
from newsroom.models import Article, Edition, Question, RetrospectiveApproval, RichText
from newsroom.publishing import Refused
from newsroom.soundness import flaws
from partnerships.models import Person
from tests.approving import save_and_approve
from tests.making import add_block
from tests.newsroom.gate.conftest import SIX

HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)

pytestmark = pytest.mark.usefixtures("clock")


def refused(move):
    """Make a move that must be refused; return the codes of the reasons."""
    with pytest.raises(Refused) as found:
        move()
    return {reason.code for reason in found.value.reasons}


def reread(article):
    return Article.objects.get(pk=article.pk)


def edit(article, **said):
    return save_and_approve(reread(article), **said)


def read_at(moment):
    """The headline that the public reads at `moment`; "" for a notice, None for nothing."""
    standing = Edition.objects.in_force(moment).first()
    return standing and standing.headline


@pytest.fixture(autouse=True)
def whole(db):
    """Every test leaves the chain of editions whole."""
    yield
    assert list(flaws()) == []


# Reschedule


def test_a_schedule_is_moved_with_the_content_that_it_had(make_story, publisher):
    article = make_story()
    before = publishing.schedule(article, publisher, SIX + 2 * HOUR)
    edit(article, headline="Written since")

    moved = publishing.reschedule(reread(article), publisher, SIX + HOUR)

    before.refresh_from_db()
    assert before.cancelled_by == publisher
    assert (moved.number, moved.content, moved.change) == (2, before.content, "first")
    assert read_at(SIX + HOUR - SECOND) is None
    assert read_at(SIX + HOUR) == "Two ministers meet"
    assert moved.first_public_from == SIX + HOUR


def test_a_schedule_is_moved_until_the_second_in_which_it_fires(make_story, publisher, clock):
    article = make_story()
    publishing.schedule(article, publisher, SIX + HOUR)
    clock.move_to(SIX + HOUR - SECOND)
    publishing.reschedule(article, publisher, SIX + 2 * HOUR)
    clock.move_to(SIX + 2 * HOUR)
    assert refused(lambda: publishing.reschedule(article, publisher, SIX + 3 * HOUR)) == {"not-scheduled"}


def test_a_moved_schedule_asks_again_all_that_depends_on_the_time(make_story, publisher, clock):
    known = Person.objects.create(slug="known", name={"en": "Known"}, public_from=SIX)
    later = Person.objects.create(slug="later", name={"en": "Later"}, public_from=SIX + HOUR)
    article = make_story(kind="interview", interviewee=known, text="", expires_at=SIX + 5 * HOUR)
    add_block(article, Question, question="Why?", answered_by=later)
    add_block(article, RichText, text="<p>Because.</p>")
    publishing.schedule(article, publisher, SIX + 3 * HOUR)
    article = reread(article)

    for at, why in (
        (SIX, {"past", "person-not-public"}),
        (SIX + HOUR / 2, {"person-not-public"}),
        (SIX + 3 * HOUR, {"same-time"}),
        (SIX + 5 * HOUR, {"expiry"}),
    ):
        assert refused(lambda at=at: publishing.reschedule(article, publisher, at)) == why
    publishing.reschedule(article, publisher, SIX + HOUR)


def test_a_reporter_moves_no_schedule(make_story, publisher, reporter):
    article = make_story()
    publishing.schedule(article, publisher, SIX + HOUR)
    assert refused(lambda: publishing.reschedule(article, reporter, SIX + 2 * HOUR)) == {"permission"}


def test_a_schedule_that_somebody_else_moved_meanwhile_is_not_moved_unseen(make_story, publisher):
    article = make_story()
    publishing.schedule(article, publisher, SIX + HOUR)
    seen = reread(article)
    publishing.reschedule(article, publisher, SIX + 2 * HOUR)
    assert refused(lambda: publishing.reschedule(seen, publisher, SIX + 3 * HOUR)) == {"changed"}


def test_a_moved_schedule_keeps_the_approval_that_it_lacks(make_story, publisher):
    article = make_story(state=Article.State.DRAFT, approved_version=None)
    publishing.schedule(article, publisher, SIX + HOUR, at_once="The minister speaks at seven.")
    moved = publishing.reschedule(article, publisher, SIX + 2 * HOUR)
    assert RetrospectiveApproval.objects.get().edition == moved


def test_a_moved_major_change_is_dated_by_its_new_time(make_story, publisher, clock):
    article = make_story()
    publishing.publish(article, publisher)
    clock.shift(60)
    article = edit(article, headline="They agree")
    publishing.schedule(article, publisher, SIX + HOUR, note="They agreed.")
    moved = publishing.reschedule(article, publisher, SIX + 2 * HOUR)
    assert (moved.major_change_at, moved.change_note) == (SIX + 2 * HOUR, "They agreed.")


# Embargo


def translation_of(article, make_story, **said):
    return make_story(
        "Hai bộ trưởng gặp nhau", language="vi", translation_group=article.translation_group, **said
    )


def test_an_embargo_on_one_language_holds_for_all(make_story, publisher):
    article = make_story()
    translation_of(article, make_story, embargo_until=SIX + HOUR)
    for move in (
        lambda: publishing.publish(article, publisher),
        lambda: publishing.publish(article, publisher, at_once="It cannot wait."),
        lambda: publishing.schedule(article, publisher, SIX + HOUR - SECOND),
        lambda: publishing.publish_from_archive(article, publisher, SIX - HOUR),
        lambda: publishing.record(article, publisher, SIX),
    ):
        assert refused(move) == {"embargo"}
    publishing.schedule(article, publisher, SIX + HOUR)
    assert refused(lambda: publishing.reschedule(article, publisher, SIX + HOUR - SECOND)) == {"embargo"}


def test_the_latest_embargo_of_any_language_is_the_one_that_counts(make_story, publisher):
    article = make_story(embargo_until=SIX + HOUR)
    other = translation_of(article, make_story, embargo_until=SIX + 2 * HOUR)
    for story in (article, other):
        assert refused(lambda story=story: publishing.schedule(story, publisher, SIX + HOUR)) == {"embargo"}


def test_an_embargo_that_is_over_leaves_the_form_with_the_publication(make_story, publisher, clock):
    article = make_story(embargo_until=SIX + HOUR)
    before = (article.version, article.updated_at)
    clock.move_to(SIX + HOUR)
    publishing.publish(article, publisher)
    article = reread(article)
    assert article.embargo_until is None
    assert (article.version, article.updated_at) == before


# Expiry


def test_a_story_leaves_at_its_second_with_nothing_running(make_story, publisher, client, clock):
    edition = publishing.publish(make_story(expires_at=SIX + HOUR), publisher)
    clock.move_to(SIX + HOUR - SECOND)
    assert client.get(edition.get_absolute_url()).status_code == 200
    clock.move_to(SIX + HOUR)
    gone = client.get(edition.get_absolute_url())
    assert gone.status_code == 410
    assert "This story is no longer available" in gone.content.decode()
    assert "2 March 2026, 14:00" in gone.content.decode()
    assert not Edition.objects.live().exists()
    assert "No longer available" in client.get("/en/feeds/all.rss").content.decode()


def test_what_is_to_leave_tells_the_public_nothing_before(make_story, publisher, client, clock):
    article = make_story(expires_at=SIX + HOUR)
    publishing.publish(article, publisher)
    for address in ("/en/", "/en/feeds/all.rss", "/en/stories/two-ministers-meet/"):
        answer = client.get(address)
        assert "14:00" not in answer.content.decode()
        assert answer["Last-Modified"] == "Mon, 02 Mar 2026 06:00:00 GMT"


def test_a_scheduled_story_has_its_end_with_it(make_story, publisher):
    publishing.schedule(make_story(expires_at=SIX + 2 * HOUR), publisher, SIX + HOUR)
    assert [read_at(SIX + hours * HOUR) for hours in (0, 1, 2)] == [None, "Two ministers meet", ""]


def test_an_update_brings_the_end_that_its_form_gives(make_story, publisher, clock):
    article = make_story(expires_at=SIX + HOUR)
    publishing.publish(article, publisher)
    clock.shift(60)
    publishing.publish(edit(article, expires_at=SIX + 2 * HOUR), publisher)
    assert [read_at(SIX + hours * HOUR) for hours in (1, 2)] == ["Two ministers meet", ""]
    clock.shift(60)
    publishing.publish(edit(article, expires_at=None), publisher)
    assert read_at(SIX + 3 * HOUR) == "Two ministers meet"


def test_an_end_is_no_scheduled_edition(make_story, publisher, clock):
    article = make_story(expires_at=SIX + HOUR)
    publishing.publish(article, publisher)
    assert refused(lambda: publishing.cancel_schedule(article, publisher)) == {"not-scheduled"}
    assert refused(lambda: publishing.reschedule(article, publisher, SIX + HOUR)) == {"not-scheduled"}
    assert refused(lambda: publishing.publish(article, publisher)) == {"unchanged"}


def test_a_story_cannot_leave_before_it_is_there(make_story, publisher, clock):
    article = make_story(expires_at=SIX + HOUR)
    assert refused(lambda: publishing.schedule(article, publisher, SIX + HOUR)) == {"expiry"}
    clock.move_to(SIX + HOUR)
    assert refused(lambda: publishing.publish(article, publisher)) == {"expiry"}
    assert refused(lambda: publishing.publish_from_archive(article, publisher, SIX)) == {"expiry"}


@pytest.mark.parametrize("change_at", [HOUR / 2, HOUR, 3 * HOUR])
def test_cancelling_a_schedule_leaves_the_live_story_its_own_end(make_story, publisher, clock, change_at):
    article = make_story(expires_at=SIX + HOUR)
    publishing.publish(article, publisher)
    clock.shift(60)
    article = edit(article, headline="Changed", expires_at=SIX + 5 * HOUR)
    publishing.schedule(article, publisher, SIX + change_at)
    publishing.cancel_schedule(article, publisher)
    assert [read_at(SIX + HOUR - SECOND), read_at(SIX + HOUR)] == ["Two ministers meet", ""]
    assert read_at(SIX + 5 * HOUR) == ""
    publishing.publish(reread(article), publisher)
    assert read_at(SIX + 4 * HOUR) == "Changed"


def test_a_change_that_is_scheduled_after_the_end_does_not_put_the_end_off(make_story, publisher, clock):
    article = make_story(expires_at=SIX + HOUR)
    publishing.publish(article, publisher)
    clock.shift(60)
    article = edit(article, headline="Back again", expires_at=SIX + 5 * HOUR)
    publishing.schedule(article, publisher, SIX + 3 * HOUR)
    told = ["Two ministers meet", "", "", "Back again", "Back again", ""]
    assert [read_at(SIX + 60 * SECOND + hours * HOUR) for hours in range(6)] == told
    publishing.reschedule(article, publisher, SIX + HOUR / 2)
    told = ["Two ministers meet", *["Back again"] * 4, ""]
    assert [read_at(SIX + 60 * SECOND + hours * HOUR) for hours in range(6)] == told
    publishing.reschedule(article, publisher, SIX + 2 * HOUR)
    told = ["Two ministers meet", "", *["Back again"] * 3, ""]
    assert [read_at(SIX + 60 * SECOND + hours * HOUR) for hours in range(6)] == told


def test_an_expired_story_is_published_again_without_its_old_end(make_story, publisher, clock):
    article = make_story(expires_at=SIX + HOUR)
    publishing.publish(article, publisher)
    clock.move_to(SIX + 2 * HOUR)
    again = publishing.publish(article, publisher)
    assert read_at(SIX + 9 * HOUR) == "Two ministers meet"
    assert again.first_public_from == SIX
    assert reread(article).expires_at is None


def test_withdrawing_takes_the_end_away_with_the_rest(make_story, publisher, clock):
    article = make_story(expires_at=SIX + HOUR)
    publishing.publish(article, publisher)
    clock.shift(60)
    withdrawal = publishing.withdraw(article, publisher, "Wrong.")
    assert Edition.objects.in_force(SIX + 2 * HOUR).get() == withdrawal

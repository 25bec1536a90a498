"""What a photo needs to begin to be used: an alternative text, a credit, a licence, and not to be retired."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing, replacing
from newsroom.models import Edition, PhotoBlock
from newsroom.publishing import Refused
from newsroom.readiness import story_reasons
from tests.approving import save_and_approve
from tests.making import add_block

DAY = datetime.timedelta(days=1)


def codes(story, at=None):
    story.refresh_from_db()
    return [reason.code for reason in story_reasons(story, at or timezone.now())]


def retired(photo):
    photo.retired_at, photo.retired_why = timezone.now(), "Wrong people."
    photo.save()
    return photo


def test_a_photo_without_alternative_text_is_refused_unless_it_is_decorative(make_story, make_photo):
    story = make_story(lead_photo=make_photo(alt_text={}))
    block = add_block(story, PhotoBlock, photo=make_photo(alt_text={}))
    assert codes(story) == ["lead-alt-text", "alt-text"]
    story.lead_decorative = block.decorative = True
    story.save()
    block.save()
    assert codes(story) == []


def test_a_photo_without_credit_is_refused_decorative_or_not(make_story, make_photo):
    story = make_story(lead_photo=make_photo(credit_line=""), lead_decorative=True)
    assert codes(story) == ["lead-credit"]


def test_the_last_day_of_a_licence_is_the_newsrooms(make_story, make_photo, time_machine, settings):
    story = make_story(lead_photo=make_photo(licence_until=datetime.date(2026, 3, 2)))
    # 17:00 in UTC is midnight in Hanoi.
    assert codes(story, datetime.datetime(2026, 3, 2, 16, 59, tzinfo=datetime.UTC)) == []
    (reason,) = story_reasons(story, datetime.datetime(2026, 3, 2, 17, 0, tzinfo=datetime.UTC))
    assert (reason.code, reason.where) == ("licence-ended", "lead_photo")
    assert "“A handshake”" in reason.message
    assert "2 March 2026" in reason.message


def test_a_retired_photo_is_refused_and_names_what_replaces_it(make_story, make_photo, photo_editor):
    photo = make_photo()
    replacing.retire(photo, photo_editor, "The minister left.", make_photo(title="Two flags"))
    story = make_story()
    add_block(story, PhotoBlock, photo=photo)
    (reason,) = story_reasons(story, timezone.now())
    assert reason.code == "retired"
    assert "The minister left." in reason.message
    assert "Two flags" in reason.message


def test_a_photo_that_nobody_checked_is_refused(make_story, make_photo):
    assert codes(make_story(lead_photo=make_photo(to_be_checked=True))) == ["unchecked"]


def test_a_photo_that_is_shown_already_lets_an_update_through(publish_story, publisher, make_photo):
    photo = make_photo()
    story = publish_story(lead_photo=photo)
    retired(photo)
    save_and_approve(story, headline="They met again")
    publishing.publish(story, publisher)
    assert Edition.objects.live().get().headline == "They met again"


def test_another_story_cannot_begin_to_show_it_meanwhile(publish_story, make_story, make_photo):
    photo = make_photo()
    publish_story(lead_photo=photo)
    retired(photo)
    assert codes(make_story("Another", lead_photo=photo)) == ["retired"]


def test_a_story_that_left_the_public_cannot_show_it_again(publish_story, publisher, make_photo):
    photo = make_photo()
    story = publish_story(lead_photo=photo)
    publishing.withdraw(story, publisher, "Wrong.")
    retired(photo)
    assert codes(story) == ["retired"]


def test_a_story_whose_end_comes_before_the_next_edition_begins_anew(make_story, publisher, make_photo):
    photo = make_photo(licence_until=timezone.localdate() + DAY)
    story = make_story(lead_photo=photo, expires_at=timezone.now() + 2 * DAY)
    publishing.publish(story, publisher)
    story.refresh_from_db()
    assert codes(story, timezone.now() + DAY * 3)[0] == "licence-ended"


def test_a_time_after_the_end_of_the_licence_is_refused(make_story, publisher, make_photo):
    story = make_story(lead_photo=make_photo(licence_until=timezone.localdate() + DAY))
    with pytest.raises(Refused) as refused:
        publishing.schedule(story, publisher, timezone.now() + 3 * DAY)
    assert [reason.code for reason in refused.value.reasons] == ["licence-ended"]
    coming = publishing.schedule(story, publisher, timezone.now() + DAY / 100)
    with pytest.raises(Refused) as refused:
        publishing.reschedule(story, publisher, timezone.now() + 3 * DAY)
    assert [reason.code for reason in refused.value.reasons] == ["licence-ended"]
    coming.refresh_from_db()
    assert coming.cancelled_at is None


def test_a_release_asks_the_same(make_story, publisher, make_photo):
    story = make_story(lead_photo=retired(make_photo()))
    found = publishing.refusals_in_a_release(story, timezone.now() + DAY, publisher)
    assert "retired" in {reason.code for reason in found}

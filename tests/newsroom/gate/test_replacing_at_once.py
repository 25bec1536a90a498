"""Several who replace, publish and retire at the same moment, on real connections to the database."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing, replacing
from newsroom.models import Article, Edition
from newsroom.publishing import Refused, Replaced, replace_photo
from newsroom.soundness import flaws
from tests.approving import save_and_approve
from tests.newsroom.gate.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def foreseen(outcomes):
    return all(isinstance(outcome, Edition | Replaced | Refused | None) for outcome in outcomes)


def test_a_replacement_and_a_publication_at_once_leave_one_whole_chain(publish_story, publisher, make_photo):
    old, new = make_photo(title="Old"), make_photo(title="New")
    for turn in range(3):
        story = publish_story(f"Story {turn}", lead_photo=old)
        save_and_approve(story, headline=f"Story {turn}, changed")
        seen = Article.objects.get(pk=story.pk)
        outcomes = at_once(
            lambda seen=seen: publishing.publish(seen, publisher),
            lambda story=story: replace_photo(Article.objects.get(pk=story.pk), publisher, old, new),
        )
        assert foreseen(outcomes), outcomes
        live = Edition.objects.live().get(article=story)
        # Whichever came first: nobody reads the old photo, and no change that was refused.
        assert live.content["lead_photo"]["id"] == new.pk
        assert (live.headline == f"Story {turn}, changed") == isinstance(outcomes[0], Edition)
    assert list(flaws()) == []


def test_two_who_replace_the_same_photo_at_once_do_it_once(publish_story, publisher, make_photo):
    old, new, other = make_photo(title="Old"), make_photo(title="New"), make_photo(title="Other")
    for turn in range(3):
        story = publish_story(f"Story {turn}", lead_photo=old)
        outcomes = at_once(
            *(
                lambda story=story, comes=comes: replace_photo(
                    Article.objects.get(pk=story.pk), publisher, old, comes
                )
                for comes in (new, other)
            )
        )
        assert foreseen(outcomes), outcomes
        assert sorted(len(outcome.editions) for outcome in outcomes) == [0, 1]
        assert Edition.objects.filter(article=story).count() == 2
    assert list(flaws()) == []


def test_a_photo_that_is_retired_while_stories_begin_to_show_it_is_shown_by_those_alone_that_came_first(
    make_story, publisher, make_photo
):
    for turn in range(3):
        photo = make_photo(title=f"Photo {turn}")
        story = make_story(f"Story {turn}", lead_photo=photo)
        outcomes = at_once(
            lambda story=story: publishing.publish(story, publisher),
            lambda photo=photo: replacing.retire(photo, publisher, "Wrong people."),
        )
        assert foreseen(outcomes), outcomes
        photo.refresh_from_db()
        assert photo.retired_at is not None
        if isinstance(outcomes[0], Refused):
            assert [reason.code for reason in outcomes[0].reasons] == ["retired"]


def test_a_schedule_that_is_cancelled_while_its_photo_is_replaced_stays_cancelled(
    make_story, publisher, make_photo
):
    old, new = make_photo(title="Old"), make_photo(title="New")
    for turn in range(3):
        story = make_story(f"Story {turn}", lead_photo=old)
        publishing.schedule(story, publisher, timezone.now() + datetime.timedelta(hours=1))
        outcomes = at_once(
            lambda story=story: replace_photo(Article.objects.get(pk=story.pk), publisher, old, new),
            lambda story=story: publishing.cancel_schedule(Article.objects.get(pk=story.pk), publisher),
        )
        assert foreseen(outcomes), outcomes
        assert not Edition.objects.coming().filter(article=story).exists()
        story.refresh_from_db()
        assert story.lead_photo == new
    assert list(flaws()) == []

"""A release approved while others approve, save and publish, on real connections to the database."""

import pytest
from django.db import OperationalError, transaction

from newsroom import publishing, releasing
from newsroom.models import Article, Edition, Release
from newsroom.refusals import Refused
from partnerships.facts import Locked
from partnerships.models import Event
from tests.newsroom.gate.test_concurrency import at_once
from tests.newsroom.releases.conftest import NOW
from tests.register import small_register

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW.replace(year=2099)


@pytest.fixture
def release(make_story, editor):
    visit = small_register().visit
    visit.public_from = None
    visit.save()
    release = Release.objects.create(name="At once", at=LATER, created_by=editor)
    for number in range(3):
        release.stories.create(article=make_story(f"Story {number}"))
    release.facts.create(fact=visit)
    return release


def approved_whole():
    release = Release.objects.get()
    fact = release.facts.get().fact
    stories = [member.edition for member in release.stories.all()]
    if release.state == Release.State.APPROVED:
        assert fact.public_from == release.at
        assert {edition.public_from for edition in stories} == {release.at}
        return True
    assert fact.public_from is None
    assert stories == [None] * 3
    return False


def test_of_two_who_approve_at_once_one_wins(release, publisher, administrator):
    one, other = (Release.objects.get() for _ in range(2))
    outcomes = at_once(
        lambda: releasing.approve(one, publisher, LATER),
        lambda: releasing.approve(other, administrator, LATER.replace(month=2)),
    )

    assert [type(outcome) for outcome in outcomes].count(Release) == 1, outcomes
    assert [type(outcome) for outcome in outcomes].count(releasing.NotReleased) == 1, outcomes
    assert approved_whole()
    assert Edition.objects.filter(cancelled_at=None).count() == 3


def test_a_member_published_at_the_same_moment_is_either_out_or_in(release, publisher, administrator):
    stories = list(Article.objects.order_by("-pk"))
    outcomes = at_once(
        lambda: releasing.approve(Release.objects.get(), publisher, LATER),
        *(lambda one=one: publishing.publish(one, administrator) for one in stories),
    )

    assert all(isinstance(outcome, Release | Edition | Refused) for outcome in outcomes), outcomes
    published = [outcome for outcome in outcomes if isinstance(outcome, Edition)]
    assert bool(published) != approved_whole(), outcomes


def test_a_member_saved_at_the_same_moment_is_saved_before_or_refused(release, publisher):
    story, visit = Article.objects.first(), Event.objects.get()

    def save_story():
        with transaction.atomic():
            Article.objects.select_for_update(no_key=True).get(pk=story.pk)
            story.headline, story.version = "Saved meanwhile", story.version + 1
            story.save()

    def save_event():
        with transaction.atomic():
            visit.source = "Saved meanwhile"
            visit.save()

    outcomes = at_once(
        lambda: releasing.approve(Release.objects.get(), publisher, LATER), save_story, save_event
    )

    assert not [one for one in outcomes if isinstance(one, OperationalError)], outcomes
    assert all(one is None or isinstance(one, Release | Refused | Locked) for one in outcomes), outcomes
    story_saved = Article.objects.get(pk=story.pk).headline == "Saved meanwhile"
    assert story_saved == (outcomes[1] is None)
    # A story that was saved wants a new approval of its own, so that the release was refused.
    assert approved_whole() != story_saved
    if approved_whole():
        assert Event.objects.get().public_from == LATER


def test_an_approval_and_a_cancelling_leave_one_of_them(release, publisher, administrator):
    releasing.approve(release, publisher, LATER)
    one, other = (Release.objects.get() for _ in range(2))
    outcomes = at_once(
        lambda: releasing.cancel(one, publisher, "No."),
        lambda: releasing.move(other, administrator, LATER.replace(month=3)),
    )

    assert [type(outcome) for outcome in outcomes].count(Release) == 1, outcomes
    held = Release.objects.get()
    live = Edition.objects.filter(cancelled_at=None)
    if held.state == Release.State.CANCELLED:
        assert not live.exists()
    else:
        assert {edition.public_from for edition in live} == {held.at} == {LATER.replace(month=3)}

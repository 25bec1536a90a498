"""The one rule: who may know of a limited story, and until when."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from newsroom import limits, publishing
from newsroom.models import Article, Edition
from newsroom.models.limits import seen_by


@pytest.fixture
def limited(make_story, reporter):
    return make_story("A level is raised", created_by=reporter, limited=True)


def sees(user, story):
    return Article.objects.visible_to(user).filter(pk=story.pk).exists()


def test_a_story_that_is_not_limited_is_seen_by_all(cast, make_story):
    story = make_story()
    assert all(sees(user, story) for user in vars(cast).values())


def test_a_limited_story_is_seen_by_whoever_began_it_and_by_nobody_else(cast, limited):
    assert [name for name, user in vars(cast).items() if sees(user, limited)] == ["reporter"]


def test_a_superuser_does_not_see_it_either(django_user_model, limited):
    root = django_user_model.objects.create_superuser("root")
    assert not sees(root, limited)


def test_a_story_that_nobody_began_is_not_shown_to_a_visitor(make_story):
    assert not sees(AnonymousUser(), make_story(limited=True, created_by=None))


def test_it_is_seen_by_the_people_it_is_limited_to(cast, limited):
    limited.limited_to_users.add(cast.editor)
    assert sees(cast.editor, limited)
    assert not sees(cast.publisher, limited)


def test_it_is_seen_by_the_members_of_its_groups_as_long_as_they_are_members(cast, limited):
    limited.limited_to_groups.add(Group.objects.get(name="publisher"))
    assert sees(cast.publisher, limited)
    assert not sees(cast.editor, limited)
    cast.publisher.groups.clear()
    assert not sees(cast.publisher, limited)


def test_it_is_seen_by_an_administrator_who_said_why(cast, limited):
    limits.override(limited, cast.administrator, "The writer is ill.")
    assert sees(cast.administrator, limited)
    assert not sees(cast.editor, limited)


def test_the_limit_lifts_at_the_second_in_which_the_story_becomes_public(limited, cast):
    at = timezone.now() + datetime.timedelta(days=1)
    publishing.schedule(limited, cast.publisher, at)
    before = Article.objects.filter(seen_by(cast.editor, at=at - datetime.timedelta(seconds=1)))
    on_time = Article.objects.filter(seen_by(cast.editor, at=at))
    assert limited not in before
    assert limited in on_time


def test_a_cancelled_edition_lifts_nothing(limited, cast):
    at = timezone.now() + datetime.timedelta(days=1)
    publishing.schedule(limited, cast.publisher, at)
    publishing.cancel_schedule(limited, cast.publisher)
    assert limited not in Article.objects.filter(seen_by(cast.editor, at=at + datetime.timedelta(days=1)))


def test_the_rule_reaches_stories_through_other_rows(limited, cast):
    publishing.schedule(limited, cast.publisher, timezone.now() + datetime.timedelta(days=1))
    assert Edition.objects.filter(seen_by(cast.reporter, "article")).count() == 1
    assert Edition.objects.filter(seen_by(cast.editor, "article")).count() == 0

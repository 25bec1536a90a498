"""What is not whole is found, whoever did it; what the gate does is whole."""

import datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Article, Edition, EditionPartner, EditionPhoto
from newsroom.soundness import flaws
from partnerships.models import Partner

LATER = datetime.timedelta(hours=1)


@pytest.fixture
def told(make_story, make_photo, publisher):
    """A story of two editions, with a photo and a tie."""
    partner = Partner.objects.create(kind="country", code="GB", slug="united-kingdom")
    article = make_story(lead_photo=make_photo(), partners=[partner])
    publishing.publish(article, publisher)
    Article.objects.filter(pk=article.pk).update(headline="Two ministers met")
    publishing.publish(Article.objects.get(pk=article.pk), publisher)
    return article


def messages():
    return [flaw.message for flaw in flaws()]


def test_what_the_gate_does_is_whole(told, make_story, publisher, capsys):
    coming = make_story("Another story")
    publishing.schedule(coming, publisher, timezone.now() + LATER)
    publishing.cancel_schedule(Article.objects.get(pk=coming.pk), publisher)
    publishing.withdraw(Article.objects.get(pk=told.pk), publisher, "It was wrong.")
    assert messages() == []
    call_command("check_newsroom")
    assert "whole" in capsys.readouterr().out


def test_a_number_that_is_missing_is_found(told):
    Article.objects.filter(pk=told.pk).update(last_edition=3)
    assert messages() == ["its editions are numbered [1, 2], and its last should be 3"]


def test_a_story_that_does_not_know_of_its_editions_is_found(told):
    Article.objects.filter(pk=told.pk).update(last_edition=0)
    assert messages() == ["it has editions that it does not know of"]


def test_an_end_without_a_successor_is_found(told):
    Edition.objects.filter(number=2).update(public_until=timezone.now() + LATER)
    assert messages() == ["edition 2 ends, and nothing takes its place"]


def test_a_gap_between_two_editions_is_found(told):
    first = Edition.objects.get(number=1)
    Edition.objects.filter(number=1).update(public_until=first.public_until + LATER)
    assert messages() == ["edition 1 does not end when edition 2 begins"]


def test_rows_that_are_not_those_of_the_content_are_found(told):
    EditionPhoto.objects.filter(edition__number=2).delete()
    EditionPartner.objects.filter(edition__number=1).delete()
    assert messages() == [
        "its partners are not those of its content: run rebuild_editions",
        "its photos are not those of its content: run rebuild_editions",
    ]
    with pytest.raises(CommandError, match="2 flaws"):
        call_command("check_newsroom")
    call_command("rebuild_editions")
    assert messages() == []


def test_the_number_of_queries_does_not_follow_the_number_of_stories(
    told, make_story, publisher, django_assert_max_num_queries
):
    for number in range(12):
        publishing.publish(make_story(f"Story {number}"), publisher)
    with django_assert_max_num_queries(12):
        assert messages() == []

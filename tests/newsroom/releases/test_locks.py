"""From its approval until its time no member of a release changes, whoever tries and however."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Article, Edition, PhotoStory, Release
from newsroom.publishing import Refused
from partnerships.facts import Locked, locks_of
from partnerships.models import Event, PartnershipPeriod, Person, ProgrammeItem
from tests.newsroom.releases.conftest import SOON


@pytest.fixture
def approved(make_release, publisher):
    """Makes a release as its approval leaves it, whatever became of its members."""

    def approved(*members):
        return make_release(
            *members, state=Release.State.APPROVED, approved_by=publisher, approved_at=timezone.now()
        )

    return approved


CHANGES = {
    "saved": lambda visit, register: visit.save(),
    "saved in one column": lambda visit, register: visit.save(update_fields=["public_from"]),
    "saved with others": lambda visit, register: Event.objects.update(public_from=timezone.now()),
    "deleted": lambda visit, register: visit.delete(),
    "deleted with others": lambda visit, register: Event.objects.all().delete(),
    "tied to a partner": lambda visit, register: visit.partners.add(register.france),
    "tied from a partner": lambda visit, register: register.france.events.add(visit),
    "untied": lambda visit, register: visit.partners.clear(),
    "untied from a partner": lambda visit, register: register.japan.events.clear(),
    "given a programme": lambda visit, register: ProgrammeItem.objects.create(
        event=visit, title={"en": "Tea"}
    ),
    "rearranged": lambda visit, register: register.talks.save(),
    "shortened": lambda visit, register: register.talks.delete(),
    "attended by others": lambda visit, register: register.talks.people.clear(),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_an_event_of_an_approved_release_is_not(register, approved, change):
    approved(register.visit)

    with pytest.raises(Locked, match="part of a release"):
        CHANGES[change](register.visit, register)


@pytest.mark.parametrize("name", ["upgrade", "own_pillar", "appointment", "minister", "declaration"])
def test_every_kind_of_fact_is_locked(register, approved, name):
    fact = getattr(register, name)
    approved(fact)

    with pytest.raises(Locked):
        fact.save()
    with pytest.raises(Locked):
        fact.delete()


def test_a_partner_goes_not_while_its_level_is_locked(register, approved):
    upgrade = PartnershipPeriod.objects.create(
        partner=register.france, level=register.strategic, since=datetime.date(2026, 3, 1)
    )
    approved(upgrade)

    with pytest.raises(Locked), transaction.atomic():
        register.france.delete()
    assert PartnershipPeriod.objects.filter(pk=upgrade.pk).exists()


def test_other_facts_of_the_same_number_are_free(register, approved):
    number = 1_000_000
    visit = Event.objects.create(
        pk=number, slug="another-visit", kind="talks", title={"en": "A visit"}, starts_on="2026-03-02"
    )
    minister = Person.objects.create(pk=number, slug="another-minister", name={"en": "A minister"})
    approved(visit)

    minister.save()
    register.japan.save()
    assert list(locks_of([minister, visit])) == [visit]


@pytest.mark.parametrize("state", [Release.State.PREPARING, Release.State.CANCELLED])
def test_a_release_locks_only_while_it_is_approved(register, approved, make_story, state):
    story = make_story()
    release = approved(register.visit, story)
    Release.objects.filter(pk=release.pk).update(state=state)

    register.visit.save()
    story.save()
    assert list(locks_of([register.visit])) == []


def test_the_lock_opens_at_the_second_of_the_release(clock, register, approved, make_story, publisher):
    story = make_story()
    approved(register.visit, story)

    clock.move_to(SOON - datetime.timedelta(milliseconds=1))
    with pytest.raises(Locked):
        register.visit.save()
    clock.move_to(SOON)
    register.visit.save()
    publishing.publish(story, publisher)


MOVES = {
    "published": lambda story, by: publishing.publish(story, by),
    "scheduled": lambda story, by: publishing.schedule(story, by, SOON),
    "published from the archive": lambda story, by: publishing.publish_from_archive(
        story, by, SOON - datetime.timedelta(days=900)
    ),
    "withdrawn": lambda story, by: publishing.withdraw(story, by, "Wrong."),
    "cancelled": lambda story, by: publishing.cancel_schedule(story, by),
}


@pytest.mark.parametrize("move", list(MOVES))
def test_a_story_of_an_approved_release_is_not(approved, make_story, publisher, move):
    story = make_story()
    approved(story)

    with pytest.raises(Refused) as refused:
        MOVES[move](story, publisher)
    assert [reason.code for reason in refused.value.reasons] == ["release"]
    assert not Edition.objects.exists()


@pytest.mark.parametrize("model", [Article, PhotoStory])
def test_a_locked_story_is_not_saved(approved, make_story, model):
    story = make_story()
    approved(story)

    locked = model.objects.get(pk=story.pk)
    locked.headline = "Another headline"
    with pytest.raises(Locked, match="part of a release"):
        locked.save()
    assert Article.objects.get(pk=story.pk).headline == "Two ministers meet"

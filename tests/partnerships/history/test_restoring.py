"""Any former state can be laid into the register again, whole or not at all."""

import datetime

import pytest
from django.utils import timezone

from newsroom.models import Release
from partnerships import rescheduling, versions
from partnerships.models import (
    Agreement,
    AgreementStep,
    Event,
    FactVersion,
    Partner,
    PartnershipPeriod,
    Person,
    ProgrammeItem,
)
from partnerships.restoring import NotRestored, restore
from partnerships.versions import versions_of
from tests.register import LONG_AGO

Action = FactVersion.Action
WHY = "It was right before."


def first(thing):
    return versions_of(type(thing), thing.pk).last()


def test_an_event_is_restored_with_its_programme(register, editor):
    visit, talks = register.visit, register.talks
    with versions.writing(why="Before"):
        dinner = visit.programme.create(title={"en": "Dinner"}, order=5)
        visit.summary = {"en": "As it was"}
        visit.save()
    state = versions_of(Event, visit.pk).first()
    with versions.writing(why="Wrecked"):
        visit.title, visit.summary = {"en": "Another"}, {}
        visit.save()
        visit.partners.set([register.france])
        talks.title = {"en": "Wrong talks"}
        talks.save()
        talks.people.clear()
        dinner.delete()
        added = visit.programme.create(title={"en": "Added later"})

    restored = restore(state, editor, WHY)

    assert restored.left_out == []
    again = Event.objects.get(pk=visit.pk)
    assert (again.title, again.summary) == ({"en": "Visit to Tokyo", "vi": "Thăm Tokyo"}, {"en": "As it was"})
    assert list(again.partners.all()) == [register.japan]
    assert sorted(str(item) for item in again.programme.all()) == ["Dinner", "Talks"]
    assert list(ProgrammeItem.objects.get(pk=talks.pk).people.all()) == [register.minister]
    version = versions_of(Event, visit.pk).first()
    assert (version.action, version.by, version.why) == (Action.RESTORED, editor, WHY)
    assert versions_of(ProgrammeItem, added.pk).first().action == Action.DELETED
    assert versions_of(ProgrammeItem, added.pk).first().why == WHY


def test_of_a_public_event_subscribers_hear_and_readers_are_told(register, editor):
    visit = register.visit
    rescheduling.change(visit, by=editor, note={"en": "Put off"}, status=Event.Status.POSTPONED)
    before = Event.objects.get().sequence
    state = versions_of(Event, visit.pk).filter(state__fields__status="planned").first()
    restore(state, editor, WHY)
    again = Event.objects.get()
    assert (again.status, again.sequence) == (Event.Status.PLANNED, before + 1)
    assert again.changes.first().kind == "reinstated"

    state = versions_of(Event, visit.pk).filter(state__fields__status="postponed").first()
    with pytest.raises(NotRestored, match="Say in a sentence why"):
        restore(state, editor, WHY)
    assert Event.objects.get().status == Event.Status.PLANNED
    restore(state, editor, WHY, note={"en": "Put off after all"})
    assert Event.objects.get().changes.first().note == {"en": "Put off after all"}


def test_an_event_that_was_deleted_comes_back_as_something_newer(register, editor):
    sequence = register.visit.sequence
    with versions.writing(editor):
        Event.objects.get().delete()
    restore(versions_of(Event, register.visit.pk).first(), editor, WHY)
    assert Event.objects.get().sequence == sequence + 1
    assert Event.objects.get().uid == register.visit.uid


def test_to_restore_is_no_announcement_and_takes_none_back(register, editor):
    visit = register.visit
    Event.objects.filter(pk=visit.pk).update(public_from=None)
    visit.refresh_from_db()
    visit.summary = {"en": "Prepared"}
    visit.save()
    state = versions_of(Event, visit.pk).first()
    visit.public_from = LONG_AGO
    visit.summary = {}
    visit.save()

    restore(state, editor, WHY)

    again = Event.objects.get(pk=visit.pk)
    assert again.summary == {"en": "Prepared"}
    assert again.public_from == LONG_AGO


def test_what_was_deleted_comes_back_with_all_that_went_with_it_and_what_named_it(register, editor):
    declaration, uid = register.declaration, register.declaration.uid
    entered = declaration.entered_at
    with versions.writing(editor, "By mistake"):
        Agreement.objects.get(pk=declaration.pk).delete()
    assert PartnershipPeriod.objects.get(pk=register.upgrade.pk).declaration is None

    restored = restore(versions_of(Agreement, declaration.pk).first(), editor, WHY)

    assert restored.left_out == []
    again = Agreement.objects.get(pk=declaration.pk)
    assert (again.uid, again.entered_at, again.public_from) == (uid, entered, LONG_AGO)
    assert list(again.partners.all()) == [register.japan]
    assert AgreementStep.objects.get(agreement=again).on == datetime.date(2026, 2, 10)
    assert PartnershipPeriod.objects.get(pk=register.upgrade.pk).declaration == again


def test_a_person_who_was_deleted_is_in_their_events_again(register, editor):
    minister = register.minister
    with versions.writing(editor):
        Person.objects.get(pk=minister.pk).delete()
    assert not register.visit.people.exists()

    restore(versions_of(Person, minister.pk).first(), editor, WHY)

    assert list(register.visit.people.all()) == [minister]
    assert list(register.talks.people.all()) == [minister]
    assert minister.appointments.get().post == register.post


def test_a_commitment_comes_back_with_its_entries(register, editor):
    commitment = register.declaration.commitments.create(number=2, text={"en": "Five billion"})
    commitment.entries.create(on="2026-03-01", status="in-progress").events.set([register.visit])
    with versions.writing(editor):
        commitment.delete()
    pk = FactVersion.objects.filter(content_type__model="commitment").first().object_id

    restore(FactVersion.objects.filter(content_type__model="commitment").first(), editor, WHY)

    commitment = register.declaration.commitments.get(number=2)
    assert commitment.pk == pk
    assert list(commitment.entries.get().events.all()) == [register.visit]


def test_what_is_no_longer_there_is_left_out_and_told(register, editor):
    register.visit.confirmed = False
    register.visit.save()
    state = first(register.visit)
    register.visit.host = None
    register.visit.save()
    register.visit.partners.clear()
    Partner.objects.filter(pk=register.france.pk).delete()
    state.state["ties"]["partners"].append(register.france.pk)
    state.state["fields"]["host"] = register.france.pk
    state.save()

    restored = restore(state, editor, WHY)

    assert list(Event.objects.get().partners.all()) == [register.japan]
    assert Event.objects.get().host is None
    assert any("1 of its partners is no longer there" in said for said in restored.left_out)
    assert any("its host is no longer there, and stays empty" in said for said in restored.left_out)


def test_a_row_whose_thing_is_gone_asks_for_that_first(register, editor):
    with versions.writing(editor):
        register.talks.delete()
    state = FactVersion.objects.filter(content_type__model="programmeitem").first()
    Event.objects.get().delete()
    with pytest.raises(NotRestored, match="Restore that first"):
        restore(state, editor, WHY)
    assert not ProgrammeItem.objects.exists()


def test_what_is_locked_refuses_with_the_reason(register, editor, publisher):
    register.visit.summary = {"en": "Changed"}
    register.visit.save()
    state = first(register.visit)
    release = Release.objects.create(
        name="One",
        at=timezone.now() + datetime.timedelta(hours=1),
        created_by=publisher,
        state=Release.State.APPROVED,
        approved_by=publisher,
        approved_at=timezone.now(),
    )
    release.facts.create(fact=register.visit)
    with pytest.raises(NotRestored, match="part of a release"):
        restore(state, editor, WHY)
    assert Event.objects.get().summary == {"en": "Changed"}


def test_a_level_that_would_overlap_is_refused_in_a_sentence_and_nothing_is_half_written(register, editor):
    first_level = register.first
    first_level.until = datetime.date(2020, 1, 1)
    first_level.save()
    state = versions_of(PartnershipPeriod, first_level.pk).first()
    with versions.writing(editor):
        PartnershipPeriod.objects.get(pk=first_level.pk).delete()
    PartnershipPeriod.objects.create(
        partner=register.japan, level=register.comprehensive, since=datetime.date(2015, 1, 1)
    )
    count = FactVersion.objects.count()
    with pytest.raises(NotRestored, match="overlaps the level that began on 1 January 2015"):
        restore(state, editor, WHY)
    assert PartnershipPeriod.objects.filter(partner=register.japan).count() == 2
    assert FactVersion.objects.count() == count


def test_an_address_that_another_has_now_is_refused_in_a_sentence(register, editor):
    register.visit.slug = "renamed"
    register.visit.save()
    Event.objects.create(slug="visit", kind="talks", title={"en": "New"}, starts_on="2026-05-01")
    with pytest.raises(NotRestored, match="Address"):
        restore(first(register.visit), editor, WHY)
    assert Event.objects.get(pk=register.visit.pk).slug == "renamed"


def test_a_reason_is_asked_for(register, editor):
    register.visit.summary = {"en": "Changed"}
    register.visit.save()
    with pytest.raises(NotRestored, match="Say why"):
        restore(first(register.visit), editor, " ")


def test_a_file_that_is_gone_is_told(register, editor):
    text = register.declaration.texts.create(language="vi", file="agreements/gone.pdf")
    text.is_authentic = True
    text.save()
    with versions.writing(editor):
        text.delete()
    state = FactVersion.objects.filter(content_type__model="agreementtext").first()
    with pytest.raises(NotRestored):
        restore(state, editor, WHY)

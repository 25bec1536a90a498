"""Every change of the register is kept: by whom, why, and what it said then."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from newsroom import releasing
from newsroom.models import Release
from partnerships import versions
from partnerships.changes import last_change
from partnerships.models import (
    Agreement,
    Event,
    FactVersion,
    Membership,
    Partner,
    PartnershipPeriod,
    Person,
    ProgrammeItem,
)
from partnerships.versions import versions_of
from tests.newsroom.desk.filled_form import add_row, fill

Action = FactVersion.Action


def told(thing):
    """The versions of a thing, the oldest first, as (action, by, why)."""
    rows = versions_of(type(thing), thing.pk).order_by("pk").select_related("by")
    return [(row.action, row.by and row.by.username, row.why) for row in rows]


def test_what_is_made_changed_and_deleted_is_kept_with_who_and_why(db, editor):
    with versions.writing(editor, "The gazette of May"):
        person = Person.objects.create(slug="lan", name={"en": "Lan"})
    with versions.writing(editor, "A typing error"):
        person.name = {"en": "Lan Anh"}
        person.save()
    pk = person.pk
    person.delete()

    rows = versions_of(Person, pk).order_by("pk")
    assert [(row.action, row.why) for row in rows] == [
        (Action.MADE, "The gazette of May"),
        (Action.CHANGED, "A typing error"),
        (Action.DELETED, ""),
    ]
    assert [row.by for row in rows] == [editor, editor, None]
    assert [row.state["fields"]["name"]["en"] for row in rows] == ["Lan", "Lan Anh", "Lan Anh"]
    assert rows[0].state["fields"]["entered_by"] == editor.pk


def test_a_save_that_changes_nothing_is_no_version(register):
    for thing in (register.visit, register.japan, register.talks, register.minister):
        type(thing).objects.get(pk=thing.pk).save()
    register.visit.partners.set([register.japan])
    assert not FactVersion.objects.exists()


def test_what_was_there_before_its_history_began_is_kept_with_its_first_change(register):
    register.visit.venue = {"en": "Geihinkan"}
    register.visit.save()
    found, changed = versions_of(Event, register.visit.pk).order_by("pk")
    assert (found.action, changed.action) == (Action.FOUND, Action.CHANGED)
    assert found.state["fields"]["venue"] == {"en": "Akasaka Palace"}
    assert found.state["ties"]["partners"] == [register.japan.pk]


def test_what_was_written_past_the_history_shows_with_the_next_change(register):
    register.visit.venue = {"en": "Geihinkan"}
    register.visit.save()
    Event.objects.filter(pk=register.visit.pk).update(slug="the-visit")
    register.visit.refresh_from_db()
    register.visit.confirmed = False
    register.visit.save()
    actions = [action for action, _by, _why in told(register.visit)]
    assert actions == [Action.FOUND, Action.CHANGED, Action.FOUND, Action.CHANGED]


def test_all_that_is_written_at_once_makes_one_version_of_each_thing(register):
    with versions.writing(why="At once"):
        visit = Event.objects.create(
            slug="another", kind="talks", title={"en": "Talks"}, starts_on="2026-05-01"
        )
        visit.partners.set([register.japan, register.france])
        visit.people.set([register.minister])
        visit.status = Event.Status.POSTPONED
        visit.save()
    (version,) = versions_of(Event, visit.pk)
    assert version.action == Action.MADE
    assert version.state["fields"]["status"] == "postponed"
    assert version.state["ties"]["partners"] == sorted([register.japan.pk, register.france.pk])


def test_ties_from_the_other_side_are_kept_with_the_thing_that_has_them(register):
    with versions.writing(why="They came too"):
        register.france.events.add(register.visit)
    assert told(register.visit)[-1] == (Action.CHANGED, None, "They came too")
    assert told(register.france) == []
    register.france.events.clear()
    assert versions_of(Event, register.visit.pk).first().state["ties"]["partners"] == [register.japan.pk]


def test_a_row_stands_in_the_history_of_the_thing_in_whose_form_it_is(register):
    register.talks.title = {"en": "Talks at the palace"}
    register.talks.save()
    version = versions_of(ProgrammeItem, register.talks.pk).first()
    assert (version.home_type.model, version.home_id) == ("event", register.visit.pk)


def test_a_change_that_is_undone_leaves_no_version(register):
    with versions.writing(why="Twice"):
        with transaction.atomic():
            register.visit.confirmed = False
            register.visit.save()
            transaction.set_rollback(True)
        assert not FactVersion.objects.exists()
        register.visit.refresh_from_db()
        register.visit.status = Event.Status.CANCELLED
        register.visit.save()
    assert [action for action, _by, _why in told(register.visit)] == [Action.FOUND, Action.CHANGED]


def test_a_change_and_its_contrary_at_once_are_none(register):
    with versions.writing(why="To and fro"):
        register.visit.people.clear()
        register.visit.people.add(register.minister)
    assert Action.CHANGED not in [action for action, _by, _why in told(register.visit)]


def test_the_history_changes_no_public_page(register):
    before = last_change(timezone.now())
    person = Person.objects.create(slug="hidden", name={"en": "Hidden"})
    person.name = {"en": "Still hidden"}
    person.save()
    assert FactVersion.objects.filter(object_id=person.pk).count() == 2
    assert last_change(timezone.now()) == before


def test_a_form_that_is_saved_is_in_the_history_with_its_user_and_reason(desk, register, editor):
    address = f"/admin/partnerships/event/{register.visit.pk}/change/"
    data = fill(desk, address, "event_form")
    number = next(name for name in data if name.endswith("-title_en")).split("-")[1]
    data |= {
        "venue_en": "Geihinkan",
        "partners": [str(register.japan.pk), str(register.france.pk)],
        f"programme-{number}-venue_en": "The great hall",
        "why": "The protocol office wrote on Monday.",
        "source": "The protocol office",
    }
    add_row(data, "programme", id="", title_en="Dinner", order="9")
    response = desk.post(address, data)
    assert response.status_code == 302, response.context["errors"]

    why = "The protocol office wrote on Monday."
    assert told(register.visit)[-1] == (Action.CHANGED, editor.username, why)
    assert told(register.talks)[-1] == (Action.CHANGED, editor.username, why)
    dinner = ProgrammeItem.objects.get(title__en="Dinner")
    assert told(dinner) == [(Action.MADE, editor.username, why)]
    assert FactVersion.objects.exclude(action=Action.FOUND).values("move").distinct().count() == 1


def test_make_public_now_is_in_the_history(desk, unannounced, editor):
    chosen = {"action": "make_public_now", "_selected_action": [unannounced.visit.pk]}
    desk.post("/admin/partnerships/event/", chosen)
    assert told(unannounced.visit)[-1] == (Action.CHANGED, editor.username, "")
    assert versions_of(Event, unannounced.visit.pk).first().state["fields"]["public_from"]


def test_a_release_is_in_the_history_with_its_approver_and_why(unannounced, editor, publisher):
    at = timezone.now() + datetime.timedelta(hours=1)
    release = Release.objects.create(name="The secret visit", at=at, created_by=publisher)
    release.facts.create(fact=unannounced.visit)
    releasing.approve(release, publisher, at, "Nobody else is here.")
    action, by, why = told(unannounced.visit)[-1]
    assert (action, by) == (Action.CHANGED, publisher.username)
    assert "Nobody else is here." in why
    assert "secret" not in why

    releasing.cancel(release, publisher, "The ambassador asked.")
    assert told(unannounced.visit)[-1][1:] == (publisher.username, "Release cancelled: The ambassador asked.")


def test_a_command_is_in_the_history_without_a_user(db):
    call_command("load_partners", verbosity=0)
    vietnam = Partner.objects.get(code="VN")
    ((action, by, why),) = told(vietnam)
    assert (action, by) == (Action.MADE, None)
    assert why
    membership = Membership.objects.first()
    assert [action for action, _by, _why in told(membership)] == [Action.MADE]
    Partner.objects.filter(pk=vietnam.pk).update(region="")
    count = FactVersion.objects.count()
    call_command("load_partners", verbosity=0)
    assert FactVersion.objects.count() - count <= 2


def test_a_user_is_not_lost_with_what_they_made(db, editor):
    with versions.writing(editor):
        Person.objects.create(slug="lan", name={"en": "Lan"})
    with pytest.raises(Exception, match="protected"):
        editor.delete()


def test_a_cascade_keeps_every_row_that_goes(register):
    register.declaration.periods.update(declaration=None)
    with versions.writing(why="A duplicate"):
        Agreement.objects.get(pk=register.declaration.pk).delete()
    assert told(register.declaration)[-1] == (Action.DELETED, None, "A duplicate")
    assert told(register.signed)[-1] == (Action.DELETED, None, "A duplicate")
    assert PartnershipPeriod.objects.count() == 2

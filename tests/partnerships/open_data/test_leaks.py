"""What is not public changes no byte of any address of the open data, and none of its headers."""

import datetime

import pytest
from django.apps import apps

from partnerships.facts import Fact
from partnerships.models import (
    Agreement,
    AgreementStep,
    AgreementText,
    Appointment,
    Commitment,
    CommitmentEntry,
    Event,
    EventChange,
    Level,
    Membership,
    PartnershipPeriod,
    PartnershipPillar,
    Person,
    Pillar,
    Post,
    ProgrammeItem,
    Signatory,
)
from tests.partnerships.open_data.conftest import LATER, START, every_address
from tests.register import LONG_AGO

DAY = datetime.date(2026, 2, 20)


def hidden_person(register, said):
    person = Person.objects.create(slug="zanzibar", name={"en": "Zanzibar"}, **said)
    # What hangs on somebody hidden is hidden, though its own moment has come.
    person.appointments.create(post=register.post, since=DAY, public_from=LONG_AGO)
    new = Post.objects.create(slug="zanzibar", title={"en": "Zanzibar"}, partner=register.japan)
    person.appointments.create(post=new, public_from=LONG_AGO)
    # Ties of what is public to somebody who is not.
    register.visit.people.add(person)
    register.visit.received_by.add(person)
    register.talks.people.add(person)
    Signatory.objects.filter(party=register.japan).update(person=person)


def hidden_event(register, said):
    event = Event.objects.create(
        slug="zanzibar",
        kind=Event.Kind.SUMMIT,
        title={"en": "Zanzibar"},
        starts_on=DAY,
        host=register.france,
        **said,
    )
    event.partners.set([register.japan, register.france])
    event.pillars.set([register.health])
    event.people.set([register.minister])
    event.changes.create(
        kind=EventChange.Kind.CONFIRMED, at=START, was_from=DAY, note={"en": "Zanzibar"}, public_from=LONG_AGO
    )
    ProgrammeItem.objects.create(event=event, title={"en": "Zanzibar"}, is_public=True)
    PartnershipPeriod.objects.filter(pk=register.first.pk).update(event=event)
    Agreement.objects.filter(pk=register.treaty.pk).update(event=event)
    register.entry.events.add(event)


def hidden_agreement(register, said):
    agreement = Agreement.objects.create(
        slug="zanzibar", kind=Agreement.Kind.TREATY, title={"en": "Zanzibar"}, event=register.visit, **said
    )
    agreement.partners.set([register.japan, register.france])
    agreement.pillars.set([register.health])
    agreement.steps.create(status=Agreement.Status.SIGNED, on=DAY, public_from=LONG_AGO)
    agreement.signatories.create(body={"en": "Zanzibar"})
    commitment = agreement.commitments.create(number=1, text={"en": "Zanzibar"}, public_from=LONG_AGO)
    commitment.entries.create(on=DAY, status="done", public_from=LONG_AGO)
    PartnershipPeriod.objects.filter(pk=register.first.pk).update(declaration=agreement)
    Agreement.objects.filter(pk=register.treaty.pk).update(succeeded_by=agreement)
    register.entry.agreements.add(agreement)
    register.talks.agreements.add(agreement)


def hidden_step(register, said):
    register.declaration.steps.create(
        status=Agreement.Status.IN_FORCE, on=DAY, note={"en": "Zanzibar"}, **said
    )


def hidden_text(register, said):
    register.treaty.texts.create(language="en", file="agreements/zanzibar.pdf", source="Zanzibar", **said)


def hidden_commitment(register, said):
    commitment = register.declaration.commitments.create(number=2, text={"en": "Zanzibar"}, **said)
    commitment.pillars.set([register.health])
    commitment.entries.create(on=DAY, status="done", note={"en": "Zanzibar"}, public_from=LONG_AGO)


def hidden_entry(register, said):
    entry = register.commitment.entries.create(on=DAY, status="done", note={"en": "Zanzibar"}, **said)
    entry.events.set([register.visit])


def hidden_change(register, said):
    register.visit.changes.create(
        kind=EventChange.Kind.CONFIRMED, at=START, was_from=DAY, note={"en": "Zanzibar"}, **said
    )


def hidden_period(register, said):
    level = Level.objects.create(slug="zanzibar", rank=9, name={"en": "Zanzibar"})
    PartnershipPeriod.objects.create(partner=register.japan, level=level, since=DAY, **said)
    PartnershipPeriod.objects.create(partner=register.france, level=level, since=DAY, **said)


def hidden_pillar(register, said):
    PartnershipPillar.objects.create(
        partner=register.france, pillar=register.health, wording={"en": "Zanzibar"}, **said
    )


def hidden_membership(register, said):
    register.asean.members.create(member=register.france, since=DAY, **said)


def hidden_appointment(register, said):
    post = Post.objects.create(slug="zanzibar", title={"en": "Zanzibar"}, partner=register.japan)
    register.minister.appointments.create(post=post, since=DAY, **said)


HIDDEN = {
    Person: hidden_person,
    Event: hidden_event,
    Agreement: hidden_agreement,
    AgreementStep: hidden_step,
    AgreementText: hidden_text,
    Commitment: hidden_commitment,
    CommitmentEntry: hidden_entry,
    EventChange: hidden_change,
    PartnershipPeriod: hidden_period,
    PartnershipPillar: hidden_pillar,
    Membership: hidden_membership,
    Appointment: hidden_appointment,
}


def test_every_kind_of_fact_is_hidden_here_once():
    models = apps.get_app_config("partnerships").get_models()
    assert set(HIDDEN) == {model for model in models if issubclass(model, Fact)}


def all_answers(client):
    """The status, headers and body of every address."""
    answers = {}
    for path in every_address():
        response = client.get(f"/data/v1/{path}")
        answers[path] = (response.status_code, sorted(response.headers.items()), response.content)
    return answers


@pytest.mark.parametrize("when", [None, LATER], ids=["never", "later"])
@pytest.mark.parametrize("model", list(HIDDEN), ids=lambda model: model.__name__)
def test_a_hidden_fact_changes_no_byte(client, register, clock, model, when):
    # No tie that is only hidden takes away what was there: it is told of before as after.
    Signatory.objects.filter(party=register.japan).update(person=None)
    PartnershipPeriod.objects.filter(pk=register.first.pk).update(declaration=None, event=None)
    Agreement.objects.filter(pk=register.treaty.pk).update(event=None, succeeded_by=None)
    clock.shift(60)
    before = all_answers(client)

    HIDDEN[model](register, {"public_from": when})

    assert all_answers(client) == before
    if when:
        clock.move_to(LATER)
        after = all_answers(client)
        assert any(after[path][2] != before[path][2] for path in after)
        if model is not Membership:
            assert any(b"anzibar" in body for _status, _headers, body in after.values())


def test_a_pillar_that_is_new_is_known_as_the_site_shows_it(client, register):
    Pillar.objects.create(slug="space", name={"en": "Space"})

    assert b"space" in client.get("/data/v1/pillars.json").content
    assert b"Space" in client.get("/en/pillars/").content

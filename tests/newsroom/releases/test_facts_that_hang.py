"""Facts that hang on others in a release: all at its second or none, and none without what it hangs on."""

import datetime

import pytest

from newsroom import releasing
from newsroom.desk.release_choice import KINDS
from newsroom.desk.release_members import fact_link, fact_name, public_page
from partnerships.facts import Locked
from partnerships.models import (
    Agreement,
    AgreementStep,
    Commitment,
    CommitmentEntry,
    FactVersion,
    PartnershipPeriod,
)
from tests.newsroom.releases.conftest import NOW, SOON


@pytest.fixture
def hanging(unannounced):
    """The register with nothing announced, and with facts that hang on the declaration and on each other."""
    for name in ("signed", "commitment", "entry", "text", "membership"):
        fact = getattr(unannounced, name)
        type(fact).objects.filter(pk=fact.pk).update(public_from=None)
        fact.refresh_from_db()
    return unannounced


HANGING = {
    "signed": "declaration",
    "commitment": "declaration",
    "text": "declaration",
    "entry": "commitment",
    "appointment": "minister",
}


@pytest.mark.parametrize("name", HANGING)
def test_what_hangs_on_a_fact_that_is_not_public_then_is_refused(
    hanging, make_release, publisher, editor, name
):
    fact, owner = getattr(hanging, name), getattr(hanging, HANGING[name])
    owner.refresh_from_db()
    release = make_release(fact)
    reasons = [reason for _member, found in releasing.missing(release, publisher) for reason in found]
    assert any(str(owner) in reason.message for reason in reasons), reasons
    with pytest.raises(releasing.NotReleased):
        releasing.approve(release, publisher, SOON)
    assert type(fact).objects.get(pk=fact.pk).public_from is None


def test_one_that_is_public_only_later_is_no_ground_to_stand_on(hanging, make_release, publisher):
    Agreement.objects.filter(pk=hanging.declaration.pk).update(public_from=SOON + datetime.timedelta(hours=1))
    release = make_release(hanging.signed)
    with pytest.raises(releasing.NotReleased, match="Joint declaration"):
        releasing.approve(release, publisher, SOON)
    Agreement.objects.filter(pk=hanging.declaration.pk).update(public_from=NOW)
    releasing.approve(release, publisher, SOON)
    assert hanging.declaration.steps.get().public_from == SOON


def test_the_agreement_its_signature_the_level_and_the_story_become_public_in_the_same_second(
    clock, client, hanging, make_release, make_story, publisher
):
    story = make_story("A new partnership", agreements=[hanging.declaration])
    members = [
        hanging.declaration,
        hanging.signed,
        hanging.commitment,
        hanging.entry,
        hanging.upgrade,
        hanging.visit,
        story,
    ]
    releasing.approve(make_release(*members), publisher, SOON)
    facts = [
        (Agreement, 1),
        (AgreementStep, 1),
        (Commitment, 1),
        (CommitmentEntry, 1),
        (PartnershipPeriod, 2),
    ]
    pages = ["/en/agreements/declaration/", "/en/partners/japan/", "/en/events/visit/"]

    clock.move_to(SOON - datetime.timedelta(microseconds=1))
    assert [model.objects.live().count() for model, _count in facts] == [0, 0, 0, 0, 1]
    assert [client.get(page).status_code for page in pages] == [404, 200, 404]
    assert "Comprehensive" not in client.get("/en/partners/japan/").content.decode()
    clock.move_to(SOON)
    assert [model.objects.live().count() for model, _count in facts] == [count for _model, count in facts]
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    assert "Comprehensive" in client.get("/en/partners/japan/").content.decode()
    assert "A new partnership" in client.get("/en/").content.decode()


def test_of_a_cancelled_release_nothing_becomes_public(clock, hanging, make_release, make_story, publisher):
    members = [hanging.declaration, hanging.signed, hanging.commitment, hanging.entry, make_story()]
    release = releasing.approve(make_release(*members), publisher, SOON)
    releasing.cancel(release, publisher, "Put off.")
    clock.move_to(SOON + datetime.timedelta(days=1))
    for model in (Agreement, AgreementStep, Commitment, CommitmentEntry):
        assert not model.objects.live().exists()


@pytest.mark.parametrize("name", ["signed", "commitment", "entry", "text", "membership"])
def test_every_kind_of_fact_is_locked_by_its_release(hanging, make_release, publisher, name):
    fact = getattr(hanging, name)
    members = [hanging.declaration, hanging.commitment] if name == "entry" else [hanging.declaration]
    releasing.approve(make_release(fact, *members), publisher, SOON)
    fact.refresh_from_db()
    with pytest.raises(Locked):
        fact.save()
    with pytest.raises(Locked):
        fact.delete()


def test_a_release_tells_the_history_of_each_of_its_facts(hanging, make_release, publisher):
    release = make_release(hanging.declaration, hanging.signed)
    releasing.approve(release, publisher, SOON)
    releasing.move(release, publisher, SOON + datetime.timedelta(hours=1))
    for fact in (hanging.declaration, hanging.signed):
        rows = FactVersion.objects.filter(
            content_type__model=fact._meta.model_name, object_id=fact.pk, by=publisher
        )
        whys = [row.why for row in rows.order_by("pk")]
        assert whys[0].startswith("Release approved for")
        assert whys[1].startswith("Release moved from")
        assert len(whys) == 2


def test_every_kind_of_fact_can_be_chosen_by_words_and_is_named(client, editor, hanging, make_release):
    client.force_login(editor)
    release = make_release()
    words = {
        "step": "declaration",
        "text": "joint",
        "commitment": "joint",
        "entry": "joint",
        "membership": "japan",
    }
    for fact in (hanging.declaration, hanging.commitment, hanging.entry):
        fact.refresh_from_db()
    for kind, word in words.items():
        page = client.get(release.get_absolute_url().replace("change/", "choose/") + f"?kind={kind}&q={word}")
        assert page.status_code == 200, kind
        assert len(page.context["found"]) == 1, kind
    assert KINDS.keys() >= words.keys()
    assert fact_name(hanging.commitment).startswith("Joint declaration: 1. ")
    assert fact_name(hanging.entry).startswith(f"Joint declaration, 1: {hanging.entry.get_status_display()}")
    for fact in (hanging.signed, hanging.entry, hanging.text, hanging.membership):
        assert client.get(fact_link(fact)).status_code == 200
        assert public_page(fact).startswith("/")

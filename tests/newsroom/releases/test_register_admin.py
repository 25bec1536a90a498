"""The register's forms while a release holds what they show."""

import datetime

import pytest
from django.urls import reverse

from newsroom import releasing
from partnerships.models import Event, PartnershipPeriod
from tests.newsroom.desk.filled_form import fill
from tests.newsroom.releases.conftest import SOON


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def approve(make_release, publisher):
    def approve(*members):
        return releasing.approve(make_release(*members), publisher, SOON)

    return approve


def form(thing):
    return reverse(f"admin:partnerships_{thing._meta.model_name}_change", args=[thing.pk])


def words(client, address):
    return client.get(address).content.decode()


SENTENCE = "This is part of a release that is approved for 2 March 2026, 14:00"


@pytest.mark.parametrize("name", ["visit", "declaration", "minister"])
def test_the_form_of_a_locked_fact_is_only_read_and_leads_to_the_release(desk, unannounced, approve, name):
    fact = getattr(unannounced, name)
    release = approve(fact)

    shown = words(desk, form(fact))

    assert SENTENCE in shown
    assert release.get_absolute_url() in shown
    assert 'name="_save"' not in shown
    assert 'name="slug"' not in shown
    assert "-title_0" not in shown
    assert "deletelink" not in shown


def test_whoever_may_not_see_releases_is_not_led_to_one(client, reporter, unannounced, approve):
    release = approve(unannounced.visit)
    client.force_login(reporter)

    shown = words(client, form(unannounced.visit))

    assert SENTENCE in shown
    assert release.get_absolute_url() not in shown


def test_a_fact_typed_in_when_it_was_locked_is_refused_and_keeps_what_was_typed(desk, unannounced, approve):
    visit = unannounced.visit
    data = fill(desk, form(visit), "event_form")
    approve(visit)

    answer = desk.post(form(visit), {**data, "source": "Typed for an hour"})

    assert answer.status_code == 200
    assert SENTENCE in answer.content.decode()
    assert "Typed for an hour" in answer.content.decode()
    assert Event.objects.get().source != "Typed for an hour"


def test_a_locked_level_is_shown_in_its_partners_form_and_the_rest_can_be_saved(desk, unannounced, approve):
    japan, upgrade, first = unannounced.japan, unannounced.upgrade, unannounced.first
    approve(upgrade, unannounced.own_pillar)

    shown = words(desk, form(japan))
    assert shown.count(SENTENCE) == 2
    data = fill(desk, form(japan), "partner_form")
    rows = {int(data[f"periods-{number}-id"][0]): number for number in range(2)}
    assert f"periods-{rows[upgrade.pk]}-since" not in data
    free = f"periods-{rows[first.pk]}-source"
    assert free in data

    answer = desk.post(form(japan), {**data, free: "A better archive"})

    assert answer.status_code == 302, answer.context["errors"]
    first.refresh_from_db()
    assert first.source == "A better archive"
    assert PartnershipPeriod.objects.get(pk=upgrade.pk).since == datetime.date(2026, 2, 10)


@pytest.mark.parametrize(("column", "value"), [("source", "Typed for an hour"), ("DELETE", "on")])
def test_a_level_typed_in_when_it_was_locked_is_refused(desk, unannounced, approve, column, value):
    japan, upgrade = unannounced.japan, unannounced.upgrade
    data = fill(desk, form(japan), "partner_form")
    number = next(n for n in range(2) if data[f"periods-{n}-id"] == [str(upgrade.pk)])
    approve(upgrade)

    answer = desk.post(form(japan), {**data, f"periods-{number}-{column}": value})

    assert answer.status_code == 200
    assert SENTENCE in answer.content.decode()
    if column == "source":
        assert value in answer.content.decode()
    assert PartnershipPeriod.objects.get(pk=upgrade.pk).source == ""


def test_no_action_reaches_a_locked_fact(desk, unannounced, approve):
    approve(unannounced.visit)
    listed = reverse("admin:partnerships_event_changelist")
    chosen = {"_selected_action": [unannounced.visit.pk]}

    answer = desk.post(listed, {**chosen, "action": "make_public_now"}, follow=True)
    assert SENTENCE in answer.content.decode()
    assert Event.objects.get().public_from == SOON

    desk.post(listed, {**chosen, "action": "delete_selected", "post": "yes"})
    assert (
        desk.post(
            reverse("admin:partnerships_event_delete", args=[unannounced.visit.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    assert Event.objects.exists()


def test_a_partner_is_not_deleted_with_its_locked_level(desk, unannounced, approve):
    upgrade = PartnershipPeriod.objects.create(
        partner=unannounced.france, level=unannounced.strategic, since=datetime.date(2026, 3, 1)
    )
    approve(upgrade)

    answer = desk.post(
        reverse("admin:partnerships_partner_delete", args=[unannounced.france.pk]), {"post": "yes"}
    )

    assert SENTENCE in answer.content.decode()
    assert PartnershipPeriod.objects.filter(pk=upgrade.pk).exists()


def test_after_its_second_everything_can_be_written_again(desk, clock, unannounced, approve):
    approve(unannounced.visit, unannounced.upgrade)
    clock.move_to(SOON)

    assert SENTENCE not in words(desk, form(unannounced.visit)) + words(desk, form(unannounced.japan))
    data = fill(desk, form(unannounced.visit), "event_form")
    assert desk.post(form(unannounced.visit), {**data, "source": "The ministry"}).status_code == 302
    assert Event.objects.get().source == "The ministry"


def test_a_row_locked_in_the_very_moment_of_a_save_is_told_and_nothing_is_half_written(
    desk, unannounced, approve, monkeypatch
):
    japan, upgrade = unannounced.japan, unannounced.upgrade
    data = fill(desk, form(japan), "partner_form")
    number = next(n for n in range(2) if data[f"periods-{n}-id"] == [str(upgrade.pk)])
    release = approve(upgrade)
    # The form asked a moment before the approval.
    monkeypatch.setattr("partnerships.admin.locked.locks_of", lambda facts: {})
    typed = {"own_names_en": "The Land", "region": "europe", f"periods-{number}-source": "Typed"}

    answer = desk.post(form(japan), data | typed)

    assert answer.status_code == 409
    told = answer.content.decode()
    assert SENTENCE in told
    assert release.get_absolute_url() in told
    assert f'href="{form(japan)}"' in told
    japan.refresh_from_db()
    upgrade.refresh_from_db()
    assert (japan.region, upgrade.source) == ("east-asia", "")

"""Memberships in the admin: in a partner's form, in a list of their own, and as a choice among partners."""

import datetime

import pytest
from django.utils import timezone

from partnerships.loading_partners import load_partners
from partnerships.models import Membership, Partner
from tests.newsroom.desk.filled_form import add_row, fill


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def union(db):
    return Partner.objects.create(
        kind="organisation", code="EU", slug="eu", region="europe", own_names={"en": "The Union"}
    )


@pytest.fixture
def kingdom(db):
    return Partner.objects.create(code="GB", region="europe")


def test_a_partners_form_shows_its_capital_and_how_it_is_usually_called(desk, kingdom, union):
    page = desk.get(f"/admin/partnerships/partner/{kingdom.pk}/change/").content.decode()

    assert 'name="capital_en"' in page
    assert (
        'Its usual name: <span lang="en">United Kingdom</span> · <span lang="vi">Vương quốc Anh</span>'
        in page
    )
    assert "usual name:" not in desk.get(f"/admin/partnerships/partner/{union.pk}/change/").content.decode()
    assert "usual name:" not in desk.get("/admin/partnerships/partner/add/").content.decode()


def test_a_membership_is_entered_in_the_members_form(desk, kingdom, union):
    address = f"/admin/partnerships/partner/{kingdom.pk}/change/"
    data = fill(desk, address, "partner_form")
    add_row(
        data,
        "memberships",
        grouping=str(union.pk),
        since="1973-01-01",
        since_precision="day",
        until="2020-02-01",
        source="The treaty",
    )
    response = desk.post(address, data | {"_save": "Save"})

    assert response.status_code == 302, response.context["errors"]
    membership = Membership.objects.get()
    assert (membership.member, membership.grouping) == (kingdom, union)
    assert membership.until == datetime.date(2020, 2, 1)
    assert not membership.is_public()


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"until": "1972-01-01"}, "A membership ends after the day on which it begins."),
        ({"grouping": "FR"}, "A country has no members"),
        ({"grouping": "GB"}, "A country has no members"),
        ({"since": "2025-02-30"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(desk, kingdom, union, said, because):
    Partner.objects.create(code="FR", region="europe")
    if "grouping" in said:
        said = {"grouping": str(Partner.objects.get(code=said["grouping"]).pk)}
    address = f"/admin/partnerships/partner/{kingdom.pk}/change/"
    data = fill(desk, address, "partner_form")
    row = {"grouping": str(union.pk), "since": "1973-01-01", "since_precision": "day"} | said
    add_row(data, "memberships", **row)
    response = desk.post(address, data | {"_save": "Save"})

    assert response.status_code == 200
    assert because in response.content.decode()
    assert not Membership.objects.exists()


def test_partners_are_chosen_by_kind_and_by_what_they_belong_to(desk, kingdom, union):
    japan = Partner.objects.create(code="JP", region="east-asia")
    union.members.create(member=kingdom, since=datetime.date(1973, 1, 1))
    past = union.members.create(
        member=japan, since=datetime.date(1973, 1, 1), until=datetime.date(2020, 2, 1)
    )

    def listed(query):
        return list(desk.get(f"/admin/partnerships/partner/?{query}").context["cl"].result_list)

    assert listed("grouping=EU") == [kingdom]
    assert listed("grouping=NATO") == []
    assert listed("kind__exact=organisation") == [union]
    past.until = None
    past.save()
    assert listed("grouping=EU") == [japan, kingdom]


def test_all_members_of_a_grouping_are_found_in_one_list(desk, kingdom, union):
    japan = Partner.objects.create(code="JP", region="east-asia")
    for member in (kingdom, japan):
        union.members.create(member=member, since=datetime.date(1973, 1, 1), public_from=timezone.now())

    def found(typed):
        answer = desk.get("/admin/partnerships/membership/", {"q": typed})
        return {row.member.code for row in answer.context["cl"].result_list}

    assert found("UNION") == {"GB", "JP"}
    assert found("nhat ban") == {"JP"}
    assert found("union vuong quoc") == {"GB"}


@pytest.mark.parametrize("address", ["partner/", "partner/?grouping=UN", "membership/"])
def test_the_lists_of_the_whole_world_cost_few_queries(desk, address, django_assert_max_num_queries):
    load_partners()
    desk.get(f"/admin/partnerships/{address}")

    with django_assert_max_num_queries(11):
        assert desk.get(f"/admin/partnerships/{address}").status_code == 200


def test_the_form_of_an_organisation_of_the_whole_world_holds_not_its_members(desk):
    load_partners()
    nations = Partner.objects.get(code="UN")

    page = desk.get(f"/admin/partnerships/partner/{nations.pk}/change/")
    assert len(page.content) < 150_000

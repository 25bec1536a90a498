"""The list of partners: the whole world in it, and what one may choose from it."""

import datetime
import gzip
import re

import pytest
from django.utils import timezone

from partnerships.loading_partners import load_partners
from partnerships.models import Level, Membership, Partner, PartnershipPeriod
from tests.register import LONG_AGO


@pytest.fixture
def world(clock, db):
    """The whole world, with a level for each country whose code begins with A to M."""
    load_partners()
    level = Level.objects.create(slug="strategic", rank=2, name={"en": "Strategic"}, colour="#123456")
    PartnershipPeriod.objects.bulk_create(
        PartnershipPeriod(partner=partner, level=level, since=datetime.date(2010, 1, 1), public_from=LONG_AGO)
        for partner in Partner.objects.abroad().filter(kind="country", code__lt="N")
    )


def names(page):
    """The partners listed, as their addresses have them."""
    return re.findall(r'href="/en/partners/([\w-]+)/"', page.partition('id="all-partners"')[2])


def choices(page, name):
    form = page.partition("<main")[2].partition("<form")[2].partition("</form>")[0]
    select = form.partition(f'name="{name}"')[2].partition("</select>")[0]
    return [value for value in re.findall(r'value="([^"]*)"', select) if value]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_whole_world_costs_five_queries_and_little_to_send(
    client, world, language, django_assert_max_num_queries
):
    client.get(f"/{language}/partners/")
    with django_assert_max_num_queries(5):
        response = client.get(f"/{language}/partners/")

    assert response.content.count(b'class="flag"') > 240
    assert len(gzip.compress(response.content)) < 20_000


def test_those_with_a_level_stand_first_then_the_rest_then_organisations_and_groupings(words, world):
    page = words("partners/")

    places = [page.index(f"/en/partners/{slug}/") for slug in ("japan", "peru", "nato", "g20")]
    assert places == sorted(places)
    heads = [
        page.index(f">{head}</h2>")
        for head in ("By region", "Other countries and territories", "Organisations", "Groupings")
    ]
    assert heads == sorted(heads)
    assert len(names(page)) == len(set(names(page))) == Partner.objects.count() - 1


def test_the_ministrys_own_country_is_no_partner(words, world, settings):
    assert "vietnam" not in names(words("partners/"))
    assert "vietnam" not in names(words("partners/?grouping=asean"))
    assert "Vietnam has been a member since 28 July 1995" in words("partners/")
    assert "Vietnam has been a member since November 1998" in words("partners/")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("viet", []),
        ("denm", ["denmark"]),
        ("Đan Mạch", ["denmark"]),
        ("dan mach", ["denmark"]),
        ("MACH dan", ["denmark"]),
        ("nato", ["nato"]),
        ("holland", ["netherlands"]),
        ("uk", ["united-kingdom", "ukraine"]),
        ("bissau", ["guinea-bissau"]),
        ("enmark", []),
        ("  ", None),
        ("'; -- %", None),
        ("(", None),
        ("x" * 81, []),
    ],
)
def test_a_partner_is_found_by_the_beginning_of_its_words_whatever_their_marks(words, world, typed, found):
    page = names(words(f"partners/?q={typed.replace('%', '%25')}"))

    assert page == found if found is not None else len(page) == Partner.objects.count() - 1


def test_what_is_found_by_da(words, world):
    found = names(words("partners/?q=da"))

    # Đan Mạch, Darussalam, Đài Loan.
    assert {"denmark", "brunei", "taiwan-china"} <= set(found)
    assert not {"canada", "uganda", "rwanda"} & set(found)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=grouping", 10),
        ("kind=country", 248),
        ("grouping=security-council-permanent-five", 5),
        ("grouping=european-union", 27),
        ("grouping=asean", 10),
        ("grouping=asean&level=strategic", 6),
        ("grouping=asean&level=strategic&q=m", 2),
        ("region=central-asia", 9),
        ("region=central-asia&kind=country", 8),
        ("level=strategic&kind=organisation", 0),
    ],
)
def test_choices_are_joined(words, world, query, count):
    assert len(names(words(f"partners/?{query}"))) == count


@pytest.mark.parametrize(
    "query", ["kind=planet", "grouping=vietnam", "grouping=g77", "region=moon", "level=1", "q=%00"]
)
def test_a_choice_that_is_none_is_answered_in_words(client, world, query):
    response = client.get(f"/en/partners/?{query}")

    assert response.status_code in {200, 400}
    if response.status_code == 200:
        page = response.content.decode()
        assert 'role="alert"' in page
        assert not names(page)


def test_only_groupings_with_a_member_today_can_be_chosen(words, world, clock):
    assert "united-nations" in choices(words("partners/"), "grouping")
    assert "group-of-77" not in choices(words("partners/"), "grouping")

    Membership.objects.filter(grouping__code="MRC").update(until=datetime.date(2026, 3, 3))
    assert "mekong-river-commission" in choices(words("partners/"), "grouping")
    clock.shift(24 * 3600)
    assert "mekong-river-commission" not in choices(words("partners/"), "grouping")


@pytest.mark.parametrize("hidden", ["later", None])
def test_a_membership_that_is_not_announced_makes_no_difference(client, world, clock, hidden):
    def asked():
        return [
            client.get(f"/en/partners/{path}").content
            for path in (
                "",
                "?grouping=cptpp-members",
                "?grouping=group-of-77",
                "costa-rica/",
                "cptpp-members/",
            )
        ]

    def news():
        return client.get("/en/partners/costa-rica/").headers["Last-Modified"]

    clock.shift(60)
    without, date = asked(), news()
    at = timezone.now() + datetime.timedelta(hours=1) if hidden else None
    costa_rica = Partner.objects.get(code="CR")
    for code in ("CPTPP", "G77"):
        Partner.objects.get(code=code).members.create(
            member=costa_rica, since=datetime.date(2026, 1, 1), public_from=at
        )
    clock.shift(60)
    assert asked() == without
    assert news() == date

    if hidden:
        clock.shift(3600)
        page = client.get("/en/partners/?grouping=cptpp-members").content.decode()
        assert "costa-rica" in names(page)
        assert "group-of-77" in choices(page, "grouping")


def test_each_language_lists_in_its_own_order(words, world):
    page = words("partners/?region=europe&kind=country", "vi")

    assert page.index("Đan Mạch") < page.index("Đức") < page.index("Estonia")

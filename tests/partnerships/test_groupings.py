"""Exact questions about who belongs to what, and how near they stand."""

import datetime

import pytest

from partnerships.groupings import all_members_at, members_of, partners_at
from partnerships.loading_partners import load_partners
from partnerships.models import Level, Membership, Partner

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 3, 2, 6, tzinfo=datetime.UTC)
TOP, MIDDLE = "comprehensive-strategic-partnership", "strategic-partnership"

# When each of the permanent five came to the top, and from where.
FIVE = {
    "CN": [("2008-05-01", TOP)],
    "RU": [("2001-03-01", MIDDLE), ("2012-07-01", TOP)],
    "US": [("2023-09-10", TOP)],
    "FR": [("2013-09-25", MIDDLE), ("2024-10-07", TOP)],
    "GB": [("2010-09-08", MIDDLE), ("2025-10-29", TOP)],
}


def day(text):
    return datetime.date.fromisoformat(text)


def codes(partners):
    return set(partners.values_list("code", flat=True))


@pytest.fixture
def world():
    load_partners()
    levels = {
        slug: Level.objects.create(slug=slug, rank=rank, name={"en": slug})
        for rank, slug in enumerate((MIDDLE, TOP), 1)
    }
    for code, history in FIVE.items():
        partner = Partner.objects.get(code=code)
        for since, level in history:
            partner.periods.create(level=levels[level], since=day(since), public_from=LONG_AGO)


@pytest.mark.parametrize(
    ("asked", "all_five"),
    [
        ("2024-10-06", False),
        ("2025-10-28", False),
        ("2025-10-29", True),
        ("2025-10-30", True),
        ("2026-02-28", True),
    ],
)
def test_when_all_five_permanent_members_were_comprehensive_strategic_partners(world, asked, all_five):
    assert all_members_at(TOP, "P5", day(asked), NOW) is all_five


def test_who_of_the_five_was_there_and_who_was_not(world):
    assert codes(partners_at(TOP, day("2025-10-28"), NOW, "P5")) == {"CN", "FR", "RU", "US"}
    assert codes(partners_at(MIDDLE, day("2025-10-28"), NOW, "P5")) == {"GB"}
    assert codes(partners_at(TOP, day("2025-10-30"), NOW, "P5")) == set(FIVE)
    assert codes(partners_at(MIDDLE, day("2025-10-30"), NOW, "P5")) == set()


def test_membership_and_level_are_asked_of_the_same_day(world):
    # A strategic partner since 2010, in the Union until 2020, in the CPTPP since 2024.
    for asked, grouping, is_one in [
        ("2010-09-07", "EU", False),
        ("2020-01-31", "EU", True),
        ("2020-02-01", "EU", False),
        ("2024-12-14", "CPTPP", False),
        ("2024-12-15", "CPTPP", True),
        ("2025-10-29", "CPTPP", False),
    ]:
        assert ("GB" in codes(partners_at(MIDDLE, day(asked), NOW, grouping))) is is_one, asked


def test_leap_days_and_the_ends_of_the_calendar_are_days_like_others(world):
    assert "GB" not in codes(members_of("EU", day("2024-02-29"), NOW))
    assert "GB" in codes(members_of("EU", day("2016-02-29"), NOW))
    assert not members_of("EU", datetime.date.min, NOW)
    assert "FR" in codes(members_of("EU", datetime.date.max, NOW))


def test_the_members_on_a_day_are_counted_exactly(world):
    for asked, grouping, number in [
        ("1967-08-07", "ASEAN", 0),
        ("1967-08-08", "ASEAN", 5),
        ("1995-07-28", "ASEAN", 7),
        ("2025-10-25", "ASEAN", 10),
        ("2025-10-26", "ASEAN", 11),
        ("2020-01-31", "EU", 28),
        ("2020-02-01", "EU", 27),
        ("2011-07-14", "UN", 193),
    ]:
        assert members_of(grouping, day(asked), NOW).count() == number, (asked, grouping)


def test_the_ministrys_own_country_belongs_and_is_nobodys_partner(world, settings):
    assert "VN" in codes(members_of("ASEAN", day("2026-01-01"), NOW))
    others = codes(members_of("ASEAN", day("2026-01-01"), NOW)) - {"VN"}
    level = Level.objects.get(slug=TOP)
    for partner in Partner.objects.filter(code__in=others):
        partner.periods.create(level=level, since=day("2025-12-01"), public_from=LONG_AGO)

    assert all_members_at(TOP, "ASEAN", day("2026-01-01"), NOW)
    settings.NEWSROOM_COUNTRY = "LA"
    assert not all_members_at(TOP, "ASEAN", day("2026-01-01"), NOW)


def test_of_a_grouping_without_members_nothing_is_true(world):
    assert not all_members_at(TOP, "G77", day("2026-01-01"), NOW)
    assert not all_members_at(TOP, "ATLANTIS", day("2026-01-01"), NOW)


def test_what_is_not_public_changes_no_answer(world):
    upgrade = Partner.objects.get(code="GB").periods.get(since=day("2025-10-29"))
    upgrade.public_from = NOW + datetime.timedelta(hours=1)
    upgrade.save()
    assert not all_members_at(TOP, "P5", day("2026-01-01"), NOW)
    assert "GB" in codes(partners_at(MIDDLE, day("2026-01-01"), NOW, "P5"))
    assert all_members_at(TOP, "P5", day("2026-01-01"), upgrade.public_from)

    Membership.objects.filter(member__code="GB", grouping__code="P5").update(public_from=None)
    assert codes(members_of("P5", day("2026-01-01"), NOW)) == {"CN", "FR", "RU", "US"}
    assert all_members_at(TOP, "P5", day("2026-01-01"), NOW)


def test_an_answer_takes_two_queries(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        all_members_at(TOP, "P5", day("2025-10-30"), NOW)
    with django_assert_num_queries(1):
        list(partners_at(TOP, day("2025-10-30"), NOW, "P5"))

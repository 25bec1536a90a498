"""Exact questions about days, levels and counts, each with the one answer that is right.

The first part asks them of the demonstration's register, which holds what the sources say; the second of
small histories made for the days on which it is easy to be wrong.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import translation

from newsroom.demonstration.register.loading import load_register
from partnerships.dates import Precision
from partnerships.groupings import all_members_at, members_of, partners_at
from partnerships.level_history import stage_now, stages
from partnerships.levels_over_time import changes_of_year, risers
from partnerships.models import Level, Membership, Partner, PartnershipPeriod
from partnerships.views.pages import today

HANOI, LONDON, UTC = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/London"), datetime.UTC
LONG_AGO = datetime.datetime(1900, 1, 1, tzinfo=UTC)
NOW = datetime.datetime(2026, 11, 28, 5, 0, tzinfo=UTC)

RELATIONS, COMPREHENSIVE = "diplomatic-relations", "comprehensive-partnership"
STRATEGIC, HIGHEST = "strategic-partnership", "comprehensive-strategic-partnership"


def on(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def level_of(code: str, day: str, at: datetime.datetime = NOW) -> str | None:
    period = Partner.objects.get(code=code).level_on(on(day), at)
    return period.level.slug if period else None


def how_many(level: str, day: str, at: datetime.datetime = NOW) -> int:
    counted = PartnershipPeriod.objects.live(at).counted_by_level(on(day))
    return counted.get(Level.objects.get(slug=level).pk, 0)


class OfTheRegister(TestCase):
    """Asked of the demonstration's register."""

    @classmethod
    def setUpTestData(cls):
        load_register()

    def test_at_what_level_did_the_united_kingdom_stand_on_a_day(self):
        for day, answer in {
            "1954-07-21": None,
            "1973-09-10": None,
            "1973-09-11": RELATIONS,
            "1976-02-29": RELATIONS,
            "2010-09-07": RELATIONS,
            "2010-09-08": STRATEGIC,
            "2012-02-29": STRATEGIC,
            "2025-10-28": STRATEGIC,
            "2025-10-29": HIGHEST,
            "2025-10-30": HIGHEST,
            "2026-11-28": HIGHEST,
        }.items():
            with self.subTest(day=day):
                assert level_of("GB", day) == answer

    def test_what_did_the_public_know_of_the_british_level_as_the_day_went_on_in_london(self):
        # The declaration was made public at 15:00 in London, which is 22:00 in Hanoi.
        announced = datetime.datetime(2025, 10, 29, 15, 0, tzinfo=LONDON)
        second = datetime.timedelta(seconds=1)

        assert level_of("GB", "2025-10-29", announced - second) == STRATEGIC
        assert level_of("GB", "2025-10-29", announced) == HIGHEST
        assert today(announced) == on("2025-10-29")

    def test_the_sources_differ_by_a_day_and_the_register_says_which_it_follows(self):
        period = Partner.objects.get(code="GB").level_on(on("2025-10-30"), NOW)

        assert (period.since, period.since_precision) == (on("2025-10-29"), Precision.DAY)
        assert period.source.startswith("Vietnam News Agency")
        assert period.source_url.startswith("https://")
        assert "29 October 2025" in period.note["en"]
        assert "30 October" in period.note["en"]
        page = self.client.get("/en/partners/united-kingdom/").content.decode()
        assert "since 29 October 2025" in page
        assert "30 October" in page
        assert period.source in page

    def test_how_many_partners_stood_at_the_highest_level_on_a_day(self):
        for day, answer in {
            "2008-04-30": 0,
            "2008-05-01": 1,
            "2012-06-30": 1,
            "2012-07-01": 2,
            "2016-09-03": 3,
            "2022-12-05": 4,
            "2023-09-10": 5,
            "2023-11-27": 6,
            "2024-02-29": 6,
            "2024-03-07": 7,
            "2024-10-07": 8,
            "2024-11-21": 9,
            "2025-02-26": 10,
            "2025-03-10": 11,
            "2025-03-12": 12,
            "2025-05-16": 13,
            "2025-10-28": 13,
            "2025-10-29": 14,
            "2025-10-31": 14,
        }.items():
            with self.subTest(day=day):
                assert how_many(HIGHEST, day) == answer

    def test_who_was_the_fourteenth_comprehensive_strategic_partner(self):
        periods = PartnershipPeriod.objects.select_related("level", "partner")
        risen = risers(periods, NOW, Level.objects.get(slug=HIGHEST))

        [fourteenth] = [change for change in risen if change.place == 14]
        assert (fourteenth.period.partner.code, fourteenth.day) == ("GB", on("2025-10-29"))
        assert fourteenth.before.level.slug == STRATEGIC
        assert [change.place for change in risen[:14]] == list(range(1, 15))

    def test_who_rose_to_the_highest_level_in_2025_and_on_which_day(self):
        periods = PartnershipPeriod.objects.select_related("level", "partner")
        risen = [
            (change.period.partner.code, change.day.isoformat())
            for change in changes_of_year(periods, NOW, 2025)
            if change.is_rise and change.period.level.slug == HIGHEST
        ]

        assert risen == [
            ("NZ", "2025-02-26"),
            ("ID", "2025-03-10"),
            ("SG", "2025-03-12"),
            ("TH", "2025-05-16"),
            ("GB", "2025-10-29"),
        ]

    def test_since_when_are_all_five_permanent_members_of_the_security_council_at_the_highest_level(self):
        five = set(members_of("P5", on("2025-10-29"), NOW).values_list("code", flat=True))

        assert five == {"CN", "FR", "GB", "RU", "US"}
        assert not all_members_at(HIGHEST, "P5", on("2025-10-28"), NOW)
        assert all_members_at(HIGHEST, "P5", on("2025-10-29"), NOW)
        before = partners_at(HIGHEST, on("2025-10-28"), NOW, grouping="P5")
        assert five - set(before.values_list("code", flat=True)) == {"GB"}

    def test_a_level_known_to_the_month_counts_from_its_first_day_and_is_told_as_the_month(self):
        assert level_of("CN", "2008-04-30") == RELATIONS
        assert level_of("CN", "2008-05-01") == HIGHEST
        period = Partner.objects.get(code="CN").level_on(on("2008-05-15"), NOW)
        with translation.override("en"):
            assert stages([period], NOW, on("2008-05-15"))[0].since_words == "May 2008"
        with translation.override("vi"):
            assert stages([period], NOW, on("2008-05-15"))[0].since_words == "tháng 5/2008"

    def test_a_level_known_to_the_year_counts_from_its_first_day_and_is_told_as_the_year(self):
        assert level_of("IN", "2006-12-31") == RELATIONS
        assert level_of("IN", "2007-01-01") == STRATEGIC
        period = Partner.objects.get(code="IN").level_on(on("2007-07-07"), NOW)
        assert stages([period], NOW, on("2007-07-07"))[0].since_words == "2007"

    def test_the_address_of_a_day_gives_the_same_answer(self):
        for day, words in {
            "2010-09-07": "Diplomatic relations</strong> since 11 September 1973",
            "2010-09-08": "Strategic partnership</strong> since 8 September 2010",
            "2025-10-29": "Comprehensive strategic partnership</strong> since 29 October 2025",
        }.items():
            with self.subTest(day=day):
                page = self.client.get(f"/en/partners/united-kingdom/?on={day}").content.decode()
                assert words in page.partition("dossier-figures")[0]


# Small histories, each for one question. A period is (level, since) or (level, since, until).
ON_A_DAY = {
    "the new level counts from its own first day": (
        [("relations", "1973-09-11"), ("strategic", "2010-09-08")],
        {"2010-09-07": "relations", "2010-09-08": "strategic", "2010-09-09": "strategic"},
    ),
    "before the first level there is none": ([("relations", "1973-09-11")], {"1973-09-10": None}),
    "an open end holds to the end of the calendar": (
        [("relations", "1973-09-11")],
        {"2199-12-31": "relations", "9999-12-31": "relations"},
    ),
    "a level that began on a leap day": (
        [("relations", "1973-09-11"), ("strategic", "2024-02-29")],
        {"2024-02-28": "relations", "2024-02-29": "strategic", "2024-03-01": "strategic"},
    ),
    "a leap day is a day of the level around it": (
        [("relations", "1973-09-11"), ("strategic", "2024-03-01")],
        {"2024-02-28": "relations", "2024-02-29": "relations", "2024-03-01": "strategic"},
    ),
    "a level that ended on a leap day with none in its place": (
        [("relations", "1973-09-11", "2024-02-29")],
        {"2024-02-28": "relations", "2024-02-29": None, "2024-03-01": None},
    ),
    "1900 had no leap day and 2000 had one": (
        [("relations", "1900-02-28", "1900-03-01"), ("strategic", "2000-02-29", "2000-03-01")],
        {
            "1900-02-27": None,
            "1900-02-28": "relations",
            "1900-03-01": None,
            "2000-02-28": None,
            "2000-02-29": "strategic",
            "2000-03-01": None,
        },
    ),
    "the day of an end is the first day without the level": (
        [("relations", "1950-01-18", "1978-01-01")],
        {"1977-12-31": "relations", "1978-01-01": None},
    ),
    "one ends and another begins on the same day": (
        [("relations", "1950-01-18", "1991-11-05"), ("strategic", "1991-11-05")],
        {"1991-11-04": "relations", "1991-11-05": "strategic"},
    ),
    "a gap between two levels is a gap": (
        [("relations", "1950-01-18", "1978-01-01"), ("relations", "1991-11-05")],
        {"1977-12-31": "relations", "1984-02-29": None, "1991-11-04": None, "1991-11-05": "relations"},
    ),
    "a level of one day holds on that day alone": (
        [("relations", "1973-09-11"), ("strategic", "2010-09-08"), ("relations", "2010-09-09")],
        {"2010-09-07": "relations", "2010-09-08": "strategic", "2010-09-09": "relations"},
    ),
    "a level that was lowered is lower": (
        [("strategic", "2010-09-08"), ("relations", "2014-03-01")],
        {"2014-02-28": "strategic", "2014-03-01": "relations"},
    ),
    "the last day of a year and the first of the next": (
        [("relations", "1999-12-31"), ("strategic", "2000-01-01")],
        {"1999-12-30": None, "1999-12-31": "relations", "2000-01-01": "strategic"},
    ),
}


@pytest.fixture
def ladder(db):
    names = ("relations", "strategic", "highest")
    return {
        name: Level.objects.create(slug=name, rank=n, name={"en": name}) for n, name in enumerate(names, 1)
    }


@pytest.fixture
def made(ladder):
    """Makes a partner's history out of (level, since) and (level, since, until)."""

    def make(code, history, **said):
        partner = Partner.objects.get_or_create(code=code, defaults={"region": "europe"})[0]
        for level, since, *until in history:
            PartnershipPeriod.objects.create(
                partner=partner,
                level=ladder[level],
                since=on(since),
                until=on(until[0]) if until else None,
                **{"public_from": LONG_AGO, **said},
            )
        return partner

    return make


@pytest.mark.parametrize("question", list(ON_A_DAY))
def test_the_level_on_a_day(made, question):
    history, answers = ON_A_DAY[question]
    partner = made("GB", history)

    asked_of_the_database = {day: level_of("GB", day) for day in answers}
    periods = list(partner.periods.select_related("level"))
    told = {day: stage_now(stages(periods, NOW, on(day))) for day in answers}

    assert asked_of_the_database == answers
    assert {day: stage and stage.period.level.slug for day, stage in told.items()} == answers


def test_two_levels_cannot_begin_on_the_same_day(made):
    # So that "the level on that day" always has one answer: who changes twice in a day has one change.
    made("GB", [("strategic", "2025-10-29")])
    with pytest.raises(IntegrityError), transaction.atomic():
        made("GB", [("highest", "2025-10-29")])
    assert level_of("GB", "2025-10-29") == "strategic"


def test_two_partners_that_change_on_the_same_day_both_count_on_it(made, ladder):
    made("GB", [("strategic", "2010-09-08"), ("highest", "2025-10-29")])
    made("FR", [("strategic", "2013-09-25"), ("highest", "2025-10-29")])

    assert (how_many("strategic", "2025-10-28"), how_many("highest", "2025-10-28")) == (2, 0)
    assert (how_many("strategic", "2025-10-29"), how_many("highest", "2025-10-29")) == (0, 2)
    periods = PartnershipPeriod.objects.select_related("level")
    assert [change.place for change in risers(periods, NOW, ladder["highest"])] == [1, 1]


def test_a_level_announced_late_at_night_in_london_is_of_the_next_day_in_hanoi(made, client):
    """At 23:30 on 29 October in London it is 06:30 on 30 October in Hanoi.

    The register tells the day that its editor and its source give; that of the ministry is 30 October. The
    level is visible from that very second, whichever day it is in either place, and never before.
    """
    announced = datetime.datetime(2025, 10, 29, 23, 30, tzinfo=LONDON)
    second = datetime.timedelta(seconds=1)
    assert announced.astimezone(HANOI).isoformat() == "2025-10-30T06:30:00+07:00"
    made("GB", [("strategic", "2010-09-08")])
    made("GB", [("highest", "2025-10-30")], public_from=announced)

    # The day of the ministry at that moment is the first day of the level.
    assert today(announced) == on("2025-10-30")
    assert level_of("GB", "2025-10-30", announced - second) == "strategic"
    assert level_of("GB", "2025-10-30", announced) == "highest"
    assert level_of("GB", "2025-10-29", announced) == "strategic"
    # One who wrote London's day would have it stand a day earlier, from the same second on.
    PartnershipPeriod.objects.filter(level__slug="highest").update(since=on("2025-10-29"))
    assert level_of("GB", "2025-10-29", announced - second) == "strategic"
    assert level_of("GB", "2025-10-29", announced) == "highest"


def test_the_clocks_going_back_in_london_move_no_day(made):
    # In the night of 26 October 2025 01:30 comes twice in London; both are one day everywhere.
    twice = [datetime.datetime(2025, 10, 26, 1, 30, fold=fold, tzinfo=LONDON) for fold in (0, 1)]
    assert twice[0].astimezone(UTC) + datetime.timedelta(hours=1) == twice[1].astimezone(UTC)
    made("GB", [("strategic", "2025-10-26")], public_from=twice[1])

    assert level_of("GB", "2025-10-26", twice[0].astimezone(UTC)) is None
    assert level_of("GB", "2025-10-26", twice[1].astimezone(UTC)) == "strategic"


def test_a_level_that_nobody_knows_of_yet_is_in_no_count(made, ladder):
    made("GB", [("strategic", "2010-09-08")])
    made("GB", [("highest", "2025-10-29")], public_from=NOW + datetime.timedelta(seconds=1))
    made("FR", [("highest", "2024-10-07")], public_from=None)

    assert how_many("highest", "2026-11-28") == 0
    assert how_many("strategic", "2026-11-28") == 1
    assert how_many("highest", "2026-11-28", NOW + datetime.timedelta(seconds=1)) == 1


def test_a_grouping_counts_those_who_were_members_on_the_day(made, ladder):
    union = Partner.objects.create(
        kind=Partner.Kind.GROUPING, code="EU", slug="union", own_names={"en": "Union"}, region="europe"
    )
    for code, since, until in [
        ("FR", None, None),
        ("GB", "1973-01-01", "2020-02-01"),
        ("HR", "2013-07-01", None),
    ]:
        Membership.objects.create(
            member=made(code, [] if code == "GB" else [("highest", "2024-10-07")]),
            grouping=union,
            since=since and on(since),
            until=until and on(until),
            public_from=LONG_AGO,
        )

    def members(day):
        return set(members_of("EU", on(day), NOW).values_list("code", flat=True))

    assert members("1972-12-31") == {"FR"}
    assert members("1973-01-01") == members("2013-06-30") == {"FR", "GB"}
    assert members("2020-01-31") == {"FR", "GB", "HR"}
    assert members("2020-02-01") == {"FR", "HR"}
    assert not all_members_at("highest", "EU", on("2024-10-06"), NOW)
    assert all_members_at("highest", "EU", on("2024-10-07"), NOW)
    assert not all_members_at("highest", "EU", on("2020-01-31"), NOW)

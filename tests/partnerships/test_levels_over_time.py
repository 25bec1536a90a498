import datetime

import pytest
from django.utils import translation

from partnerships.levels_over_time import changes, changes_of_year, counted, risers, standing
from partnerships.models import Level, PartnershipPeriod
from partnerships.ordinals import spoken_ordinal

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
YESTERDAY, TOMORROW = NOW - datetime.timedelta(days=1), NOW + datetime.timedelta(days=1)
RELATIONS, STRATEGIC, COMPREHENSIVE = (
    Level(pk=rank, rank=rank, slug=slug) for rank, slug in enumerate(["relations", "strategic", "full"], 1)
)


def day(words):
    return datetime.date.fromisoformat(words)


def period(partner, level, since, until=None, public_from=YESTERDAY, **said):
    return PartnershipPeriod(
        partner_id=partner,
        level=level,
        since=day(since),
        until=until and day(until),
        public_from=public_from,
        **said,
    )


def told(found):
    return [
        (str(change.day), change.period.partner_id, change.period.level.slug, change.place)
        for change in found
    ]


def test_each_partner_stands_at_the_last_level_that_began_and_has_not_ended():
    periods = [
        period(1, RELATIONS, "1973-09-11"),
        period(1, STRATEGIC, "2010-09-08"),
        period(2, RELATIONS, "1950-01-01", until="1978-01-01"),
    ]

    def levels(on):
        return {partner: held.level.slug for partner, held in standing(periods, NOW, day(on)).items()}

    assert levels("1949-12-31") == {}
    assert levels("1977-12-31") == {1: "relations", 2: "relations"}
    assert levels("1978-01-01") == {1: "relations"}
    assert levels("2010-09-07") == {1: "relations"}
    assert levels("2010-09-08") == {1: "strategic"}
    assert counted(periods, NOW, day("1977-12-31")) == {RELATIONS.pk: 2}


def test_what_is_known_to_the_month_counts_from_its_first_day_and_is_told_as_it_is_known():
    china = period(1, COMPREHENSIVE, "2008-05-01", since_precision="month")

    assert standing([china], NOW, day("2008-05-01")) == {1: china}
    assert standing([china], NOW, day("2008-04-30")) == {}
    with translation.override("en"):
        assert changes([china], NOW)[0].day_words == "May 2008"


@pytest.mark.parametrize("public_from", [None, TOMORROW])
def test_what_is_not_public_changes_no_level_count_or_place(public_from):
    known = [period(1, STRATEGIC, "2010-01-01"), period(2, STRATEGIC, "2020-01-01")]
    hidden = [
        period(3, STRATEGIC, "2015-01-01", public_from=public_from),
        period(1, COMPREHENSIVE, "2016-01-01", public_from=public_from),
    ]
    on = day("2021-01-01")

    assert standing(known + hidden, NOW, on) == standing(known, NOW, on)
    assert counted(known + hidden, NOW, on) == {STRATEGIC.pk: 2}
    assert told(changes(known + hidden, NOW)) == told(changes(known, NOW))
    assert [change.place for change in risers(known + hidden, NOW, STRATEGIC)] == [1, 2]


def test_who_rose_when_in_order_each_once():
    periods = [
        period(1, RELATIONS, "1973-01-01"),
        period(1, STRATEGIC, "2010-01-01"),
        period(2, STRATEGIC, "2005-01-01"),
        period(3, COMPREHENSIVE, "2001-01-01"),
        # Down, and up again: it was the second already.
        period(1, RELATIONS, "2012-01-01"),
        period(1, STRATEGIC, "2014-01-01"),
        # Down to it: that is no rise.
        period(3, STRATEGIC, "2015-01-01"),
    ]

    assert told(risers(periods, NOW, STRATEGIC)) == [
        ("2005-01-01", 2, "strategic", 1),
        ("2010-01-01", 1, "strategic", 2),
    ]


def test_partners_that_rose_on_one_day_share_their_place_and_the_next_one_counts_them_both():
    periods = [
        period(partner, STRATEGIC, since)
        for partner, since in [(1, "2005-01-01"), (2, "2006-01-01"), (3, "2006-01-01"), (4, "2007-01-01")]
    ]

    assert [change.place for change in risers(periods, NOW, STRATEGIC)] == [1, 2, 2, 4]


def test_the_changes_of_a_year_are_its_beginnings_and_its_ends():
    periods = [
        period(1, RELATIONS, "1970-06-01", until="1978-01-01"),
        period(1, STRATEGIC, "1978-12-31"),
        period(2, RELATIONS, "1977-12-31"),
        period(3, RELATIONS, "1979-01-01"),
    ]

    found = changes_of_year(periods, NOW, 1978)

    assert told(found) == [("1978-01-01", 1, "relations", None), ("1978-12-31", 1, "strategic", 1)]
    assert [change.is_end for change in found] == [True, False]
    # After years without a level, every level is a rise.
    assert found[1].is_rise
    assert found[1].before is None


def test_a_level_that_ends_on_the_day_on_which_the_next_begins_changes_once():
    periods = [period(1, STRATEGIC, "2000-01-01", until="2010-01-01"), period(1, RELATIONS, "2010-01-01")]

    found = changes(periods, NOW)

    assert told(found) == [("2000-01-01", 1, "strategic", 1), ("2010-01-01", 1, "relations", None)]
    assert found[1].before is periods[0]
    assert not found[1].is_rise


@pytest.mark.parametrize(
    ("number", "english", "vietnamese"),
    [
        (1, "first", "đầu tiên"),
        (2, "2nd", "thứ 2"),
        (3, "3rd", "thứ 3"),
        (11, "11th", "thứ 11"),
        (12, "12th", "thứ 12"),
        (13, "13th", "thứ 13"),
        (14, "14th", "thứ 14"),
        (21, "21st", "thứ 21"),
        (112, "112th", "thứ 112"),
        (122, "122nd", "thứ 122"),
    ],
)
def test_ordinals(number, english, vietnamese):
    with translation.override("en"):
        assert spoken_ordinal(number) == english
    with translation.override("vi"):
        assert spoken_ordinal(number) == vietnamese

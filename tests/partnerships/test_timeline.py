import datetime

import pytest

from partnerships.level_history import stages
from partnerships.models import Agreement, AgreementStep, Event, Level, PartnershipPeriod
from partnerships.timeline import timeline, years_between

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()


def day(text):
    return datetime.date.fromisoformat(text)


def history(*periods, on=TODAY):
    made = [
        PartnershipPeriod(
            level=Level(slug=level), since=day(since), until=until and day(until), public_from=NOW
        )
        for level, since, until in periods
    ]
    return stages(made, NOW, on)


def event(starts_on):
    return Event(slug=f"event-{starts_on}", starts_on=day(starts_on))


def step(on):
    return AgreementStep(agreement=Agreement(slug=f"agreement-{on}"), status="signed", on=day(on))


def told(entries):
    return [(year, [(entry.what, str(entry.day)) for entry in of_year]) for year, of_year in entries]


def test_all_kinds_stand_together_by_year_the_newest_first_and_of_one_day_the_level_first():
    found = timeline(
        history(("strategic", "2010-09-08", None)),
        [event("2010-09-08"), event("2013-01-22")],
        [step("2010-09-08")],
        TODAY,
    )

    assert told(found.latest) == [
        (2013, [("event", "2013-01-22")]),
        (2010, [("level", "2010-09-08"), ("step", "2010-09-08"), ("event", "2010-09-08")]),
    ]
    assert not found.levels


def test_what_is_older_than_the_oldest_of_a_list_that_was_cut_is_left_to_the_levels():
    found = timeline(
        history(("relations", "1973-09-11", None), ("strategic", "2010-09-08", None)),
        [event("2013-01-22"), event("2015-07-29")],
        [step("2005-01-01"), step("2020-12-29")],
        TODAY,
        more_events=True,
    )

    assert told(found.latest) == [
        (2020, [("step", "2020-12-29")]),
        (2015, [("event", "2015-07-29")]),
        (2013, [("event", "2013-01-22")]),
    ]
    assert told(found.levels) == [(2010, [("level", "2010-09-08")]), (1973, [("level", "1973-09-11")])]


def test_an_end_with_no_level_in_its_place_is_told_once_its_day_has_come():
    ended = ("relations", "1950-01-18", "1978-01-01")

    before = timeline(history(ended, on=day("1977-12-31")), [], [], day("1977-12-31"))
    after = timeline(history(ended), [], [], TODAY)

    assert told(before.latest) == [(1950, [("level", "1950-01-18")])]
    assert told(after.latest) == [(1978, [("end", "1978-01-01")]), (1950, [("level", "1950-01-18")])]


def test_a_level_that_another_ended_has_no_end_of_its_own():
    found = timeline(history(("a", "1950-01-01", "1960-01-01"), ("b", "1960-01-01", None)), [], [], TODAY)

    assert told(found.latest) == [(1960, [("level", "1960-01-01")]), (1950, [("level", "1950-01-01")])]


def test_a_level_to_come_is_not_on_it():
    assert not timeline(history(("highest", "2026-03-03", None)), [], [], TODAY)


@pytest.mark.parametrize(
    ("first", "precision", "on", "years"),
    [
        ("1973-09-11", "day", "2025-09-10", 51),
        ("1973-09-11", "day", "2025-09-11", 52),
        ("2024-02-29", "day", "2025-02-28", 0),
        ("2024-02-29", "day", "2025-03-01", 1),
        ("2024-02-29", "day", "2028-02-29", 4),
        ("2008-05-01", "month", "2026-04-30", 17),
        ("2008-05-01", "month", "2026-05-01", 18),
        ("2007-01-01", "year", "2026-03-02", 19),
    ],
)
def test_how_many_years_lie_between_two_days(first, precision, on, years):
    assert years_between(day(first), precision, day(on)) == years

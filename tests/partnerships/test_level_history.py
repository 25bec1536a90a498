import datetime

import pytest

from partnerships.level_history import stage_now, stages
from partnerships.models import Agreement, Event, Level, PartnershipPeriod

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
YESTERDAY, TOMORROW = NOW - datetime.timedelta(days=1), NOW + datetime.timedelta(days=1)


def period(level, since, public_from=YESTERDAY, **said):
    return PartnershipPeriod(
        level=Level(slug=level), since=datetime.date.fromisoformat(since), public_from=public_from, **said
    )


def told(periods):
    """Each stage as its level, first day and the day of its end."""
    return [
        (stage.period.level.slug, str(stage.period.since), str(stage.until or ""))
        for stage in history(periods)
    ]


def history(periods):
    return stages(periods, NOW, TODAY)


def test_a_level_ends_when_the_next_begins_and_the_latest_stands_first():
    assert told([period("relations", "1973-09-11"), period("strategic", "2010-09-08")]) == [
        ("strategic", "2010-09-08", ""),
        ("relations", "1973-09-11", "2010-09-08"),
    ]


def test_the_order_in_which_periods_come_does_not_matter():
    periods = [period("b", "2010-01-01"), period("c", "2020-01-01"), period("a", "1990-01-01")]

    assert told(periods) == told(periods[::-1])


@pytest.mark.parametrize("public_from", [None, TOMORROW])
def test_a_level_that_is_not_public_neither_shows_nor_ends_the_one_before_it(public_from):
    periods = [period("strategic", "2010-09-08"), period("upgrade", "2026-02-10", public_from)]

    assert told(periods) == [("strategic", "2010-09-08", "")]
    assert stage_now(history(periods)).period.level.slug == "strategic"


def test_a_level_that_became_unknown_in_the_middle_leaves_no_gap():
    periods = [
        period("a", "1990-01-01"),
        period("b", "2000-01-01", public_from=None),
        period("c", "2010-01-01"),
    ]

    assert told(periods) == [("c", "2010-01-01", ""), ("a", "1990-01-01", "2010-01-01")]


def test_a_level_that_ended_with_none_in_its_place_leaves_the_partnership_without_one():
    broken = [period("relations", "1950-01-01", until=datetime.date(1978, 1, 1))]

    assert told(broken) == [("relations", "1950-01-01", "1978-01-01")]
    assert stage_now(history(broken)) is None


def test_the_end_of_a_level_is_known_as_exactly_as_the_beginning_of_the_next(settings):
    first, _ = history([period("b", "2010-01-01", since_precision="year"), period("a", "1990-05-01")])[::-1]

    assert first.until_words == "2010"


def test_a_level_announced_for_a_later_day_does_not_stand_yet():
    coming, standing = history([period("strategic", "2010-09-08"), period("upgrade", "2026-03-09")])

    assert coming.is_coming
    assert not coming.is_now
    assert standing.is_now
    assert standing.until == datetime.date(2026, 3, 9)


def test_a_level_stands_from_its_first_day_on():
    assert stage_now(history([period("strategic", str(TODAY))])).period.level.slug == "strategic"


def test_a_declaration_or_event_that_is_not_public_is_not_told():
    secret, known = Event(slug="secret", public_from=TOMORROW), Agreement(slug="known", public_from=YESTERDAY)

    [stage] = history([period("strategic", "2010-09-08", declaration=known, event=secret)])

    assert stage.declaration is known
    assert stage.event is None


def test_no_periods_make_no_history():
    assert history([]) == []
    assert stage_now([]) is None

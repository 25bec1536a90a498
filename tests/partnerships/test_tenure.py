import datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from partnerships.models import Appointment
from partnerships.tenure import Gap, overlaps, with_gaps

TODAY = datetime.date(2026, 3, 2)


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def held(since, until=None, precision="day"):
    return Appointment(since=day(since), until=day(until), since_precision=precision)


def gaps_of(*appointments):
    return [(gap.first, gap.until) for gap in with_gaps(appointments, TODAY) if isinstance(gap, Gap)]


def test_a_stretch_between_two_appointments_is_told():
    first, second = held("2010-01-01", "2012-05-01"), held("2014-09-01")

    told = with_gaps([second, first], TODAY)

    assert told == [second, Gap(day("2012-05-01"), day("2014-09-01")), first]
    assert told[1].first_words == "1 May 2012"
    assert told[1].until_words == "1 September 2014"


def test_a_change_on_one_day_leaves_no_gap():
    assert gaps_of(held("2010-01-01", "2012-05-01"), held("2012-05-01")) == []


def test_a_long_appointment_covers_the_gap_between_two_short_ones():
    assert gaps_of(held("2010-01-01", "2012-01-01"), held("2009-01-01"), held("2015-01-01")) == []
    assert gaps_of(
        held("2009-01-01", "2020-01-01"), held("2010-01-01", "2011-01-01"), held("2021-01-01")
    ) == [(day("2020-01-01"), day("2021-01-01"))]


def test_of_a_month_nobody_can_say_that_there_is_a_gap_in_it():
    assert gaps_of(held("2010-01-01", "2012-05-20"), held("2012-05-01", precision="month")) == []
    [gap] = [
        one
        for one in with_gaps([held("2010-01-01", "2012-05-20"), held("2012-08-01", precision="month")], TODAY)
        if isinstance(one, Gap)
    ]
    assert gap.until_words == "August 2012"


def test_after_the_last_nothing_is_recorded_until_now():
    assert gaps_of(held("2010-01-01", "2012-05-01")) == [(day("2012-05-01"), None)]
    assert gaps_of(held("2010-01-01", "2026-03-02")) == [(TODAY, None)]
    assert gaps_of(held("2010-01-01", "2026-03-03")) == []


def test_unknown_ends_are_no_gaps():
    assert gaps_of(held(None, "2012-05-01"), held("2012-05-01")) == []
    assert gaps_of(held(None), held("2012-05-01")) == []
    assert gaps_of() == []


def test_two_at_once_are_told_with_the_days_on_which_they_were():
    one, other = held("2010-01-01", "2012-05-01"), held("2011-01-01")
    third = held("2012-05-01")

    found = overlaps([third, other, one])

    assert [(each.one, each.other, each.first, each.until) for each in found] == [
        (one, other, day("2011-01-01"), day("2012-05-01")),
        (other, third, day("2012-05-01"), None),
    ]


spans = st.lists(
    st.tuples(st.none() | st.integers(0, 60), st.none() | st.integers(1, 30)), min_size=1, max_size=6
)


@given(spans)
def test_every_day_is_held_or_in_a_gap_and_never_both(histories):
    start = datetime.date(2026, 1, 1)
    appointments = []
    for begins, length in histories:
        since = None if begins is None else start + datetime.timedelta(days=begins)
        until = None if length is None else (since or start) + datetime.timedelta(days=length)
        appointments.append(Appointment(since=since, until=until))
    told = with_gaps(appointments, TODAY)
    earliest = min((one.since or datetime.date.min) for one in appointments)
    for number in range(95):
        then = start + datetime.timedelta(days=number)
        is_held = any(
            (one.since is None or one.since <= then) and (one.until is None or one.until > then)
            for one in appointments
        )
        in_gap = any(
            gap.first <= then and (gap.until is None or then < gap.until)
            for gap in told
            if isinstance(gap, Gap)
        )
        assert not (is_held and in_gap)
        if earliest <= then <= TODAY:
            assert is_held or in_gap


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_gap_speaks_the_language_of_the_page(language):
    with translation.override(language):
        words = Gap(day("2012-05-01"), day("2014-09-01"), "month").until_words
    assert words == {"en": "September 2014", "vi": "tháng 9/2014"}[language]

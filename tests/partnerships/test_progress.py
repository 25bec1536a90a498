import datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from partnerships.dates import last_day
from partnerships.due import due_words, is_overdue
from partnerships.progress import progress_of

TODAY = datetime.date(2026, 3, 2)


def commitment(state, due_on=None, due_precision="day"):
    return SimpleNamespace(state=state, due_on=due_on, due_precision=due_precision)


def test_states_are_counted_each_once_and_said_in_one_sentence():
    progress = progress_of(
        [
            *[commitment("done", datetime.date(2020, 1, 1))] * 3,
            *[commitment("in-progress")] * 2,
            commitment("delayed", datetime.date(2030, 1, 1)),
            commitment("not-started", datetime.date(2026, 3, 1)),
        ],
        TODAY,
    )

    assert (progress.total, progress.open, progress.overdue) == (7, 4, 1)
    assert progress.words == "3 of 7 done, 2 in progress, 1 delayed, 1 not started; 1 overdue"
    with override("vi"):
        assert progress.words.startswith("3/7")


def test_the_parts_of_the_bar_stand_beside_each_other_and_fill_it():
    progress = progress_of([commitment("done"), commitment("dropped"), commitment("done")], TODAY)

    assert [(part.state, part.count) for part in progress.segments] == [("done", 2), ("dropped", 1)]
    assert progress.segments[1].begins == progress.segments[0].length
    assert sum(part.length for part in progress.segments) == pytest.approx(100)


def test_without_commitments_there_is_nothing_to_tell():
    assert not progress_of([], TODAY)
    assert progress_of([], TODAY).segments == []


@pytest.mark.parametrize(
    ("due_on", "precision", "last"),
    [
        ((2026, 3, 1), "day", (2026, 3, 1)),
        ((2024, 2, 1), "month", (2024, 2, 29)),
        ((2026, 2, 15), "month", (2026, 2, 28)),
        ((2026, 1, 1), "year", (2026, 12, 31)),
        ((9999, 12, 1), "month", (9999, 12, 31)),
    ],
)
def test_something_is_overdue_only_when_its_day_month_or_year_is_over(due_on, precision, last):
    due_on, last = datetime.date(*due_on), datetime.date(*last)

    assert last_day(due_on, precision) == last
    assert not is_overdue(due_on, precision, "in-progress", last)
    if last < datetime.date.max:
        assert is_overdue(due_on, precision, "in-progress", last + datetime.timedelta(days=1))


@pytest.mark.parametrize(("state", "late"), [("done", False), ("dropped", False), ("delayed", True)])
def test_what_is_done_or_dropped_is_not_overdue(state, late):
    assert is_overdue(datetime.date(2020, 1, 1), "day", state, TODAY) is late


def test_what_has_no_day_is_never_overdue():
    assert not is_overdue(None, "day", "not-started", TODAY)
    assert due_words(None) == ""


def test_a_due_day_is_said_no_more_exactly_than_it_is_known():
    day = datetime.date(2030, 5, 1)
    assert [due_words(day, known) for known in ("day", "month", "year")] == [
        "by 1 May 2030",
        "by May 2030",
        "by 2030",
    ]

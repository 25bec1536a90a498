import datetime

import pytest
from django.utils import translation

from partnerships.dates import spoken_span


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-10-28", "2025-10-30", "28–30 October 2025"),
        ("2027-04-05", "2027-04-11", "5–11 April 2027"),
        ("2008-08-05", "2008-08-08", "5–8 August 2008"),
        ("2020-02-20", "2020-02-20", "20 February 2020"),
        ("2025-10-31", "2025-11-01", "31 October 2025 to 1 November 2025"),
    ],
)
def test_a_span_of_days_is_one_phrase(first, last, words):
    with translation.override("en"):
        assert spoken_span(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)) == words


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2026-05-01", None, "month", "May 2026"),
        ("2026-05-01", "2026-05-31", "month", "May 2026"),
        ("2026-05-01", "2026-06-01", "month", "May 2026 to June 2026"),
        ("2026-05-01", "2026-06-01", "year", "2026"),
        ("2026-05-01", "2027-06-01", "year", "2026 to 2027"),
    ],
)
def test_a_span_is_told_no_more_exactly_than_it_is_known(first, last, precision, words):
    days = datetime.date.fromisoformat(first), last and datetime.date.fromisoformat(last)
    with translation.override("en"):
        assert spoken_span(*days, precision) == words

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

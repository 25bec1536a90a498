import datetime

import pytest

from partnerships.dates import Precision
from partnerships.known_days import dated, known_from


@pytest.mark.parametrize(
    "text, day, precision",
    [
        ("2025-10-29", datetime.date(2025, 10, 29), Precision.DAY),
        ("2008-05", datetime.date(2008, 5, 1), Precision.MONTH),
        ("1990", datetime.date(1990, 1, 1), Precision.YEAR),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text, day, precision):
    assert dated(text) == (day, precision)


@pytest.mark.parametrize("text", ["", "in May", "2025-1-2", "2025-13"])
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(ValueError):
        dated(text)


@pytest.mark.parametrize(
    "text, public",
    [
        ("2025-10-29", "2025-10-29T00:00:00+07:00"),
        ("2025-12", "2026-01-01T00:00:00+07:00"),
        ("2012", "2013-01-01T00:00:00+07:00"),
    ],
)
def test_a_fact_is_not_known_before_it_can_have_happened(text, public):
    assert known_from(*dated(text)).isoformat() == public

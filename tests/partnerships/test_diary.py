import datetime

import pytest

from partnerships.diary import next_and_latest, still_to_come
from partnerships.models import Event

TODAY = datetime.date(2026, 3, 15)

pytestmark = pytest.mark.django_db


def event(slug, starts_on, ends_on=None, precision="day"):
    return Event.objects.create(
        slug=slug,
        kind=Event.Kind.TALKS,
        title={"en": slug},
        starts_on=datetime.date.fromisoformat(starts_on),
        ends_on=ends_on and datetime.date.fromisoformat(ends_on),
        precision=precision,
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "precision", "is_ahead"),
    [
        ("2026-03-15", None, "day", True),
        ("2026-03-14", None, "day", False),
        ("2026-03-10", "2026-03-15", "day", True),
        ("2026-03-10", "2026-03-14", "day", False),
        ("2026-03-01", None, "month", True),
        ("2026-02-01", None, "month", False),
        ("2026-01-01", None, "year", True),
        ("2025-01-01", None, "year", False),
        ("2026-01-01", None, "month", False),
    ],
)
def test_an_event_is_ahead_until_its_last_day_or_its_month_or_year_is_over(
    starts_on, ends_on, precision, is_ahead
):
    event("talks", starts_on, ends_on, precision)

    assert Event.objects.filter(still_to_come(TODAY)).exists() is is_ahead
    assert Event.objects.exclude(still_to_come(TODAY)).exists() is not is_ahead


def test_the_nearest_events_come_first_on_either_side_of_today(django_assert_num_queries):
    for day in range(1, 29):
        event(f"day-{day}", f"2026-03-{day:02d}")

    with django_assert_num_queries(1):
        coming, past = next_and_latest(Event.objects.all(), TODAY, coming=3, past=2)

    assert [each.slug for each in coming] == ["day-15", "day-16", "day-17"]
    assert [each.slug for each in past] == ["day-14", "day-13"]

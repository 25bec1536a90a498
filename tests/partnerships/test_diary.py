import datetime

import pytest

from partnerships.diary import next_and_latest, still_to_come, years_of_events
from partnerships.models import Event

TODAY = datetime.date(2026, 3, 15)

pytestmark = pytest.mark.django_db


AT = datetime.datetime(2026, 3, 15, 5, tzinfo=datetime.UTC)


def event(slug, starts_on, ends_on=None, precision="day", public_from=None):
    return Event.objects.create(
        slug=slug,
        kind=Event.Kind.TALKS,
        title={"en": slug},
        starts_on=datetime.date.fromisoformat(starts_on),
        ends_on=ends_on and datetime.date.fromisoformat(ends_on),
        precision=precision,
        public_from=public_from,
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
        ("2026-02-01", "2026-03-01", "month", True),
        ("2025-12-01", "2026-02-01", "month", False),
        ("2025-01-01", "2026-01-01", "year", True),
        ("2024-04-01", "2026-03-15", "day", True),
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


def test_the_years_are_those_in_which_a_public_event_begins(django_assert_num_queries):
    for day in ("1973-09-11", "2010-09-08", "2010-12-31", "2025-01-01", "2025-10-29", "2026-12-31"):
        event(f"talks-{day}", day, public_from=AT)
    event("later", "2031-05-05", public_from=AT + datetime.timedelta(seconds=1))
    event("secret", "1999-05-05")

    with django_assert_num_queries(1):
        assert years_of_events(AT) == [2026, 2025, 2010, 1973]
    assert years_of_events(AT + datetime.timedelta(seconds=1)) == [2031, 2026, 2025, 2010, 1973]
    assert years_of_events(AT - datetime.timedelta(seconds=1)) == []

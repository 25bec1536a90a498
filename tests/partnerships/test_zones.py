import datetime

import pytest

from partnerships.zones import zone_words


@pytest.mark.parametrize(
    ("name", "day", "language", "words"),
    [
        ("Europe/London", "2025-07-01", "en", "British Summer Time, UTC+1"),
        ("Europe/London", "2025-10-29", "en", "Greenwich Mean Time, UTC"),
        ("America/New_York", "2025-12-01", "en", "Eastern Standard Time, UTC−5"),
        ("Asia/Kolkata", "2025-12-01", "en", "India Time, UTC+5:30"),
        ("Asia/Ho_Chi_Minh", "2025-12-01", "vi", "Giờ Việt Nam, UTC+7"),
    ],
)
def test_a_zone_has_the_name_that_people_give_it_on_that_day(name, day, language, words):
    assert zone_words(name, datetime.date.fromisoformat(day), language) == words

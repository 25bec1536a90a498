"""For random histories: one level at most on any day, and every place that tells of it says the same."""

import datetime
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.models import Level, Partner, PartnershipPeriod
from tests.register import LONG_AGO

CODES = ["JP", "FR", "GB", "LA"]
FIRST = datetime.date(2020, 1, 1)
TODAY = datetime.date(2026, 3, 2)
PRECISIONS = ["day", "month", "year"]
days = st.dates(FIRST, datetime.date(2027, 12, 31))
periods = st.lists(
    st.fixed_dictionaries(
        {
            "partner": st.sampled_from(CODES),
            "level": st.integers(1, 3),
            "since": days,
            "until": st.none() | st.integers(1, 900),
            "since_precision": st.sampled_from(PRECISIONS),
            "public": st.sampled_from([True, True, True, False]),
        }
    ),
    max_size=14,
)


@pytest.fixture
def ladder(clock, db):
    partners = {code: Partner.objects.create(code=code, region="world") for code in CODES}
    levels = {
        rank: Level.objects.create(slug=f"level-{rank}", rank=rank, name={"en": f"Level {rank}"})
        for rank in (1, 2, 3)
    }
    return partners, levels


def lay(ladder, history):
    """Put the periods of a history into the register, without those that the database would refuse."""
    partners, levels = ladder
    PartnershipPeriod.objects.all().delete()
    laid: dict[str, list] = {code: [] for code in CODES}
    for said in sorted(history, key=lambda said: said["since"]):
        before = laid[said["partner"]]
        if before and said["since"] < (before[-1].until or before[-1].since + datetime.timedelta(days=1)):
            continue
        until = said["until"] and said["since"] + datetime.timedelta(days=said["until"])
        before.append(
            PartnershipPeriod(
                partner=partners[said["partner"]],
                level=levels[said["level"]],
                since=said["since"],
                since_precision=said["since_precision"],
                until=until,
                public_from=LONG_AGO if said["public"] else None,
            )
        )
    PartnershipPeriod.objects.bulk_create(period for of_one in laid.values() for period in of_one)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=periods, day=days)
def test_counts_agree(client, all_items, table, ladder, history, day):
    lay(ladder, history)
    _partners, levels = ladder
    live = PartnershipPeriod.objects.live()
    counted = {level.slug: live.counted_by_level(day).get(level.pk, 0) for level in levels.values()}
    counted = Counter({slug: number for slug, number in counted.items() if number})

    items = all_items("partnership-periods", f"on={day}")
    lines = table(f"partnership-periods.csv?on={day}&limit=500")

    assert Counter(item["level"] for item in items) == counted
    assert Counter(line["level"] for line in lines) == counted
    assert max(Counter(item["partner"] for item in items).values(), default=1) == 1
    for code in CODES:
        partner = Partner.objects.get(code=code)
        held = partner.level_on(day)
        assert [item["level"] for item in items if item["partner"] == code] == (
            [held.level.slug] if held else []
        )
        one = all_items("partnership-periods", f"on={day}&partner={code}")
        assert one == [item for item in items if item["partner"] == code]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=periods)
def test_the_spans_that_are_told_answer_as_the_register_does(client, all_items, ladder, history):
    """Who takes the periods home and counts by their days, known to the day, comes to the same levels."""
    lay(ladder, [{**said, "since_precision": "day"} for said in history])
    whole = all_items("partnership-periods")
    for day in (FIRST, datetime.date(2023, 7, 1), TODAY, datetime.date(2027, 12, 31)):
        standing = [
            item
            for item in whole
            if item["since"] <= day.isoformat() and (item["until"] is None or item["until"] > day.isoformat())
        ]
        assert standing == all_items("partnership-periods", f"on={day}")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=periods)
def test_the_pages_count_today_as_the_data_do(client, all_items, ladder, history):
    lay(ladder, history)
    items = all_items("partnership-periods", f"on={TODAY}")
    counted = Counter(item["level"] for item in items)

    ladder_page = client.get("/en/partners/").context
    on_ladder = Counter({rung["level"].slug: len(rung["held"]) for rung in ladder_page["rungs"]})
    assert on_ladder == counted
    on_map = client.get(f"/en/partners/map/?on={TODAY}").context["rungs"]
    assert Counter({rung.level.slug: len(rung.rows) for rung in on_map if rung.rows}) == counted

    for item in items:
        page = client.get(f"/en/partners/{Partner.objects.get(code=item['partner']).slug}/").context
        assert page["now"].period.level.slug == item["level"]

"""The data files: what they say of the world is whole, and agrees with the standards that name it."""

import datetime
from collections import Counter
from itertools import pairwise

import pytest
from babel import Locale

from partnerships.country_names import country_name
from partnerships.dates import Precision
from partnerships.models import Partner
from partnerships.world import belongings, country, places

# What CLDR names by two letters and ISO 3166-1 does not assign: exceptional reservations, a code that users
# of the standard may take (XK), and codes of CLDR's own.
NOT_ASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}

# On 1 November 2025.
MEMBERS = {
    "APEC": 21, "ASEAN": 11, "ASEAN+3": 14, "AfricanUnion": 55, "BRICS": 10, "CARICOM": 15, "CPTPP": 12,
    "EAS": 19, "EU": 27, "G20": 21, "G7": 7, "GCC": 6, "LAS": 22, "MERCOSUR": 6, "MRC": 4, "NATO": 32,
    "OECD": 38, "P5": 5, "RCEP": 14, "SCO": 10, "UN": 193, "WTO": 166,
}  # fmt: skip

COUNTRIES = [place for place in places().values() if place.kind == "country"]
OTHERS = [place for place in places().values() if place.kind != "country"]


def held(grouping, day):
    return {
        row.member
        for row in belongings()
        if row.grouping == grouping and row.since <= day and (row.until is None or day < row.until)
    }


def test_the_countries_are_those_of_the_standard():
    cldr = {code for code in Locale.parse("en").territories if len(code) == 2 and code.isalpha()}

    assert {place.code for place in COUNTRIES} == cldr - NOT_ASSIGNED
    assert len(COUNTRIES) == 249


def test_each_country_has_its_other_codes_for_itself():
    assert len({place.alpha3 for place in COUNTRIES}) == len({place.numeric for place in COUNTRIES}) == 249
    for place in COUNTRIES:
        assert len(place.alpha3) == 3
        assert place.alpha3.isupper()
        assert len(place.numeric) == 3
        assert place.numeric.isdecimal()
    vietnam = country("VN")
    assert (vietnam.alpha3, vietnam.numeric) == ("VNM", "704")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_place_has_a_name_in_each_language(language):
    for place in places().values():
        name = place.own_names.get(language) or country_name(place.code, language)
        assert name, place.code
        assert name != place.code or place.kind != "country"


def test_every_place_has_a_region_that_the_ministry_knows():
    assert {place.region for place in places().values()} <= set(Partner.Region.values)


def test_a_capital_stands_in_both_languages_or_there_is_none():
    for place in COUNTRIES:
        assert set(place.capital) in ({"en", "vi"}, set()), place.code
        assert all(0 < len(text) <= 120 for text in place.capital.values()), place.code
    without = {place.code for place in COUNTRIES if not place.capital}
    assert without == {"AQ", "BV", "EH", "HK", "HM", "IL", "IO", "MO", "PS", "TF", "TK", "UM"}


def test_where_the_seats_of_a_state_stand_apart_all_are_named():
    for city in ("Pretoria", "Cape Town", "Bloemfontein"):
        assert all(city in text for text in country("ZA").capital.values())


def test_codes_and_addresses_fit_their_columns_and_belong_to_one_place():
    for place in OTHERS:
        assert len(place.code) <= 12, place.code
        assert place.slug, place.code
        assert set(place.own_names) == {"en", "vi"}, place.code
    assert max(Counter(place.slug for place in OTHERS).values()) == 1


def test_who_belongs_is_a_place_to_what_has_members_and_has_a_source():
    for row in belongings():
        assert row.member in places()
        assert places()[row.grouping].kind != "country"
        assert row.member != row.grouping
        assert row.source, row
        assert row.source_url.startswith("http"), row
        assert row.until is None or row.since < row.until


def test_nobody_belongs_twice_at_a_time():
    spans = {}
    for row in belongings():
        spans.setdefault((row.member, row.grouping), []).append(row)
    for rows in spans.values():
        rows.sort(key=lambda row: row.since)
        assert all(one.until and one.until <= two.since for one, two in pairwise(rows))
    assert len({row.uid for row in belongings()}) == len(belongings())


def test_each_list_of_members_is_whole():
    day = datetime.date(2025, 11, 1)

    assert {grouping: len(held(grouping, day)) for grouping in MEMBERS} == MEMBERS
    assert {row.grouping for row in belongings()} == set(MEMBERS)


@pytest.mark.parametrize(
    ("member", "grouping", "day", "belongs"),
    [
        ("GB", "EU", "1972-12-31", False),
        ("GB", "EU", "1973-01-01", True),
        ("GB", "EU", "2020-01-31", True),
        ("GB", "EU", "2020-02-01", False),
        ("GB", "CPTPP", "2024-12-14", False),
        ("GB", "CPTPP", "2024-12-15", True),
        ("VN", "ASEAN", "1995-07-27", False),
        ("VN", "ASEAN", "1995-07-28", True),
        ("VN", "UN", "1977-09-20", True),
        ("VN", "WTO", "2007-01-10", False),
        ("VN", "WTO", "2007-01-11", True),
        ("VN", "CPTPP", "2019-01-13", False),
        ("VN", "CPTPP", "2019-01-14", True),
        ("TL", "ASEAN", "2025-10-25", False),
        ("TL", "ASEAN", "2025-10-26", True),
        ("AfricanUnion", "G20", "2023-09-09", True),
        ("ID", "BRICS", "2025-01-05", False),
        ("ID", "BRICS", "2025-01-06", True),
    ],
)
def test_days_on_which_a_membership_began_or_ended(member, grouping, day, belongs):
    assert (member in held(grouping, datetime.date.fromisoformat(day))) is belongs


def test_a_day_that_is_not_known_is_not_pretended():
    (vietnam,) = (row for row in belongings() if (row.member, row.grouping) == ("VN", "APEC"))

    assert (vietnam.since, vietnam.since_precision) == (datetime.date(1998, 11, 1), Precision.MONTH)


def test_a_membership_keeps_its_identifier():
    (vietnam,) = (row for row in belongings() if (row.member, row.grouping) == ("VN", "ASEAN"))

    assert str(vietnam.uid) == "8b04ac82-8819-52e7-afc5-98f8d89c54f2"

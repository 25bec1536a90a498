"""Near duplicates are found by four indexes, and none of them is missed."""

import random

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.imaging.fingerprints import distance
from newsroom.imaging.likeness import NEAR, candidates, fingerprint_of, like, near, quarters, remember
from newsroom.models import Likeness, Photo

FINGERPRINT = st.integers(0, 2**64 - 1)


@pytest.fixture
def library(db):
    """Three hundred photos, a third of them near to one another, by their numbers with their fingerprints."""
    chance = random.Random(17)
    first = chance.getrandbits(64)
    looks = [chance.getrandbits(64) for _n in range(200)]
    for _n in range(100):
        changed = first
        for bit in chance.sample(range(64), chance.randint(0, 12)):
            changed ^= 1 << bit
        looks.append(changed)
    photos = Photo.objects.bulk_create(
        Photo(title=str(n), original=f"{n}.jpg", width=3, height=2) for n in range(len(looks))
    )
    names = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")
    Likeness.objects.bulk_create(
        Likeness(photo=photo, **dict(zip(names, quarters(look), strict=True)))
        for photo, look in zip(photos, looks, strict=True)
    )
    return {photo.pk: look for photo, look in zip(photos, looks, strict=True)}


def by_looking_at_all(library, look):
    return {pk for pk, other in library.items() if distance(look, other) <= NEAR}


def test_all_that_are_near_are_found_and_no_others(library):
    for look in library.values():
        assert {pk for pk, _away in near(look, limit=1000)} == by_looking_at_all(library, look)


def test_the_nearest_come_first_and_without_the_photo_itself(library):
    pk = max(library)
    found = near(library[pk], excluding=pk, limit=5)
    assert pk not in dict(found)
    assert [away for _pk, away in found] == sorted(away for _pk, away in found)


@given(FINGERPRINT, st.sets(st.integers(0, 63), max_size=NEAR))
def test_of_four_quarters_one_is_within_a_bit(look, bits):
    other = look
    for bit in bits:
        other ^= 1 << bit
    pairs = zip(quarters(look), quarters(other), strict=True)
    assert any(distance(one, another) <= 1 for one, another in pairs)


@settings(max_examples=20)
@given(look=FINGERPRINT)
def test_a_look_is_kept_whole(look):
    assert sum(part << shift for part, shift in zip(quarters(look), (48, 32, 16, 0), strict=True)) == look


def test_a_look_is_read_back_and_replaced(make_photo):
    photo = make_photo()
    for look in (2**64 - 1, 0, 0x0123_4567_89AB_CDEF):
        remember(photo, look)
        assert fingerprint_of(photo.pk) == look
    remember(photo, None)
    assert fingerprint_of(photo.pk) is None
    assert near(None) == []


def test_the_indexes_are_used(library):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table of three hundred rows is read whole: how would it be with many?
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = candidates(12345).explain()
    for quarter in range(1, 5):
        assert f"quarter_{quarter}" in plan
    assert "SCAN newsroom_likeness" not in plan
    assert "Seq Scan" not in plan


def test_few_rows_are_looked_at(library):
    """Chance puts a thousandth of the library into the same sixteen bits but one, not more."""
    assert candidates(0x1111_2222_3333_4444).count() <= 10


def test_the_same_file_comes_before_what_looks_like_it(make_photo):
    one, same, alike, other = (make_photo(title=title) for title in "abcd")
    Photo.objects.filter(pk__in=[one.pk, same.pk]).update(sha256="5" * 64)
    one.refresh_from_db()
    for photo, look in ((one, 7), (same, 7), (alike, 6), (other, 2**63 - 1)):
        remember(photo, look)
    found = like(one)
    assert [(each.photo.pk, each.distance, each.same_file) for each in found] == [
        (same.pk, 0, True),
        (alike.pk, 1, False),
    ]

"""No two levels of one partner at once: the database refuses it, the form says why, whoever is first."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from partnerships.models import Level, Partner, PartnershipPeriod
from tests.newsroom.desk.filled_form import add_row, fill
from tests.newsroom.gate.test_concurrency import at_once


def day(number):
    """The days of January 2020 by their numbers, so that the cases below read as a drawing."""
    return datetime.date(2019, 12, 31) + datetime.timedelta(days=number) if number else None


def period(partner, since, until=None, **said):
    level, _new = Level.objects.get_or_create(slug="one", rank=1, defaults={"name": {"en": "One"}})
    return PartnershipPeriod(partner=partner, level=level, since=day(since), until=day(until), **said)


@pytest.fixture
def japan(db):
    return Partner.objects.create(code="JP", region="east-asia")


# What is there, what comes, and whether both can be: (first day, the first day it no longer holds).
CASES = {
    "a closed one before, apart": ((1, 5), (7, 9), True),
    "a closed one before, touching": ((1, 5), (5, 9), True),
    "closed ones, by one day": ((1, 6), (5, 9), False),
    "one within the other": ((1, 9), (3, 5), False),
    "one around the other": ((3, 5), (1, 9), False),
    "the same": ((1, 5), (1, 5), False),
    "an open one after a closed": ((1, 5), (5, None), True),
    "an open one within a closed": ((1, 5), (4, None), False),
    "an open one on the first day of a closed": ((1, 5), (1, None), False),
    "a closed one that begins before an open and ends after it begins": ((5, None), (1, 9), False),
    "a closed one that ends as an open begins": ((5, None), (1, 5), True),
    "a closed one that begins after an open": ((1, None), (3, 9), True),
    "two open ones": ((1, None), (3, None), True),
    "two open ones on a day": ((3, None), (3, None), False),
    "one day and the next": ((3, 4), (4, 5), True),
    "one day twice": ((3, 4), (3, 4), False),
}


def saves(one):
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize("case", CASES)
def test_the_database_keeps_levels_apart(japan, case):
    there, comes, together = CASES[case]
    period(japan, *there).save()
    assert saves(period(japan, *comes)) is together


@pytest.mark.parametrize("case", CASES)
def test_the_form_says_the_same_as_the_database(japan, case):
    there, comes, together = CASES[case]
    period(japan, *there).save()
    if together:
        period(japan, *comes).full_clean()
    else:
        with pytest.raises(ValidationError):
            period(japan, *comes).full_clean()


@pytest.mark.parametrize("case", CASES)
def test_a_level_that_is_moved_is_looked_at_like_a_new_one(japan, case):
    there, comes, together = CASES[case]
    period(japan, *there).save()
    moved = period(japan, 20, 22)
    moved.save()
    moved.since, moved.until = day(comes[0]), day(comes[1])
    assert saves(moved) is together


def test_a_level_does_not_overlap_itself_and_other_partners_stand_apart(japan):
    own = period(japan, 1, 9)
    own.save()
    own.until = day(12)
    own.save()
    france = Partner.objects.create(code="FR", region="europe")
    other = period(france, 3, 5)
    other.save()
    other.partner = japan
    assert not saves(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipPeriod.objects.filter(pk=other.pk).update(partner=japan)


def test_many_rows_at_once_are_refused_too(japan):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipPeriod.objects.bulk_create([period(japan, 1, 9), period(japan, 5, 12)])
    assert not PartnershipPeriod.objects.exists()


class TestAnyHistory(TestCase):
    @given(
        st.lists(
            st.tuples(st.integers(1, 25), st.one_of(st.none(), st.integers(1, 8))), min_size=1, max_size=8
        )
    )
    def test_whatever_is_tried_at_most_one_level_holds_on_any_day(self, tried):
        japan = Partner.objects.create(code="JP", region="east-asia")
        for since, length in tried:
            saves(period(japan, since, since + length if length else None))
        for number in range(1, 40):
            assert PartnershipPeriod.objects.on(day(number)).count() <= 1
        closed = [(one.since, one.until or one.since + datetime.timedelta(1)) for one in japan.periods.all()]
        for one in closed:
            assert not [two for two in closed if two != one and two[0] < one[1] and one[0] < two[1]]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_overlapping_levels_at_once_one_wins():
    japan = Partner.objects.create(code="JP", region="east-asia")
    period(japan, 30)  # the level is there before they begin
    for turn in range(4):
        PartnershipPeriod.objects.all().delete()
        rows = [period(japan, 1 + number, 10 + number) for number in range(4)]
        outcomes = at_once(*(one.save for one in rows))
        assert outcomes.count(None) == 1, (turn, outcomes)
        assert all(isinstance(one, IntegrityError) for one in outcomes if one), outcomes
        assert PartnershipPeriod.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_that_are_saved_at_once_one_wins_and_the_other_is_told(editor):
    japan = Partner.objects.create(code="JP", region="east-asia")
    level = Level.objects.create(slug="one", rank=1, name={"en": "One"})
    address = f"/admin/partnerships/partner/{japan.pk}/change/"
    for _turn in range(3):
        PartnershipPeriod.objects.all().delete()
        posts = []
        for number in range(2):
            client = Client()
            client.force_login(editor)
            data = fill(client, address, "partner_form")
            add_row(
                data, "periods", id="", level=level.pk, since=day(1 + number).isoformat(),
                until=day(10 + number).isoformat(), since_precision="day", source=f"Typed by {number}",
            )  # fmt: skip
            posts.append(lambda client=client, data=data: client.post(address, data))
        answers = at_once(*posts)
        assert sorted(answer.status_code for answer in answers) == [200, 302], answers
        (told,) = (answer.content.decode() for answer in answers if answer.status_code == 200)
        assert "overlap" in told or "only on" in told
        assert "Typed by" in told
        assert PartnershipPeriod.objects.count() == 1


def test_the_constraint_is_there_on_a_database_that_was_just_made(db):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = 'levels_of_a_partner_stand_apart'")
            assert cursor.fetchall()
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            names = {row[0] for row in cursor.fetchall()}
            assert {f"levels_of_a_partner_stand_apart_on_{when}" for when in ("insert", "update")} <= names

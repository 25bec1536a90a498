"""What the register counts is what a slow recount finds, and every number leads to exactly what it counts."""

import datetime
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.counted import ALL, MEASURES, counts
from partnerships.days_asked import Days
from partnerships.matrix import ANY_LEVEL, Question, matrix
from partnerships.models import PartnershipPeriod
from tests.partnerships.counting import NOW, TODAY, build, recount, registers, spans

random_registers = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def counted(partner_rows, pillar_rows, **asked):
    """The register's counts by the places of partners and pillars."""
    place_of = {partner.pk: place for place, partner in enumerate(partner_rows)} | {ALL: ALL}
    pillar_of = {pillar.pk: place for place, pillar in enumerate(pillar_rows)} | {ALL: ALL}
    found = counts(NOW, asked.pop("first", None), asked.pop("last", None), today=TODAY, **asked)
    return {
        (place_of[partner], pillar_of[pillar]): [getattr(told, measure) for measure in MEASURES]
        for (partner, pillar), told in found.items()
    }


@pytest.mark.django_db
@random_registers
@given(register=registers, span=spans, language=st.sampled_from(["en", "vi"]))
def test_the_counts_are_those_of_a_recount(register, span, language):
    first, last = span
    with transaction.atomic(), translation.override(language), time_machine.travel(NOW, tick=False):
        partners, pillars = build(register)
        assert counted(partners, pillars, first=first, last=last) == recount(register, language, first, last)
        transaction.set_rollback(True)


@pytest.mark.django_db
@random_registers
@given(register=registers, span=spans)
def test_a_part_of_the_counts_is_what_the_whole_says_of_it(register, span):
    first, last = span
    with transaction.atomic(), translation.override("en"), time_machine.travel(NOW, tick=False):
        partners, pillars = build(register)
        whole = counted(partners, pillars, first=first, last=last)
        some = counted(partners, pillars, first=first, last=last, partners=[partners[1].pk])
        assert some == {key: told for key, told in whole.items() if key[0] == 1}
        some = counted(partners, pillars, first=first, last=last, pillars=[pillars[0].pk])
        assert some == {key: told for key, told in whole.items() if key[1] == 0}
        # Each partner from a day of its own on: as if it had been asked for alone.
        since = {partner.pk: TODAY - datetime.timedelta(days=7 * n) for n, partner in enumerate(partners)}
        apart = counted(partners, pillars, last=last, since=since)
        for place, day in enumerate(since.values()):
            of_one = recount(register, "en", day, last)
            assert {key: told for key, told in apart.items() if key[0] == place} == {
                key: told for key, told in of_one.items() if key[0] == place
            }
        transaction.set_rollback(True)


def rows_shown(response):
    """How many rows a list shows; a random register is smaller than a page."""
    shown = response.context
    for name in ("stories", "agreements", "commitments"):
        if name in shown:
            return len(shown[name])
    return len(shown["coming"]) + len(shown["past"])


@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=registers, span=spans, since_level=st.booleans())
def test_every_number_leads_to_a_list_of_exactly_so_many(client, register, span, since_level):
    with transaction.atomic(), translation.override("en"), time_machine.travel(NOW, tick=False):
        build(register)
        days = Days(None if since_level else span[0], span[1])
        periods = PartnershipPeriod.objects.live(NOW).on(TODAY).select_related("level")
        question = Question(at=NOW, today=TODAY, days=days, level=ANY_LEVEL, since_level=since_level)
        found = matrix(question, periods)
        cells = [cell for row in found.rows for cell in [*row.cells, row.total]] + found.totals
        for number in (number for cell in cells for number in cell.numbers):
            response = client.get(number.address)
            assert response.status_code == 200, number
            assert rows_shown(response) == number.count, (number, urlsplit(number.address).query)
        transaction.set_rollback(True)

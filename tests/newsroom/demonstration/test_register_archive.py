"""The made-up register keeps away from real facts unless it is told otherwise."""

import pytest
from django.core.management import CommandError, call_command

from partnerships.models import Event
from tests.register import small_register

FEW = {"partners": 3, "agreements": 2, "events": 2, "people": 2}


def test_it_refuses_a_register_with_real_facts_and_goes_on_when_told(db):
    small_register()
    with pytest.raises(CommandError, match="in use"):
        call_command("load_register_archive", **FEW)
    assert Event.objects.count() == 1

    call_command("load_register_archive", yes=True, **FEW)
    assert Event.objects.filter(source="Sample").count() == 2


def test_it_refuses_production_even_where_nothing_is(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="in use"):
        call_command("load_register_archive", **FEW)
    assert not Event.objects.exists()


def test_it_can_go_on_where_it_left_off(db):
    for _time in range(2):
        call_command("load_register_archive", **FEW)

    assert Event.objects.count() == 4


def test_numbers_that_mean_nothing_are_refused(db):
    with pytest.raises(CommandError, match="one partner"):
        call_command("load_register_archive", **FEW | {"partners": 0})

from io import StringIO

import pytest
from django.core.management import call_command

from newsroom.publishing import publish

pytestmark = pytest.mark.django_db


def test_pages_are_measured_beside_a_bare_one(make_story, publisher):
    edition = publish(make_story(headline="Talks open"), by=publisher)
    told = StringIO()
    call_command("measure_pages", times=1, stdout=told)
    bare, *pages = [line.split() for line in told.getvalue().splitlines()]
    assert (bare[-1], bare[2]) == ("/bare/", "1.0")
    assert {line[-2] for line in [bare, *pages]} == {"200"}
    assert edition.get_absolute_url() in [line[-1] for line in pages]
    assert all(int(line[5]) <= 8 for line in pages)

"""The register's migrations on tables that are not empty, back and forth: one journey, as each takes long."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from partnerships.models import Agreement, AgreementStep, FactVersion, PartnershipPeriod
from tests.register import small_register

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_THE_STEPS = "0003"


def overlaps_are_refused(register):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipPeriod.objects.create(
            partner=register.japan,
            level=register.strategic,
            since=datetime.date(2000, 1, 1),
            until=datetime.date(2012, 1, 1),
        )


def columns():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug, status, signed_on, signed_precision, in_force_on FROM partnerships_agreement "
            "ORDER BY slug"
        )
        return {row[0]: tuple(str(value) if value else None for value in row[1:]) for row in cursor}


def steps():
    rows = AgreementStep.objects.order_by("agreement__slug", "on", "pk")
    return [(row.agreement.slug, row.status, row.on, row.precision, row.public_from) for row in rows]


def test_agreements_with_their_steps_go_back_and_forth():
    register = small_register()
    treaty = Agreement.objects.create(slug="treaty", kind="treaty", title={"en": "Treaty"})
    treaty.steps.create(status="signed", on=datetime.date(2020, 12, 29))
    treaty.steps.create(status="in-force", on=datetime.date(2021, 5, 1))
    talks = Agreement.objects.create(slug="talks", kind="treaty", title={"en": "Talks"})
    talks.steps.create(status="negotiating")
    month = Agreement.objects.create(slug="month", kind="memorandum", title={"en": "Month"})
    month.steps.create(status="agreed", on=datetime.date(2025, 3, 1), precision="month")
    overlaps_are_refused(register)
    before, versions = steps(), FactVersion.objects.count()
    assert versions

    call_command("migrate", "partnerships", BEFORE_THE_STEPS, verbosity=0)
    try:
        assert columns() == {
            "declaration": ("signed", "2026-02-10", "day", None),
            "month": ("agreed", "2025-03-01", "month", None),
            "talks": ("negotiating", None, "day", None),
            "treaty": ("in-force", "2020-12-29", "day", "2021-05-01"),
        }
    finally:
        call_command("migrate", verbosity=0)

    assert [row[:4] for row in steps()] == [row[:4] for row in before]
    assert AgreementStep.objects.get(agreement__slug="declaration").public_from == before[0][4]
    assert not AgreementStep.objects.live().exclude(agreement__slug="declaration").exists()
    overlaps_are_refused(register)
    register.visit.refresh_from_db()
    register.visit.summary = {"en": "Changed"}
    register.visit.save()
    assert FactVersion.objects.exists()

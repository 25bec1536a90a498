"""What columns said of agreements becomes steps with their days, and every fact gets the name that stays."""

import uuid

from django.db import migrations
from django.db.models import F

NAMED = (
    "agreement",
    "appointment",
    "event",
    "partnershipperiod",
    "partnershippillar",
    "person",
    "programmeitem",
)
BATCH = 1000


def give_names(apps, schema_editor):
    """A few columns of each row are read and one is written, in batches."""
    for name in NAMED:
        model = apps.get_model("partnerships", name)
        batch = []
        for row in model._base_manager.filter(uid=None).only("pk").iterator(chunk_size=BATCH):
            row.uid = uuid.uuid4()
            batch.append(row)
            if len(batch) == BATCH:
                model._base_manager.bulk_update(batch, ["uid"], batch_size=BATCH)
                batch = []
        model._base_manager.bulk_update(batch, ["uid"], batch_size=BATCH)


def tell_steps(apps, schema_editor):
    step = apps.get_model("partnerships", "AgreementStep")
    told = []
    for agreement in apps.get_model("partnerships", "Agreement")._base_manager.all():

        def tell(status, on, precision="day", agreement=agreement):
            # A day that nobody wrote down is not made up.
            if on or status in {"negotiating", "agreed"}:
                told.append(
                    step(
                        uid=uuid.uuid4(),
                        agreement=agreement,
                        status=status,
                        on=on,
                        precision=precision,
                        source=agreement.source,
                        source_url=agreement.source_url,
                        public_from=agreement.public_from,
                    )
                )

        signed, precision = agreement.signed_on, agreement.signed_precision
        if agreement.status in {"negotiating", "agreed"}:
            tell(agreement.status, signed, precision)
        else:
            tell("signed" if signed else "agreed", signed, precision)
        if agreement.in_force_on:
            tell("in-force", agreement.in_force_on)
        if agreement.status == "expired":
            tell("expired", agreement.expires_on)
    step._base_manager.bulk_create(told, batch_size=500)


def tell_columns(apps, schema_editor):
    steps = apps.get_model("partnerships", "AgreementStep")._base_manager
    for agreement in apps.get_model("partnerships", "Agreement")._base_manager.all():
        of_this = steps.filter(agreement=agreement)
        last = of_this.order_by(F("on").desc(nulls_last=True), "-pk").first()
        known = {"negotiating", "agreed", "signed", "in-force", "expired"}
        agreement.status = last.status if last and last.status in known else "signed"
        signed = of_this.filter(status__in=["agreed", "signed", "negotiating"], on__isnull=False).order_by(
            "on"
        )
        if first := signed.first():
            agreement.signed_on, agreement.signed_precision = first.on, first.precision
        if in_force := of_this.filter(status="in-force").first():
            agreement.in_force_on = in_force.on
        agreement.save(update_fields=["status", "signed_on", "signed_precision", "in_force_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0004_the_register_in_full"),
    ]

    operations = [
        migrations.RunPython(give_names, migrations.RunPython.noop),
        migrations.RunPython(tell_steps, tell_columns),
    ]

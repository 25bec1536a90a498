"""When what the public sees of the register last changed: the `Last-Modified` of its pages.

It changes when somebody writes, and also when nobody does anything, at the second in which a fact becomes
public. Its pages show what other apps have as well: these add their moments to `sources`, and `watch` models.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps
from django.db import connection, connections
from django.db.models import DateTimeField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from django.utils import timezone

from partnerships.facts import Fact
from partnerships.models import RegisterChange


@dataclass(frozen=True)
class Moments:
    """A column of moments of change; with `after`, only those that do not come before that column."""

    model: type[Model]
    column: str
    after: str = ""


sources: list[Moments] = []


def _latest(moments: Moments) -> str:
    quote = connection.ops.quote_name

    def column(name):
        return quote(moments.model._meta.get_field(name).column)

    latest, table = column(moments.column), quote(moments.model._meta.db_table)
    among = f" AND {column(moments.after)} <= {latest}" if moments.after else ""
    return f"SELECT MAX({latest}) AS moment FROM {table} WHERE {latest} <= %s{among}"  # noqa: S608


@cache
def _sql(vendor: str) -> tuple[str, int]:
    """The query for the last change and the number of its parameters, each the moment of asking.

    Written as SQL and once, because every public page asks it: each part is one look at the end of an index,
    while Django would take longer to compose them than the database to answer.
    """
    models = apps.get_app_config("partnerships").get_models()
    facts = [Moments(model, "public_from") for model in models if issubclass(model, Fact)]
    parts = [_latest(moments) for moments in [Moments(RegisterChange, "at"), *facts, *sources]]
    return f"SELECT MAX(moment) FROM ({' UNION ALL '.join(parts)}) AS moments", len(parts)  # noqa: S608


def with_last_change(rows: QuerySet, at: datetime) -> QuerySet:
    """Return `rows`, each with when the register last changed before `at` as its `register_changed`."""
    sql, number = _sql(connection.vendor)
    moment = connection.ops.adapt_datetimefield_value(at)
    asked = RawSQL(sql, [moment] * number, output_field=DateTimeField())  # noqa: S611, only names of ours
    return rows.annotate(register_changed=asked)


def last_change(at: datetime) -> datetime | None:
    """Return when the register last changed before `at` (one query)."""
    rows = with_last_change(RegisterChange.objects.all(), at)
    return rows.values_list("register_changed", flat=True).first()


def note_change(sender, **kwargs):
    """Remember that something which the register's pages show was written (a receiver of signals)."""
    if sender is not RegisterChange:
        RegisterChange.objects.update_or_create(pk=RegisterChange.ONLY, defaults={"at": timezone.now()})


def watch(model) -> None:
    """Note every change to the rows of `model` from now on."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(note_change, sender=model, dispatch_uid="partnerships.changes")


def begin(sender, using, **kwargs):
    """Give the database its row (a receiver of `post_migrate`)."""
    if RegisterChange._meta.db_table in connections[using].introspection.table_names():
        RegisterChange.objects.using(using).get_or_create(
            pk=RegisterChange.ONLY, defaults={"at": timezone.now()}
        )


def listen(app_config) -> None:
    """Watch all models of the register, and lay the row when its table is made."""
    for model in app_config.get_models(include_auto_created=True):
        watch(model)
    post_migrate.connect(begin, sender=app_config, dispatch_uid="partnerships.changes")

"""When what the public sees of the register last changed: the `Last-Modified` of its pages.

It changes when somebody writes what the public can see, and also when nobody does anything, at the second in
which a fact becomes public. Work on what is not announced does not move it.
Its pages show what other apps have as well: these add their moments to `sources`, and `watch` models.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, connections
from django.db.models import DateTimeField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.signals import m2m_changed, post_migrate, pre_delete, pre_save
from django.utils import timezone

from partnerships.composed import Given, composed
from partnerships.facts import Fact
from partnerships.models import (
    Appointment,
    FactVersion,
    Level,
    LoadedRow,
    Person,
    Post,
    ProgrammeItem,
    RegisterChange,
    Signatory,
)

# Columns that no page shows, nor finds anything by: those are for the desk alone.
UNSEEN = {"folded", "entered_by", "entered_at", "sequence"}


@dataclass(frozen=True)
class Moments:
    """A column of moments of change.

    With `after`, only those that do not come before that column; with `unless`, only where that one is empty.
    """

    model: type[Model]
    column: str
    after: str = ""
    unless: str = ""


sources: list[Moments] = []

# For models of other apps to which facts are tied: whether any page can show a row of it at a moment.
shown: dict[type[Model], Callable[[Model, datetime], bool]] = {}


def _latest(moments: Moments) -> str:
    quote = connection.ops.quote_name

    def column(name):
        return quote(moments.model._meta.get_field(name).column)

    latest, table = column(moments.column), quote(moments.model._meta.db_table)
    among = f" AND {column(moments.after)} <= {latest}" if moments.after else ""
    among += f" AND {column(moments.unless)} IS NULL" if moments.unless else ""
    among += _of_what_is_known(moments.model) if issubclass(moments.model, Fact) else ""
    # Not as a maximum: with a condition beside it, a database may read the whole table for that.
    last = (
        f"SELECT {latest} AS moment FROM {table} WHERE {latest} <= %s{among} ORDER BY {latest} DESC LIMIT 1"  # noqa: S608
    )
    return f"SELECT moment FROM ({last}) AS last"  # noqa: S608


def _of_what_is_known(model: type[Fact]) -> str:
    """The condition that what a fact hangs on is public too: else its moment would tell of it.

    It is asked of one row after the other: a list of all that is public would be made anew for every page.
    """
    quote, conditions = connection.ops.quote_name, ""
    table = quote(model._meta.db_table)
    for path in model.hangs_on:
        if "__" not in path:
            field: Any = model._meta.get_field(path)
            owner = field.related_model
            owners = quote(owner._meta.db_table)
            conditions += (
                f" AND EXISTS (SELECT 1 FROM {owners} WHERE {owners}.{quote('id')} = "  # noqa: S608
                f"{table}.{quote(field.column)} AND {owners}.{quote('public_from')} <= %s"
                f"{_of_what_is_known(owner)})"
            )
    return conditions


@cache
def _sql(vendor: str) -> tuple[str, int]:
    """The query for the last change and the number of its parameters, each the moment of asking.

    Written as SQL and once, because every public page asks it: each part is one look at the end of an index,
    while Django would take longer to compose them than the database to answer.
    """
    models = apps.get_app_config("partnerships").get_models()
    facts = [Moments(model, "public_from") for model in models if issubclass(model, Fact)]
    parts = [_latest(moments) for moments in [Moments(RegisterChange, "at"), *facts, *sources]]
    sql = f"SELECT MAX(moment) FROM ({' UNION ALL '.join(parts)}) AS moments"  # noqa: S608
    return sql, sql.count("%s")


def with_last_change(rows: QuerySet, at: datetime | Given) -> QuerySet:
    """Return `rows`, each with when the register last changed before `at` as its `register_changed`."""
    sql, number = _sql(connection.vendor)
    moment = at if isinstance(at, Given) else connection.ops.adapt_datetimefield_value(at)
    asked = RawSQL(sql, [moment] * number, output_field=DateTimeField())  # noqa: S611, only names of ours
    return rows.annotate(register_changed=asked)


@composed
def _last_change(at):
    rows = with_last_change(RegisterChange.objects.order_by("pk"), at)
    return rows.values_list("register_changed", flat=True)[:1]


def last_change(at: datetime) -> datetime | None:
    """Return when the register last changed before `at` (one query)."""
    rows = _last_change(at)
    return rows[0] if rows else None


def is_shown(row: Model, at: datetime) -> bool:
    """Whether any page of the site can show `row` at `at`."""
    match row:
        case Signatory():
            return row.agreement.is_public(at)
        case ProgrammeItem():
            return row.is_public and row.event.is_public(at)
        case Appointment():
            return row.is_public(at) and row.person.is_public(at)
        case Post():
            held = Appointment.objects.live(at).filter(post=row.pk, person__in=Person.objects.live(at))
            return held.exists()
        case Level():
            return row.pk is not None and row.periods.live(at).exists()
        case Fact():
            return row.is_public(at)
    ask = shown.get(type(row))
    return ask is None or ask(row, at)


def _seen(row: Model, at: datetime) -> list:
    """What stands in the columns of `row` that pages show at `at`."""
    return [_value(row, field, at) for field in row._meta.concrete_fields if field.name not in UNSEEN]


def _value(row, field, at):
    value = field.get_prep_value(field.value_from_object(row))
    # That it names a fact which nobody knows yet, such as an agreement's successor, shows nowhere.
    if value is None or not (field.is_relation and issubclass(field.related_model, Fact)):
        return value
    named = field.related_model._base_manager.filter(pk=value).first()
    return value if named and is_shown(named, at) else None


def note(at: datetime) -> None:
    """Remember that what the public can see changed at `at`: for whatever writes many rows at once."""
    RegisterChange.objects.update_or_create(pk=RegisterChange.ONLY, defaults={"at": at})


def note_saving(sender, instance, **kwargs):
    """Remember when a row is written that the public could see, or will (a receiver of `pre_save`)."""
    at = timezone.now()
    before = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    if before and _seen(before, at) == _seen(instance, at):
        return
    if is_shown(instance, at) or (before and is_shown(before, at)):
        note(at)


def note_deleting(sender, instance, **kwargs):
    """Remember when a row goes that the public could see (a receiver of `pre_delete`)."""
    at = timezone.now()
    if is_shown(instance, at):
        note(at)


def note_tying(sender, instance, action, model, pk_set, **kwargs):
    """Remember when two rows that the public can see are tied or untied (a receiver of `m2m_changed`)."""
    at = timezone.now()
    if action not in {"post_add", "post_remove", "pre_clear"} or not is_shown(instance, at):
        return
    # A tie to somebody who is not announced shows nowhere.
    if action == "pre_clear" or any(is_shown(row, at) for row in model._base_manager.filter(pk__in=pk_set)):
        note(at)


def watch(model) -> None:
    """Note every change to what pages show of the rows of `model` from now on."""
    for signal, receiver in ((pre_save, note_saving), (pre_delete, note_deleting), (m2m_changed, note_tying)):
        signal.connect(receiver, sender=model, dispatch_uid="partnerships.changes")


def begin(sender, using, **kwargs):
    """Give the database its row (a receiver of `post_migrate`)."""
    if RegisterChange._meta.db_table in connections[using].introspection.table_names():
        RegisterChange.objects.using(using).get_or_create(
            pk=RegisterChange.ONLY, defaults={"at": timezone.now()}
        )


def listen(app_config) -> None:
    """Watch all models of the register, and lay the row when its table is made."""
    for model in app_config.get_models(include_auto_created=True):
        # The history is the desk's alone, and to write in it changes no page.
        if model not in {RegisterChange, LoadedRow, FactVersion}:
            watch(model)
    post_migrate.connect(begin, sender=app_config, dispatch_uid="partnerships.changes")

"""When what the public sees of the register last changed: the `Last-Modified` of its pages.

It changes when somebody writes, and also when nobody does anything, at the second in which a fact becomes
public. Its pages show what other apps have as well: these add their moments to `sources`, and `watch` models.
"""

from collections.abc import Callable
from datetime import datetime

from django.apps import apps
from django.db import connections
from django.db.models import QuerySet, Subquery
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save
from django.utils import timezone

from partnerships.facts import Fact
from partnerships.models import RegisterChange

# Each takes an aware datetime and returns a queryset of one column: the moments of change up to then,
# the latest first.
sources: list[Callable[[datetime], QuerySet]] = []

_PREFIX = "changed_"


def with_last_change(rows: QuerySet, at: datetime) -> QuerySet:
    """Return `rows` with all that `last_change_of` needs, so that it takes no query of its own."""
    written = RegisterChange.objects.order_by("-at").values("at")
    models = apps.get_app_config("partnerships").get_models()
    facts = [
        model._default_manager.live(at).order_by("-public_from").values("public_from")
        for model in models
        if issubclass(model, Fact)
    ]
    moments = [written, *facts, *(source(at) for source in sources)]
    return rows.annotate(
        **{f"{_PREFIX}{number}": Subquery(latest[:1]) for number, latest in enumerate(moments)}
    )


def last_change_of(row) -> datetime | None:
    """Return when the register last changed, from any row of `with_last_change`."""
    moments = (value for name, value in vars(row).items() if name.startswith(_PREFIX))
    return max(filter(None, moments), default=None)


def last_change(at: datetime) -> datetime | None:
    """Return when the register last changed before `at` (one query)."""
    row = with_last_change(RegisterChange.objects.all(), at).first()
    return last_change_of(row) if row else None


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

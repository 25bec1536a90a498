"""The lock on a fact, held wherever the fact or what belongs to it is written.

The row of the fact is held first: between the look at its locks and the writing nobody locks it.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import CASCADE, ForeignKey, Model
from django.db.models.signals import m2m_changed, pre_delete, pre_save

from partnerships.facts import Fact, refuse_if_locked


def _owners(model: type[Model]) -> list:
    """The fields by which rows of `model` belong to a fact."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and issubclass(field.related_model, Fact)
        and field.remote_field.on_delete is CASCADE
    ]


def facts_behind(row: Model) -> list[Fact]:
    """Return the facts that change when `row` does: itself, or those to which it belongs."""
    if isinstance(row, Fact):
        return [row]
    return [getattr(row, field.name) for field in _owners(type(row)) if getattr(row, field.attname)]


def hold(facts: Iterable[Fact]) -> None:
    """Hold the rows of `facts` to the end of the transaction.

    Always in one order, so that nobody waits in a ring.
    """
    if not connection.in_atomic_block:
        return
    # What belongs to another comes after it, as the forms of the register save them.
    known = [fact for fact in facts if fact.pk is not None]
    for fact in sorted(known, key=lambda one: (len(_owners(type(one))), one._meta.label, one.pk)):
        rows = type(fact)._base_manager.select_for_update(no_key=True)
        list(rows.filter(pk=fact.pk).values_list("pk"))


def _refuse(rows: Iterable[Model]) -> None:
    facts = {fact for row in rows for fact in facts_behind(row) if fact.pk is not None}
    if facts:
        hold(facts)
        refuse_if_locked(facts)


def refuse_saving(sender, instance, raw=False, **kwargs):
    """Refuse to write what is locked (a receiver of `pre_save`)."""
    if raw:
        return
    before = None if isinstance(instance, Fact) else sender._base_manager.filter(pk=instance.pk).first()
    # What moves from one event to another changes both.
    _refuse([instance, before] if before else [instance])


def refuse_deleting(sender, instance, **kwargs):
    """Refuse to delete what is locked (a receiver of `pre_delete`)."""
    _refuse([instance])


def refuse_tying(sender, instance, action, reverse, model, pk_set, **kwargs):
    """Refuse to tie or untie what is locked (a receiver of `m2m_changed`)."""
    if action not in {"pre_add", "pre_remove", "pre_clear"}:
        return
    if not reverse:
        _refuse([instance])
    elif pk_set:
        _refuse(model._base_manager.filter(pk__in=pk_set))
    elif action == "pre_clear":
        name = next(f.name for f in model._meta.many_to_many if f.remote_field.through is sender)
        _refuse(model._base_manager.filter(**{name: instance}))


def listen(app_config) -> None:
    """Watch the facts of the register, what belongs to them, and their ties."""
    for model in app_config.get_models():
        if not issubclass(model, Fact) and not _owners(model):
            continue
        pre_save.connect(refuse_saving, sender=model, dispatch_uid="partnerships.locking")
        pre_delete.connect(refuse_deleting, sender=model, dispatch_uid="partnerships.locking")
        for field in model._meta.many_to_many:
            through = field.remote_field.through
            m2m_changed.connect(refuse_tying, sender=through, dispatch_uid="partnerships.locking")

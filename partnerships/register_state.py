"""What a thing of the register says at one moment, as plain JSON: its columns and its ties by their keys.

A state is `{"fields": {name: value}, "ties": {name: [keys]}}`. Of what is deleted it also has `"behind"`:
what of the register referred to it, as `{"event.people": [keys]}`.
"""

import datetime
import decimal
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, SET_NULL, ForeignKey, Model
from django.db.models.fields.files import FieldFile

from partnerships.facts import Fact

State = dict[str, dict[str, Any]]

# What keeps the register, and is no part of it.
NOT_KEPT = {"registerchange", "loadedrow", "factversion"}
# Follows from the others, and is made anew.
DERIVED = {"folded"}
# What nobody edits: kept so that it can be restored, and told to nobody.
UNTOLD = {"uid", "entered_by", "entered_at", "sequence"}


@cache
def kept_models() -> tuple[type[Model], ...]:
    """Return the models of the register that have a history."""
    models = apps.get_app_config("partnerships").get_models()
    return tuple(model for model in models if model._meta.model_name not in NOT_KEPT)


def fields_of(model: type[Model]) -> list[Any]:
    """Return the columns of `model` that a state has."""
    fields = model._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name not in DERIVED]


@cache
def owner_field(model: type[Model]) -> Any:
    """Return the column by which rows of `model` belong to another thing, and go with it; None for none."""
    for field in model._meta.concrete_fields:
        owned = isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE
        if owned and field.related_model in kept_models():
            return field
    return None


def owner_name(model: type[Model]) -> str:
    """Return the name of that column; "" for none."""
    field = owner_field(model)
    return field.name if field else ""


@cache
def depth(model: type[Model]) -> int:
    """Return how many owners stand over a row of `model`."""
    field = owner_field(model)
    return 0 if field is None else 1 + depth(field.related_model)


def parts_of(model: type[Model]) -> list[type[Model]]:
    """Return the models whose rows are but parts of one of `model`, such as its programme: no facts."""
    return [
        part
        for part in kept_models()
        if not issubclass(part, Fact) and (field := owner_field(part)) and field.related_model is model
    ]


def home_of(row: Model) -> Model:
    """Return the thing that owns `row` in the end, in whose form it stands; `row` itself where none does."""
    while (field := owner_field(type(row))) is not None:
        row = getattr(row, field.name)
    return row


def frozen(value: Any) -> Any:
    """Return the value of a column, as it came from the database, as plain JSON has it."""
    match value:
        case FieldFile():
            return value.name or ""
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case decimal.Decimal() | uuid.UUID():
            return str(value)
        case dict():
            return dict(value)
    return value


def ties_of(row: Model, name: str) -> list[int]:
    """Return the keys of what `row` is tied to by its field `name`, in order."""
    field: Any = type(row)._meta.get_field(name)
    rows = field.remote_field.through._base_manager.filter(**{field.m2m_field_name(): row.pk})
    return sorted(rows.values_list(field.m2m_reverse_field_name(), flat=True))


def state_of(row: Model, ties: dict[str, list[int]] | None = None) -> State:
    """Return what `row`, as it was read from the database, says. `ties` are its ties where they are known."""
    if ties is None:
        ties = {field.name: ties_of(row, field.name) for field in type(row)._meta.many_to_many}
    fields = {field.name: frozen(field.value_from_object(row)) for field in fields_of(type(row))}
    return {"fields": fields, "ties": ties}


def behind(row: Model) -> dict[str, list[int]]:
    """Return what of the register refers to `row` and stays when it goes, by `model.field`."""
    found = {}
    for relation in row._meta.related_objects:
        model, field = relation.related_model, relation.field
        if model not in kept_models():
            continue
        if relation.many_to_many or relation.on_delete is SET_NULL:
            rows = model._base_manager.filter(**{field.name: row.pk})
            if keys := sorted(rows.values_list("pk", flat=True)):
                found[f"{model._meta.model_name}.{field.name}"] = keys
    return found


def differing(before: State, after: State, among: Iterable[str] | None = None) -> list[str]:
    """Return the names of the columns and ties that two states of a thing say otherwise.

    What only one of them knows, as the register has grown since, is no difference; nor is what nobody edits.
    """
    found = []
    for part in ("fields", "ties"):
        one, other = before.get(part, {}), after.get(part, {})
        found += [name for name in other if name in one and name not in UNTOLD and one[name] != other[name]]
    return found if among is None else [name for name in found if name in set(among)]

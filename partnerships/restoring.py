"""Laying a former state of a thing of the register into the register again.

A thing is restored with its parts, such as an event's programme; what are facts in their own right, such as
the levels of a partner, are restored one by one. Only what was deleted comes back with all that was deleted
with it. From when the public knows a fact that is there is not restored: announcing is a decision of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import FileField, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships import rescheduling, versions
from partnerships.database_refusals import sentence_of
from partnerships.facts import Fact, Locked
from partnerships.models import Event, FactVersion, ProgrammeItem
from partnerships.register_state import (
    State,
    depth,
    fields_of,
    kept_models,
    owner_field,
    owner_name,
    parts_of,
    state_of,
)

# Of what is there these stay as they are.
STAYS = {"public_from", "uid", "entered_by", "entered_at", "sequence"}


class NotRestored(Exception):
    """Nothing was restored; `reasons` are sentences."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@dataclass
class Step:
    """One row: its state now and then; None where it is not there, or was not."""

    model: type[Model]
    pk: int
    name: str
    now: Any
    then: Any


@dataclass
class Restored:
    """What was restored, and sentences on what could not be."""

    row: Model
    left_out: list[str] = field(default_factory=list)


def plan(version: FactVersion) -> list[Step]:
    """Return what it takes to lay the state of `version` into the register: the thing, then its own rows."""
    model = version.model
    steps = [_step(model, version.object_id, version.name, version.state)]
    among = _Versions(version)
    for part in parts_of(model):
        owner = owner_name(part)
        known = among.latest(part, owner)
        rows = part._base_manager.filter(**{owner: version.object_id}).values_list("pk", flat=True)
        later = among.only_later(part, owner)
        for pk in dict.fromkeys([*known, *rows]):
            if pk in known:
                row = known[pk]
                steps.append(_step(part, pk, row.name, row.state if among.stood(row) else None))
            elif pk in later:
                steps.append(_step(part, pk, later[pk].name, among.before(later[pk])))
    if steps[0].now is None:
        steps += _deleted_with(version, {(step.model, step.pk) for step in steps})
    return [step for step in steps if step.now is not None or step.then is not None]


def _step(model, pk, name, then) -> Step:
    row = model._base_manager.filter(pk=pk).first()
    now = state_of(row) if row else None
    if now and then:
        stay = {name: now["fields"][name] for name in STAYS & now["fields"].keys()}
        then = {"fields": then["fields"] | stay, "ties": then["ties"]}
    return Step(model, pk, name, now, then)


class _Versions:
    """The versions of what belongs to the thing of one version, as they were at its time."""

    def __init__(self, version: FactVersion):
        self.version = version
        self.deleted = version.action == FactVersion.Action.DELETED
        self.boundary = (
            FactVersion.objects.filter(move=version.move).order_by("-pk").values_list("pk", flat=True)[0]
        )

    def _of(self, model, owner):
        return FactVersion.objects.filter(
            home_type=self.version.home_type_id,
            home_id=self.version.home_id,
            content_type__app_label=model._meta.app_label,
            content_type__model=model._meta.model_name,
            **{f"state__fields__{owner}": self.version.object_id},
        )

    def latest(self, model, owner) -> dict[int, FactVersion]:
        """The last version of each row until then."""
        rows = self._of(model, owner).filter(pk__lte=self.boundary).order_by("pk")
        return {row.object_id: row for row in rows}

    def only_later(self, model, owner) -> dict[int, FactVersion]:
        """The first version of each row after it."""
        rows = self._of(model, owner).filter(pk__gt=self.boundary).order_by("-pk")
        return {row.object_id: row for row in rows}

    def stood(self, row: FactVersion) -> bool:
        """Whether the row was there then; what went together with its owner comes back together with it."""
        gone = row.action == FactVersion.Action.DELETED
        return not gone or (self.deleted and row.move == self.version.move)

    @staticmethod
    def before(first: FactVersion) -> State | None:
        """How a row stood before the first that is known of it."""
        return first.state if first.action == FactVersion.Action.FOUND else None


def _deleted_with(version, planned) -> Iterable[Step]:
    """What was deleted together with the thing when it went, owners before what they own."""
    gone = versions.versions_of(version.model, version.object_id)
    last = gone.filter(action=FactVersion.Action.DELETED).first()
    if last is None:
        return []
    together = FactVersion.objects.filter(move=last.move, action=FactVersion.Action.DELETED)
    rows = [(row.model, row) for row in together.select_related("content_type")]
    owned = {(version.model, version.object_id)}
    steps = []
    for model, row in sorted(rows, key=lambda pair: (depth(pair[0]), pair[1].object_id)):
        owner = owner_field(model)
        key = (model, row.object_id)
        if owner is None or (owner.related_model, row.state["fields"].get(owner.name)) not in owned:
            continue
        owned.add(key)
        if key not in planned and not model._base_manager.filter(pk=row.object_id).exists():
            steps.append(Step(model, row.object_id, row.name, None, row.state))
    return steps


def event_behind(version: FactVersion) -> Event | None:
    """Return the event that a restore changes, with itself or its programme; None for none that is there."""
    kind, pk = version.model, version.object_id
    if kind is ProgrammeItem:
        pk = version.state["fields"]["event"]
    return Event.objects.filter(pk=pk).first() if kind in {Event, ProgrammeItem} else None


def restore(version: FactVersion, by, why: str, note=None) -> Restored:
    """Lay the state of `version` into the register, for `by` (a user) because of `why`.

    That is a version itself. Subscribers to an event that the public knows hear of it, and `note` (Texts)
    tells its readers why, where that is needed. Returns the thing and what could not be restored. Raises
    NotRestored, and then nothing was.
    """
    if not why.strip():
        raise NotRestored([_("Say why it is restored: the history keeps it.")])
    try:
        with transaction.atomic(), versions.writing(by, why, restores=True):
            return _restore(plan(version), by, note)
    except Locked as locked:
        raise NotRestored([locked.lock.message]) from locked
    except ValidationError as unsaid:
        raise NotRestored(unsaid.messages) from unsaid
    except IntegrityError as error:
        raise NotRestored([sentence_of(error)]) from error


def _events(steps: list[Step]) -> set[int]:
    """The numbers of the events that are there and change with `steps`."""
    events = {step.pk for step in steps if step.model is Event and step.now}
    items = [step.now or step.then for step in steps if step.model is ProgrammeItem]
    events |= {state["fields"]["event"] for state in items}
    return set(Event.objects.filter(pk__in=events).values_list("pk", flat=True))


def _restore(steps: list[Step], by, note) -> Restored:
    left_out: list[str] = []
    # Who subscribed to a calendar hears of what is restored as of any other change.
    heard = {pk: rescheduling.heard_of(Event(pk=pk)) for pk in sorted(_events(steps))}
    for step in sorted(steps, key=lambda step: -depth(step.model)):
        if step.then is None:
            step.model._base_manager.get(pk=step.pk).delete()
    kept = [step for step in steps if step.then is not None]
    rows = [_lay(step, left_out) for step in sorted(kept, key=lambda step: depth(step.model))]
    for step in kept:
        if step.now is None:
            _tie_from_behind(step, left_out)
    for pk, before in heard.items():
        rescheduling.record(before, Event.objects.get(pk=pk), by=by, note=note)
    return Restored(rows[0], left_out)


def _lay(step: Step, left_out: list[str]) -> Model:
    row = step.model._base_manager.filter(pk=step.pk).first() or step.model(pk=step.pk)
    for column in fields_of(step.model):
        if column.name in step.then["fields"]:
            setattr(row, column.attname, _value(step, column, row, left_out))
    if step.now is None and isinstance(row, Event):
        # Who heard of it before takes it back only as something newer (RFC 5545 §3.8.7.4).
        row.sequence += 1
    try:
        row.full_clean()
    except ValidationError as invalid:
        raise NotRestored(_sentences(step, invalid)) from invalid
    row.save()
    if step.now is None and isinstance(row, Fact) and (entered := step.then["fields"].get("entered_at")):
        # Set by itself to the time of any making.
        type(row)._base_manager.filter(pk=row.pk).update(entered_at=entered)
    for tie in step.model._meta.many_to_many:
        wanted = step.then["ties"].get(tie.name, [])
        there = set(tie.related_model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        if missing := len(set(wanted) - there):
            left_out.append(
                ngettext(
                    "%(name)s: %(count)d of its %(ties)s is no longer there.",
                    "%(name)s: %(count)d of its %(ties)s are no longer there.",
                    missing,
                )
                % {"name": step.name, "ties": tie.verbose_name, "count": missing}
            )
        getattr(row, tie.name).set(there)
    return row


def _value(step, column, row, left_out):
    value = step.then["fields"][column.name]
    if value and column.is_relation and not column.related_model._base_manager.filter(pk=value).exists():
        said = {"name": step.name, "what": column.verbose_name}
        if not column.null:
            raise NotRestored([_("%(name)s: its %(what)s is no longer there. Restore that first.") % said])
        left_out.append(_("%(name)s: its %(what)s is no longer there, and stays empty.") % said)
        return None
    if value and isinstance(column, FileField) and not column.storage.exists(value):
        left_out.append(
            _("%(name)s: the file “%(file)s” is no longer there.") % {"name": step.name, "file": value}
        )
        return column.value_from_object(row).name or ""
    return column.to_python(value)


def _tie_from_behind(step: Step, left_out: list[str]) -> None:
    """Tie what referred to a thing that was deleted to it again, where nothing else has come in its place."""
    by_name = {model._meta.model_name: model for model in kept_models()}
    for where, keys in step.then.get("behind", {}).items():
        model_name, name = where.split(".")
        column: Any = by_name[model_name]._meta.get_field(name) if model_name in by_name else None
        for row in by_name[model_name]._base_manager.filter(pk__in=keys) if column else []:
            try:
                with transaction.atomic():
                    if column.many_to_many:
                        getattr(row, name).add(step.pk)
                    elif getattr(row, column.attname) is None:
                        setattr(row, column.attname, step.pk)
                        row.save()
            except Locked as locked:
                left_out.append(f"{row}: {locked.lock.message}")


def _sentences(step: Step, invalid: ValidationError) -> list[str]:
    labels = {column.name: capfirst(str(column.verbose_name)) for column in step.model._meta.concrete_fields}
    return [
        f"{step.name}: {f'{labels[name]}: ' if name in labels else ''}{sentence}"
        for name, said in invalid.message_dict.items()
        for sentence in said
    ]

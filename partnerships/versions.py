"""The history of the register: every change becomes a version, with who made it and why.

Signals write it, in the transaction of the change where there is one, so that no form, release, action or
command can pass it by. Only what writes many rows in one statement does (`bulk_create`, `update`): loaders,
which tell of it themselves (`note_many`) or not, as those of made-up archives, and a column that is emptied
when the thing that it names is deleted. How such a thing stood is then kept with its next change
(`Action.FOUND`).

Who writes says so once, around all of it:

    with versions.writing(user, "The ministry corrected the day."):
        …

What is written inside makes one version of each thing, however often it is saved and tied.
"""

import contextlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.changes import UNSEEN, is_shown
from partnerships.facts import Fact
from partnerships.locking import facts_behind
from partnerships.models import FactVersion
from partnerships.register_state import (
    State,
    behind,
    differing,
    home_of,
    kept_models,
    state_of,
    ties_of,
)

Action = FactVersion.Action

# Tells others of the `rows` that were written many at once.
rows_noted = Signal()

# The name of the field in which the desk's forms ask for the reason.
WHY = "why"


class WhyNeeded(Exception):
    """What the public knows is to be changed, and nobody has said why. Nothing of it is written.

    `message` asks for it in a sentence.
    """

    def __init__(self, row: Model):
        sentence = _("The public knows “%(thing)s” already. Say why it is changed: the history keeps it.")
        self.message = sentence % {"thing": row}
        super().__init__(self.message)


@dataclass
class _Written:
    """The version that was written of a thing, and how it stood before."""

    version: int
    before: State | None


@dataclass
class Writing:
    """Who writes in the register now, and why; what was written so far."""

    who: Callable[[], Any]
    reason: Callable[[], str]
    asks_why: bool = False
    restores: bool = False
    move: uuid.UUID = field(default_factory=uuid.uuid4)
    written: dict[tuple[type[Model], int], _Written] = field(default_factory=dict)

    def by(self):
        user = self.who()
        return user if user is not None and user.pk else None


_now: ContextVar[Writing | None] = ContextVar("register_writing", default=None)


@contextlib.contextmanager
def writing_as(writing: Writing) -> Iterator[Writing]:
    token = _now.set(writing)
    try:
        yield writing
    finally:
        _now.reset(token)


def writing(by=None, why: str = "", *, restores: bool = False):
    """Say of all that is written inside that `by` (a user; None for a command) does so because of `why`."""
    return writing_as(Writing(lambda: by, lambda: why, restores=restores))


@contextlib.contextmanager
def asking_why() -> Iterator[None]:
    """Refuse, inside, to change what the public knows while nobody says why: raises WhyNeeded."""
    current = _now.get()
    if current is None:
        yield
        return
    before, current.asks_why = current.asks_why, True
    try:
        yield
    finally:
        current.asks_why = before


def versions_of(model: type[Model], pk: int):
    """Return the versions of one thing, the newest first."""
    return FactVersion.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=pk)


# Writing them


def _read(model, pk) -> Model | None:
    return model._base_manager.filter(pk=pk).first() if pk is not None else None


def _name(row) -> str:
    with override(settings.LANGUAGE_CODE):
        return str(row)[:300]


def _ask_why(was: Model, before: State, after: State | None) -> None:
    """Raise WhyNeeded when a fact that the public knows is to change, or to go (`after` is None)."""
    differs = after is None or any(name not in UNSEEN for name in differing(before, after))
    if differs and (isinstance(was, Fact) or facts_behind(was)) and is_shown(was, timezone.now()):
        raise WhyNeeded(was)


def _note(row: Model, action: str, before: State | None, after: State, was: Model | None = None) -> None:
    """Write the version of `row`, or into the one that this writing has of it already."""
    writing = _now.get() or Writing(lambda: None, lambda: "")
    why = writing.reason().strip()
    gone = action == Action.DELETED
    if was is not None and before is not None and writing.asks_why and not why:
        _ask_why(was, before, None if gone else after)
    key = (type(row), row.pk)
    if written := writing.written.get(key):
        of_this = FactVersion.objects.filter(pk=written.version)
        if written.before is not None and not gone and not differing(written.before, after):
            of_this.delete()
            del writing.written[key]
            return
        said = {"state": after, "name": _name(row)} | ({"action": action} if gone else {})
        if of_this.update(**said):
            return
        # It was undone with the part of the transaction in which it was written.
    kept = {"content_type": ContentType.objects.get_for_model(row), "object_id": row.pk}
    home = home_of(row)
    kept |= {"home_type": ContentType.objects.get_for_model(home), "home_id": home.pk}
    if before is not None and not gone:
        last = FactVersion.objects.filter(**{k: kept[k] for k in ("content_type", "object_id")}).first()
        if last is None or last.action == Action.DELETED or differing(last.state, before):
            FactVersion.objects.create(**kept, action=Action.FOUND, name=_name(was or row), state=before)
    if writing.restores and not gone:
        action = Action.RESTORED
    version = FactVersion.objects.create(
        **kept,
        move=writing.move,
        by=writing.by(),
        why=why[:1000],
        action=action,
        name=_name(row),
        state=after,
    )
    writing.written[key] = _Written(version.pk, before)


def note_many(made: Iterable[Model] = (), changed: Iterable[tuple[Model, State]] = ()) -> None:
    """Write the versions of rows that were written many at once, which no signal tells of: for loaders.

    `made` are new rows, `changed` pairs of a row and its state before (`register_state.state_of`). One query
    writes all of them, and one more is asked for each that was changed.
    """
    writing = _now.get() or Writing(lambda: None, lambda: "")
    said = {"move": writing.move, "by": writing.by(), "why": writing.reason().strip()[:1000]}
    rows = [(row, None) for row in made] + list(changed)
    written = []
    for row, before in rows:
        home = home_of(row)
        kept = {
            "content_type": ContentType.objects.get_for_model(row),
            "object_id": row.pk,
            "home_type": ContentType.objects.get_for_model(home),
            "home_id": home.pk,
            "name": _name(row),
        }
        if before is not None:
            last = versions_of(type(row), row.pk).first()
            if last is None or differing(last.state, before):
                written.append(FactVersion(**kept, action=Action.FOUND, state=before))
        action = Action.MADE if before is None else Action.CHANGED
        written.append(FactVersion(**kept, **said, action=action, state=state_of(row)))
    FactVersion.objects.bulk_create(written, batch_size=500)
    rows_noted.send(FactVersion, rows=[row for row, _before in rows])


# Watching


def note_before_saving(sender, instance, raw=False, **kwargs):
    """Remember how a row stands, and who enters a fact (a receiver of `pre_save`)."""
    if raw:
        return
    was = _read(sender, instance.pk)
    instance._version_before = (was, state_of(was)) if was else None
    writing = _now.get()
    is_new = was is None and isinstance(instance, Fact) and instance.entered_by_id is None
    if is_new and writing and (user := writing.by()):
        instance.entered_by_id = user.pk


def note_saved(sender, instance, raw=False, **kwargs):
    """Write the version of a row that was saved and has changed (a receiver of `post_save`)."""
    before = instance.__dict__.pop("_version_before", None)
    if raw or (row := _read(sender, instance.pk)) is None:
        return
    if before is None:
        _note(row, Action.MADE, None, state_of(row, {f.name: [] for f in sender._meta.many_to_many}))
        return
    was, state = before
    after = state_of(row, state["ties"])
    if differing(state, after):
        _note(row, Action.CHANGED, state, after, was)


def note_deleting(sender, instance, **kwargs):
    """Write the last version of a row that goes (a receiver of `pre_delete`)."""
    if (row := _read(sender, instance.pk)) is None:
        return
    state = state_of(row)
    _note(row, Action.DELETED, state, state | {"behind": behind(row)}, row)


def note_tying(sender, instance, action, reverse, model, pk_set, **kwargs):
    """Write the version of a row that is tied or untied (a receiver of `m2m_changed`)."""
    owner = model if reverse else type(instance)
    name = next(f.name for f in owner._meta.many_to_many if f.remote_field.through is sender)
    known = instance.__dict__.setdefault("_versions_tying", {})
    if action.startswith("pre_"):
        known[name] = [(row, state_of(row)) for row in _tied(owner, name, instance, reverse, pk_set)]
        return
    for row, state in known.pop(name, []):
        after = {**state, "ties": {**state["ties"], name: ties_of(row, name)}}
        if differing(state, after):
            _note(row, Action.CHANGED, state, after, row)


def _tied(owner, name, instance, reverse, pk_set):
    """The rows whose ties change."""
    if not reverse:
        return owner._base_manager.filter(pk=instance.pk)
    if pk_set is None:
        return owner._base_manager.filter(**{name: instance.pk})
    return owner._base_manager.filter(pk__in=pk_set)


def listen() -> None:
    """Watch everything of the register that has a history."""
    for model in kept_models():
        for signal, receiver in (
            (pre_save, note_before_saving),
            (post_save, note_saved),
            (pre_delete, note_deleting),
        ):
            signal.connect(receiver, sender=model, dispatch_uid="partnerships.versions")
        for tie in model._meta.many_to_many:
            m2m_changed.connect(
                note_tying, sender=tie.remote_field.through, dispatch_uid="partnerships.versions"
            )

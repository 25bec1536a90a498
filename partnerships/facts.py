"""Facts: what the register holds, from when the public may know it, and what keeps it from being changed."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.dates import check_year
from partnerships.texts import NFCCharField


class FactQuerySet(models.QuerySet):
    """The one rule of what the public may know of the register."""

    def live(self, at=None):
        """Return the facts that are public at `at` (an aware datetime; now when not given).

        What hangs on another fact is public when that one is too.
        """
        moment = at or timezone.now()
        columns = ["public_from", *(f"{path}__public_from" for path in self.model.hangs_on)]
        return self.filter(**{f"{column}__lte": moment for column in columns})

    def update(self, **kwargs):
        # Whatever writes many rows at once passes by `save()`, and must not pass by a lock.
        if locks:
            refuse_if_locked(self)
        return super().update(**kwargs)


class Fact(models.Model):
    """A fact that the public knows from `public_from` on and never before; who says so, who entered it."""

    # The facts without which this one tells nothing, as paths: the agreement of a commitment.
    hangs_on: tuple[str, ...] = ()

    # By what others know it, whatever becomes of its words: open data, calendars.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = NFCCharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Who says so: a document, a ministry, a newspaper."),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered"), null=True, editable=False, auto_now_add=True)
    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        db_index=True,
        validators=[check_year],
        help_text=_("From when may the public know this? Empty: it is not announced, and shows nowhere."),
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_public(self, at=None) -> bool:
        """Whether the public may know this fact at `at` (now when not given), and all that it hangs on."""
        moment = at or timezone.now()
        facts = [self, *self.owners()]
        return all(fact.public_from is not None and fact.public_from <= moment for fact in facts)

    def owners(self) -> list["Fact"]:
        """Return the facts without which this one tells nothing, the nearest first."""
        return [reduce(getattr, path.split("__"), self) for path in self.hangs_on]


@dataclass(frozen=True)
class Lock:
    """Why something may not be changed now: `message` in a sentence, `link` to where that was decided."""

    message: str
    link: str = ""


class Locked(ValidationError):
    """Somebody tried to change what is locked; `lock` says why. Nothing was changed."""

    def __init__(self, lock: Lock):
        self.lock = lock
        super().__init__(lock.message, code="locked")


# What other apps add: for some facts, the lock of each that may not be changed now.
locks: list[Callable[[list[Fact]], Mapping[Fact, Lock]]] = []


def locks_of(facts: Iterable[Fact]) -> dict[Fact, Lock]:
    """Return the lock of each of `facts` that may not be changed now."""
    known = [fact for fact in facts if fact.pk is not None]
    found: dict[Fact, Lock] = {}
    for ask in locks if known else []:
        found |= ask(known)
    return found


def refuse_if_locked(facts: Iterable[Fact]) -> None:
    """Raise Locked when one of `facts` may not be changed now."""
    for lock in locks_of(facts).values():
        raise Locked(lock)

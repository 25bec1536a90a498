"""Facts: what the register holds, from when the public may know it, and what keeps it from being changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.dates import check_year


class FactQuerySet(models.QuerySet):
    """The one rule of what the public may know of the register."""

    def live(self, at=None):
        """Return the facts that are public at `at` (an aware datetime; now when not given)."""
        return self.filter(public_from__lte=at or timezone.now())

    def update(self, **kwargs):
        # Whatever writes many rows at once passes by `save()`, and must not pass by a lock.
        if locks:
            refuse_if_locked(self)
        return super().update(**kwargs)


class Fact(models.Model):
    """A fact that the public knows from `public_from` on, and never before."""

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
        """Whether the public may know this fact at `at` (now when not given)."""
        return self.public_from is not None and self.public_from <= (at or timezone.now())


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

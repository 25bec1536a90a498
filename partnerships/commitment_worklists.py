"""Which commitments somebody on the desk should look at: conditions on those that came `with_state`.

The database works each out; lists and the start page ask the same.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.due import ends_within, over, still_open
from partnerships.models import Commitment, CommitmentEntry, RegisterChange

SOON, LATER = 30, 90  # days
SILENCE = datetime.timedelta(days=183)


def _entries():
    return CommitmentEntry.objects.filter(commitment=OuterRef("pk")).order_by()


def _overdue(day):
    return still_open() & over(day)


def _soon(day):
    return still_open() & ends_within(day, SOON)


def _later(day):
    return still_open() & ends_within(day, LATER)


def _silent(day):
    """Open, and not heard of in six months; one that was entered since then and has no entry yet may wait."""
    since = day - SILENCE
    new = Q(entered_at__date__gt=since) & ~Q(Exists(_entries()))
    return still_open() & ~new & ~Q(Exists(_entries().filter(on__gt=since)))


def _unproven(day):
    """Something is said to have become of it, and no entry cites what shows that."""
    cites = Q(document_url__gt="") | Q(document__gt="")
    for name in ("stories", "events", "agreements"):
        through = getattr(CommitmentEntry, name).through
        cites |= Q(Exists(through.objects.filter(commitmententry=OuterRef("pk"))))
    moved = ~Q(state=CommitmentEntry.Status.NOT_STARTED)
    return moved & ~Q(Exists(_entries().filter(cites)))


@dataclass(frozen=True)
class Worklist:
    """A reason to look at commitments; `condition` makes it for a day."""

    name: str
    title: Promise
    condition: Callable[[datetime.date], Q]


WORKLISTS = {
    worklist.name: worklist
    for worklist in (
        Worklist("overdue", _("overdue"), _overdue),
        Worklist("soon", _("due in 30 days"), _soon),
        Worklist("later", _("due in 90 days"), _later),
        Worklist("unproven", _("no evidence"), _unproven),
        Worklist("silent", _("nothing said for six months"), _silent),
    )
}


class _Counted(Subquery):
    """How many rows a query has, as a value."""

    output_field = IntegerField()
    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"


def counts(names: tuple[str, ...], day: datetime.date, most: int) -> dict[str, int]:
    """Return how many commitments each list of `names` has on `day`, counted to one more than `most`.

    One query, on the one row of a table that always has it.
    """
    listed = {name: on_the_desk(day).filter(WORKLISTS[name].condition(day)) for name in names}
    counted = {name: _Counted(rows.order_by().values("pk")[: most + 1]) for name, rows in listed.items()}
    return RegisterChange.objects.values(**counted).first() or dict.fromkeys(names, 0)


def on_the_desk(day: datetime.date) -> QuerySet:
    """Return all commitments as the desk knows them on `day`, with the entries that are not announced."""
    return Commitment.objects.with_state(CommitmentEntry.objects.all(), day)

"""How far the commitments of an agreement, or of a partner, have come: counted, and said in words.

Pure: it is given commitments that came `with_state`, and asks no database.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from partnerships.due import is_overdue
from partnerships.models import CommitmentEntry

State = CommitmentEntry.Status
# As a bar shows them, from what is done to what will not be.
ORDER = (State.DONE, State.IN_PROGRESS, State.DELAYED, State.NOT_STARTED, State.DROPPED)


@dataclass(frozen=True)
class Segment:
    """A part of the bar, in hundredths of it: where it begins and how long it is."""

    state: str
    count: int
    begins: float
    length: float


@dataclass(frozen=True)
class Progress:
    """How many commitments stand in each state, each of them in one. Those overdue are counted once more."""

    counts: dict[str, int] = field(default_factory=dict)
    overdue: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def __bool__(self) -> bool:
        return self.total > 0

    def count(self, state: str) -> int:
        return self.counts.get(state, 0)

    @property
    def open(self) -> int:
        """How many are neither done nor dropped."""
        return self.total - sum(self.count(state) for state in CommitmentEntry.CLOSED)

    @property
    def segments(self) -> list[Segment]:
        """The parts of a bar of 100, as they stand beside each other."""
        found, begins = [], 0.0
        for state in ORDER:
            if count := self.count(state):
                length = 100 * count / self.total
                found.append(Segment(str(state), count, round(begins, 2), round(length, 2)))
                begins += length
        return found

    @property
    def words(self) -> str:
        """ "3 of 7 done, 2 in progress, 1 delayed, 1 not started; 1 overdue" in the active language."""
        said = [_("%(count)d of %(total)d done") % {"count": self.count(State.DONE), "total": self.total}]
        for state, phrase in (
            (State.IN_PROGRESS, _("%(count)d in progress")),
            (State.DELAYED, _("%(count)d delayed")),
            (State.NOT_STARTED, _("%(count)d not started")),
            (State.DROPPED, _("%(count)d dropped")),
        ):
            if count := self.count(state):
                said.append(phrase % {"count": count})
        words = ", ".join(said)
        if not self.overdue:
            return words
        return f"{words}; {_('%(count)d overdue') % {'count': self.overdue}}"


def progress_of(commitments: Iterable, day: datetime.date) -> Progress:
    """Count where `commitments` stand on `day`.

    Each has a `state`, and `due_on` with its `due_precision`, as Commitments that came `with_state` do.
    """
    counts: Counter[str] = Counter()
    overdue = 0
    for one in commitments:
        counts[str(one.state)] += 1
        overdue += is_overdue(one.due_on, one.due_precision, one.state, day)
    return Progress(dict(counts), overdue)

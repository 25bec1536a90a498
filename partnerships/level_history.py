"""The history of a partnership: its levels, one after the other, as the public knows them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.dates import Precision, spoken_date
from partnerships.models import Agreement, Event, PartnershipPeriod


@dataclass(frozen=True)
class Stage:
    """A level held from one day to another; `until` is the first day on which it was no longer held."""

    period: PartnershipPeriod
    until: datetime.date | None
    until_precision: str
    is_now: bool
    is_coming: bool
    declaration: Agreement | None
    event: Event | None
    # It ended on a day of its own, with no level in its place.
    ended_alone: bool = False

    @property
    def since_words(self) -> str:
        return spoken_date(self.period.since, self.period.since_precision)

    @property
    def until_words(self) -> str:
        return spoken_date(self.until, self.until_precision)


def _if_public(fact, at):
    return fact if fact and fact.is_public(at) else None


def stages(periods: Iterable[PartnershipPeriod], at: datetime.datetime, today: datetime.date) -> list[Stage]:
    """Return the stages of one partner's `periods`, the latest first, as the public knows them at `at`.

    A period ends when the next one begins, or on a day of its own. One that is not public yet
    neither shows nor ends the one before it.
    """
    known = sorted((period for period in periods if period.is_public(at)), key=lambda period: period.since)
    found = []
    for number, period in enumerate(known):
        until, precision = period.until, str(Precision.DAY)
        following = known[number + 1] if number + 1 < len(known) else None
        ended_alone = until is not None
        if following and (until is None or following.since <= until):
            until, precision, ended_alone = following.since, following.since_precision, False
        begun = period.since <= today
        found.append(
            Stage(
                period=period,
                until=until,
                until_precision=precision,
                is_now=begun and (until is None or until > today),
                is_coming=not begun,
                declaration=_if_public(period.declaration, at),
                event=_if_public(period.event, at),
                ended_alone=ended_alone,
            )
        )
    return found[::-1]


def stage_now(history: list[Stage]) -> Stage | None:
    """Return the stage that stands today, or None where the partnership has no level."""
    return next((stage for stage in history if stage.is_now), None)

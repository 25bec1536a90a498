"""How much there is of each partner on each pillar, in a period: one query, whatever there is of it.

Other apps count what they have as well: they add it to `sources`.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value

from partnerships.addresses import address_of
from partnerships.days_asked import Days
from partnerships.models import Agreement, AgreementStep, Commitment, CommitmentEntry, Event

# What an event counts as until it is called off, by the name that the list of events has for it.
NOT_CALLED_OFF = "not-cancelled"

# In a key: of all partners, of all pillars.
ALL = None
_ALL = 0


@dataclass(frozen=True)
class Counts:
    """How many of each there are; of commitments, how many are open."""

    stories: int = 0
    events: int = 0
    agreements: int = 0
    commitments: int = 0

    def __bool__(self) -> bool:
        return bool(self.stories or self.events or self.agreements or self.commitments)


NOTHING = Counts()
MEASURES = ("stories", "events", "agreements", "commitments")

Key = tuple[int | None, int | None]


@dataclass(frozen=True)
class Asked:
    """What is counted: what the public knows at `at` of the days from `first` to `last`, both included.

    Without `first` it begins with what is oldest, and without `last` it has what is yet to come. `today`
    is the day on which the question is put.
    """

    at: datetime.datetime
    first: datetime.date | None
    last: datetime.date | None
    today: datetime.date

    def within(self, rows: QuerySet, column: str) -> QuerySet:
        """Return those of `rows` whose day in `column` lies in the period."""
        if self.first:
            rows = rows.filter(**{f"{column}__gte": self.first})
        if self.last:
            rows = rows.filter(**{f"{column}__lte": self.last})
        return rows


@dataclass(frozen=True)
class Ties:
    """Things to count, and the paths from them to their partners and their pillars.

    A thing with two of these counts once for each partner and pillar. `begins_with` gives the condition that
    a thing is of a day or after it, where things have a day. `of_partners_only`: the things were counted for
    their pillars already, by the paths of other ties.
    """

    things: QuerySet
    partner: str
    pillar: str
    begins_with: Callable[[datetime.date], dict] | None = None
    of_partners_only: bool = False


@dataclass(frozen=True)
class Source:
    """What is counted, and the address of the list of it.

    `ties` gives the things that were asked for. `address` makes the address of the list that shows exactly
    those that were counted: of one partner, of one pillar or of both (by what stands in their addresses, ""
    for all), in a period.
    """

    ties: Callable[[Asked], list[Ties]]
    address: Callable[[str, str, Days], str]


sources: dict[str, Source] = {}


def events_of(asked: Asked) -> QuerySet:
    """Return the events of the period that were not called off, by their first day."""
    return asked.within(Event.objects.live(asked.at), "starts_on").exclude(status=Event.Status.CANCELLED)


def agreements_of(asked: Asked) -> QuerySet:
    """Return the agreements of the period by the day that lists order them by, that of their first step.

    One without a day is only in a period without an end.
    """
    dated = Agreement.objects.live(asked.at).dated(AgreementStep.objects.live(asked.at))
    return asked.within(dated, "listed_on")


def open_commitments_of(asked: Asked) -> QuerySet:
    """Return the commitments that are open at the end of the period, of agreements there were by then.

    Without an end that is today, and what is promised in an agreement without a day is among them.
    """
    entries = CommitmentEntry.objects.live(asked.at)
    until = replace(asked, first=None)
    made = agreements_of(until).order_by().values("pk")
    known = Commitment.objects.live(asked.at).filter(agreement__in=made)
    state = known.with_state(entries, asked.last or asked.today)
    return state.exclude(state__in=CommitmentEntry.CLOSED)


def _events(asked: Asked) -> list[Ties]:
    events = events_of(asked)
    # Whoever receives takes part, whether or not somebody thought of saying so.
    tied = Event.partners.through.objects.filter(event=OuterRef("pk"), partner=OuterRef("host"))
    only_host = events.exclude(host=None).exclude(Exists(tied))

    def begins_with(day):
        return {"starts_on__gte": day}

    return [
        Ties(events, "partners", "pillars", begins_with),
        Ties(only_host, "host", "pillars", begins_with, of_partners_only=True),
    ]


def _agreements(asked: Asked) -> list[Ties]:
    return [Ties(agreements_of(asked), "partners", "pillars", lambda day: {"listed_on__gte": day})]


def _commitments(asked: Asked) -> list[Ties]:
    return [Ties(open_commitments_of(asked), "agreement__partners", "pillars")]


def _list(page: str, **always: str) -> Callable[[str, str, Days], str]:
    def address(partner: str, pillar: str, days: Days) -> str:
        chosen = {name: slug for name, slug in (("partner", partner), ("pillar", pillar)) if slug}
        return f"{address_of(page)}?{urlencode({**chosen, **always, **days.query})}".rstrip("?")

    return address


def _open_at_the_end(partner: str, pillar: str, days: Days) -> str:
    # What is open on a day is so whenever it was promised.
    return _list("partnerships:commitments", state="open")(partner, pillar, Days(last=days.last))


sources["events"] = Source(_events, _list("partnerships:events", status=NOT_CALLED_OFF))
sources["agreements"] = Source(_agreements, _list("partnerships:agreements"))
sources["commitments"] = Source(_commitments, _open_at_the_end)


def _of_partners(path: str, ties: Ties, partners, since: Mapping[int, datetime.date] | None) -> Q:
    """The condition that a thing is of one of `partners`, and not older than `since` says of it."""
    found = Q(**{f"{path}__isnull": False})
    if partners is not None:
        found &= Q(**{f"{path}__in": partners})
    if since is None:
        return found
    if ties.begins_with is None:
        return found & Q(**{f"{path}__in": list(since)})
    # Those of one day are one condition: some partnerships rose together.
    by_day: dict[datetime.date, list[int]] = defaultdict(list)
    for partner, day in since.items():
        by_day[day].append(partner)
    young = (Q(**{f"{path}__in": some}, **ties.begins_with(day)) for day, some in by_day.items())
    return found & reduce(or_, young, Q(pk__in=[]))


def _tallies(
    measure: str, ties: Ties, partners, since, pillars: Collection[int] | None, with_pillars: bool
) -> Iterable[QuerySet]:
    """Yield the queries of one kind of tie: for each cell, for each partner and for each pillar."""

    def tally(partner, pillar):
        condition = _of_partners(partner, ties, partners, since) if partner else Q()
        if pillar:
            condition &= Q(**{f"{pillar}__isnull": False} if pillars is None else {f"{pillar}__in": pillars})
        return (
            ties.things.filter(condition)
            .order_by()
            .annotate(
                measured=Value(measure, output_field=CharField()),
                of_partner=F(partner) if partner else Value(_ALL, output_field=IntegerField()),
                of_pillar=F(pillar) if pillar else Value(_ALL, output_field=IntegerField()),
            )
            .values("measured", "of_partner", "of_pillar")
            .annotate(number=Count("pk"))
            .values_list("measured", "of_partner", "of_pillar", "number")
        )

    yield tally(ties.partner, ties.pillar)
    if pillars is None:
        yield tally(ties.partner, "")
    if with_pillars and not ties.of_partners_only:
        yield tally("", ties.pillar)


def counts(
    at: datetime.datetime,
    first: datetime.date | None,
    last: datetime.date | None,
    *,
    today: datetime.date,
    partners: Collection[int] | None = None,
    pillars: Collection[int] | None = None,
    since: Mapping[int, datetime.date] | None = None,
    measures: Collection[str] = MEASURES,
) -> dict[Key, Counts]:
    """Return `{(partner's number, pillar's number): Counts}` as the public knows it at `at` (one query).

    `first` and `last` are days, both included, either of them None for no bound; `since` gives partners
    (by number) first days of their own, and leaves out all others. What nothing is counted for has no key.
    `(partner, ALL)` is all that there is of a partner, whatever its pillars: what stands on two counts once,
    and what stands on none counts. `(ALL, pillar)` is the same of a pillar; it is left out when only some
    `partners` (their numbers), or those in `since`, are asked for; `(partner, ALL)` when only some `pillars`
    are. Stories are those in the active language.
    """
    asked = Asked(at, first, last, today)
    with_pillars = partners is None and since is None
    queries = [
        query
        for measure in MEASURES
        if measure in measures and measure in sources
        for ties in sources[measure].ties(asked)
        for query in _tallies(measure, ties, partners, since, pillars, with_pillars)
    ]
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = queries[0].union(*queries[1:], all=True).order_by() if queries else []
    for measure, partner, pillar, number in rows:
        found[partner or ALL, pillar or ALL][measure] += number
    return {key: Counts(**numbers) for key, numbers in found.items()}

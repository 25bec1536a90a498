"""How much there is of each partner on each pillar, in a period: one query, whatever there is of it.

Other apps count what they have as well: they add it to `sources`.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, QuerySet, Value

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

    A thing with two of these counts once for each partner and pillar. `of_partners_only`: the things were
    counted for their pillars already, by the paths of other ties.
    """

    things: QuerySet
    partner: str
    pillar: str
    of_partners_only: bool = False


sources: dict[str, Callable[[Asked], list[Ties]]] = {}


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
    return [Ties(events, "partners", "pillars"), Ties(only_host, "host", "pillars", of_partners_only=True)]


def _agreements(asked: Asked) -> list[Ties]:
    return [Ties(agreements_of(asked), "partners", "pillars")]


def _commitments(asked: Asked) -> list[Ties]:
    return [Ties(open_commitments_of(asked), "agreement__partners", "pillars")]


sources["events"] = _events
sources["agreements"] = _agreements
sources["commitments"] = _commitments


def _tallies(measure: str, ties: Ties, partners: Collection[int] | None) -> Iterable[QuerySet]:
    """Yield the queries of one kind of tie: for each cell, for each partner and for each pillar."""
    model = ties.things.model
    numbered = model._base_manager.filter(pk__in=ties.things.order_by().values("pk"))

    def tally(partner, pillar):
        condition = {f"{path}__isnull": False for path in (partner, pillar) if path}
        if partner and partners is not None:
            condition[f"{partner}__in"] = partners
        return (
            numbered.filter(**condition)
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
    yield tally(ties.partner, "")
    if partners is None and not ties.of_partners_only:
        yield tally("", ties.pillar)


def counts(
    at: datetime.datetime,
    first: datetime.date | None,
    last: datetime.date | None,
    *,
    today: datetime.date,
    partners: Collection[int] | None = None,
    measures: Collection[str] = MEASURES,
) -> dict[Key, Counts]:
    """Return `{(partner's number, pillar's number): Counts}` as the public knows it at `at` (one query).

    `first` and `last` are days, both included, either of them None for no bound. What nothing is counted
    for has no key. `(partner, ALL)` is all that there is of a partner, whatever its pillars: what stands on
    two counts once, and what stands on none counts. `(ALL, pillar)` is the same of a pillar; it is left out
    when only some `partners` (their numbers) are asked for. Stories are those in the active language.
    """
    asked = Asked(at, first, last, today)
    queries = [
        query
        for measure in MEASURES
        if measure in measures and measure in sources
        for ties in sources[measure](asked)
        for query in _tallies(measure, ties, partners)
    ]
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = queries[0].union(*queries[1:], all=True).order_by() if queries else []
    for measure, partner, pillar, number in rows:
        found[partner or ALL, pillar or ALL][measure] += number
    return {key: Counts(**numbers) for key, numbers in found.items()}

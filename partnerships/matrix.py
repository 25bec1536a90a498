"""The matrix: what there is of each partnership on each pillar in a period, with its gaps."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import npgettext, pgettext

from partnerships.counted import ALL, MEASURES, NOTHING, Counts, counts, sources
from partnerships.days_asked import Days
from partnerships.folding import fold
from partnerships.models import Partner, PartnershipPeriod, PartnershipPillar, Pillar

# How deep a cell is coloured, from the least that is told to the most.
SHADES = 4

ANY_LEVEL = "any"
# By default, the matrix shows the partners at the highest levels that any partner is at.
HIGHEST = 2


def unit(measure: str, number: int) -> str:
    """What `number` things of a measure are called, in the active language, such as "events"."""
    return {
        "stories": lambda: npgettext("counted", "story", "stories", number),
        "events": lambda: npgettext("counted", "event", "events", number),
        "agreements": lambda: npgettext("counted", "agreement", "agreements", number),
        "commitments": lambda: npgettext("counted", "open commitment", "open commitments", number),
    }[measure]()


@dataclass(frozen=True)
class Number:
    """How many there are of one measure, and the address of the list that shows exactly these."""

    measure: str
    count: int
    address: str

    @property
    def unit(self) -> str:
        """What they are called."""
        return unit(self.measure, self.count)

    @property
    def short_unit(self) -> str:
        """What they are called where there is little room, and "commitments" has been said once."""
        return pgettext("commitments", "open") if self.measure == "commitments" else self.unit


@dataclass(frozen=True)
class Cell:
    """One partnership on one pillar; `own` is the pillar as the partnership itself has it, or None.

    A total of a partner has no pillar.
    """

    pillar: Pillar | None
    counts: Counts
    numbers: list[Number]
    own: PartnershipPillar | None = None
    shade: int = 0

    @property
    def is_gap(self) -> bool:
        """Whether the partnership rests on this pillar and there is nothing of it."""
        return self.own is not None and not self.numbers

    @property
    def name(self):
        """What the partnership calls the pillar, or else what all do."""
        return self.own.name if self.own else self.pillar and self.pillar.name


@dataclass(frozen=True)
class Row:
    """One partner: its level now, its cells in the order of the pillars, and all that there is of it."""

    partner: Partner
    period: PartnershipPeriod | None
    days: Days
    cells: list[Cell]
    total: Cell

    @property
    def gaps(self) -> int:
        return sum(cell.is_gap for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """A column for each pillar, a row for each partner, and in `totals` what there is of each pillar."""

    pillars: list[Pillar]
    rows: list[Row]
    totals: list[Cell]
    measures: tuple[str, ...] = MEASURES


@dataclass(frozen=True)
class Question:
    """What a matrix is asked for; `since_level`: each partner from the day on which its level began."""

    at: datetime.datetime
    today: datetime.date
    days: Days = field(default_factory=Days)
    since_level: bool = False
    level: str = ""
    region: str = ""
    measures: tuple[str, ...] = MEASURES


def levels_held(periods: Iterable[PartnershipPeriod]) -> list:
    """Return the levels of `periods`, each once, the highest first."""
    return sorted({held.level.pk: held.level for held in periods}.values(), key=lambda level: -level.rank)


def numbers_of(told: Counts, partner: str, pillar: str, days: Days, measures) -> list[Number]:
    """Return what is told of a partner, a pillar or both (their slugs, "" for all), each with its list."""
    return [
        Number(measure, count, sources[measure].address(partner, pillar, days))
        for measure in measures
        if (count := getattr(told, measure)) and measure in sources
    ]


def _said(told: Counts, measures) -> int:
    return sum(getattr(told, measure) for measure in measures)


def _shade(told: Counts, most: int, measures) -> int:
    number = _said(told, measures)
    return -(-number * SHADES // most) if number else 0


def _partners(question: Question, held, found) -> list[Partner]:
    """The partners that are asked for (one query): the closest first, then by name."""
    wanted = {partner for partner, _pillar in found if partner} | held.keys()
    if question.level != ANY_LEVEL:
        chosen = {level.slug for level in levels_held(held.values())[:HIGHEST]}
        chosen = {question.level} if question.level else chosen
        wanted = {number for number, period in held.items() if period.level.slug in chosen}
    if question.since_level:
        wanted &= held.keys()
    partners = Partner.objects.filter(pk__in=wanted).exclude(code=settings.NEWSROOM_COUNTRY)
    if question.region:
        partners = partners.filter(region=question.region)

    def place(partner):
        period = held.get(partner.pk)
        return -period.level.rank if period else 0, fold(str(partner.name))

    return sorted(partners.defer("folded", "other_names", "capital"), key=place)


def matrix(question: Question, periods: Iterable[PartnershipPeriod]) -> Matrix:
    """Return the matrix that answers `question` (four queries, whatever there is to count).

    `periods` are those in force today, with their levels, as the public knows them.
    """
    at, days, measures = question.at, question.days, question.measures
    held = {period.partner_id: period for period in periods}
    since = {number: period.since for number, period in held.items()} if question.since_level else None
    found = counts(
        at,
        None if question.since_level else days.first,
        days.last,
        today=question.today,
        since=since,
        measures=measures,
    )
    partners = _partners(question, held, found)
    pillars = list(Pillar.objects.all())
    own = {
        (row.partner_id, row.pillar_id): row
        for row in PartnershipPillar.objects.live(at).filter(partner__in=partners)
    }
    most = max(
        (
            _said(found.get((partner.pk, pillar.pk), NOTHING), measures)
            for partner in partners
            for pillar in pillars
        ),
        default=0,
    )

    def cell(partner, pillar, days):
        told = found.get((partner.pk, pillar.pk), NOTHING)
        row = own.get((partner.pk, pillar.pk))
        if row:
            row.pillar = pillar
        numbers = numbers_of(told, partner.slug, pillar.slug, days, measures)
        return Cell(pillar, told, numbers, row, _shade(told, most, measures))

    rows = []
    for partner in partners:
        theirs = Days(held[partner.pk].since, days.last) if since else days
        told = found.get((partner.pk, ALL), NOTHING)
        total = Cell(None, told, numbers_of(told, partner.slug, "", theirs, measures))
        cells = [cell(partner, pillar, theirs) for pillar in pillars]
        rows.append(Row(partner, held.get(partner.pk), theirs, cells, total))
    totals = [] if since else [_of_all(found, pillar, days, measures) for pillar in pillars]
    return Matrix(pillars, rows, totals, measures)


def _of_all(found, pillar, days, measures) -> Cell:
    told = found.get((ALL, pillar.pk), NOTHING)
    return Cell(pillar, told, numbers_of(told, "", pillar.slug, days, measures))

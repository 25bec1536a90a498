"""What the register holds of one partner on a day, all of it asked for at once.

Facts are those that the public knows now. One with a day holds from that day on; one without a day, such as
a pillar, from when the public knew it. What lies ahead of the day belongs to it if it was announced by then.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery

from partnerships.changes import with_last_change
from partnerships.composed import composed
from partnerships.dates import Precision
from partnerships.diary import ahead
from partnerships.filters import involving
from partnerships.gathered import gathered, rows_of
from partnerships.models import (
    Agreement,
    AgreementStep,
    Appointment,
    Commitment,
    CommitmentEntry,
    Event,
    Partner,
    PartnershipPillar,
    Person,
    Pillar,
    Post,
)
from partnerships.progress import Progress, progress_of

COMING = 4
LATEST = 3
PAST = 12
STEPS = 12
AGREEMENTS = 12


def _events(partner, at, end, day, month, year):
    """The events of a partner that belong to the day: over, going on, or announced by its `end`."""
    going_on = Q(precision=Precision.DAY, starts_on__lte=day)
    known = ~ahead(day, month, year) | going_on | Q(public_from__lte=end)
    return Event.objects.live(at).filter(involving(Q(slug=partner)), known)


def _agreements(partner, at, end, day):
    """The agreements of a partner that belong to the day, and the steps by which they stand."""
    steps = AgreementStep.objects.live(at).filter(Q(on__lte=day) | Q(on=None, public_from__lte=end))
    with_it = Agreement.partners.through.objects.filter(partner__slug=partner).values("agreement")
    begun = Exists(steps.filter(agreement=OuterRef("pk")))
    known = Agreement.objects.live(at).filter(Q(begun) | Q(public_from__lte=end), pk__in=with_it)
    return known, steps


def _commitments(agreements, steps, at, end, day):
    """The commitments in those agreements: such as were agreed by the day, or known by its end."""
    agreed = steps.exclude(status=Agreement.Status.NEGOTIATING).filter(agreement=OuterRef("agreement"))
    known = Commitment.objects.live(at).filter(agreement__in=agreements.order_by().values("pk"))
    known = known.filter(Q(Exists(agreed)) | Q(public_from__lte=end))
    return known.with_state(CommitmentEntry.objects.live(at), day)


def _appointments(at):
    return Appointment.objects.live(at).filter(person__in=Person.objects.live(at))


def _counted(rows, by: str):
    """The rows as numbers by the column `by`."""
    return gathered(rows.order_by().values(by).annotate(number=Count("pk")), by, "number")


def _ties_counted(through, column: str, rows):
    """How many of `rows` each pillar has, out of the table of their ties."""
    ties = through.objects.filter(**{f"{column}__in": rows.order_by().values("pk")})
    return gathered(ties.values("pillar").annotate(number=Count("pk")), "pillar", "number")


@composed
def _partner(slug, at, end, day, month, year):
    events = _events(slug, at, end, day, month, year)
    before = ahead(day, month, year)
    agreements, steps = _agreements(slug, at, end, day)
    listed = agreements.latest_first(steps).values("pk")[:AGREEMENTS]
    commitments = _commitments(agreements, steps, at, end, day)
    going_ahead = events.exclude(status=Event.Status.CANCELLED)
    still_open = commitments.exclude(state__in=CommitmentEntry.CLOSED)
    latest_steps = steps.filter(agreement__in=agreements.values("pk"), on__isnull=False)
    held = _appointments(at).filter(post__partner__slug=slug)
    of_post = _appointments(at).filter(post=OuterRef("pk"))
    ended = of_post.filter(until__lte=day).order_by().values("post").annotate(last=Max("until"))
    vacant = Post.objects.filter(Exists(of_post), ~Exists(of_post.on(day)), partner__slug=slug)

    def shown(model, rows):
        return model.objects.filter(pk__in=rows.values("pk"))

    event_columns = (
        "slug", "title", "venue", "kind", "status", "confirmed", "starts_on", "ends_on", "precision",
    )  # fmt: skip
    return with_last_change(Partner.objects.filter(slug=slug), at).annotate(
        told_coming=gathered(
            shown(Event, events.filter(before).order_by("starts_on", "pk")[:COMING]), "id", *event_columns
        ),
        told_past=gathered(
            shown(Event, events.exclude(before).order_by("-starts_on", "-pk")[:PAST]), "id", *event_columns
        ),
        told_agreements=gathered(
            Agreement.objects.filter(pk__in=listed).with_standing(steps, day).dated(steps),
            "id", "slug", "title", "short_name", "kind", "listed_on", "status", "status_on",
            "status_precision",
        ),
        told_commitments=gathered(
            commitments.filter(agreement__in=listed), "agreement", "state", "due_on", "due_precision"
        ),
        told_steps=gathered(
            shown(AgreementStep, latest_steps.order_by("-on", "-pk")[:STEPS]),
            "id", "status", "on", "precision", "note", "agreement__slug", "agreement__title",
        ),
        told_held=gathered(
            held.on(day),
            "since", "since_precision", "until", "person__slug", "person__name", "post__id", "post__slug",
            "post__title",
        ),
        told_vacant=gathered(
            vacant.annotate(vacant_since=Subquery(ended.values("last"))),
            "id", "slug", "title", "vacant_since",
        ),
        told_pillars=gathered(
            PartnershipPillar.objects.live(at).filter(partner__slug=slug, public_from__lte=end),
            "id", "order", "wording", "pillar__id", "pillar__slug", "pillar__name", "pillar__colour",
        ),
        event_kinds=_counted(going_ahead, "kind"),
        agreement_kinds=_counted(agreements, "kind"),
        commitment_states=_counted(commitments, "state"),
        events_on=_ties_counted(Event.pillars.through, "event", going_ahead),
        agreements_on=_ties_counted(Agreement.pillars.through, "agreement", agreements),
        open_on=_ties_counted(Commitment.pillars.through, "commitment", still_open),
    )  # fmt: skip


@dataclass
class Office:
    """A post of the partner with who holds it on the day; no holder is recorded where `holders` is empty.

    `vacant_since` is the first day for which none is recorded any more, None where none was before.
    """

    post: Post
    holders: list[Appointment] = field(default_factory=list)
    vacant_since: datetime.date | None = None


class Promise(NamedTuple):
    """A commitment as far as its progress is counted."""

    state: str
    due_on: datetime.date | None
    due_precision: str


@dataclass(frozen=True)
class PillarLine:
    """A pillar of the partnership, and how much stands on it."""

    held: PartnershipPillar
    events: int
    agreements: int
    open_commitments: int


@dataclass
class Dossier:
    """One partner on one day."""

    partner: Partner
    day: datetime.date
    coming: list[Event]
    past: list[Event]
    steps: list[AgreementStep]
    agreements: list[Agreement]
    offices: list[Office]
    pillars: list[PillarLine]
    event_kinds: Counter
    agreement_number: int
    progress: Progress

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell but who the partner is."""
        return not (self.event_number or self.coming or self.past or self.agreements or self.pillars)

    @property
    def begun(self) -> list[Event]:
        """The events of the timeline: those past, and those that go on or begin on the day itself."""
        going_on = [event for event in self.coming if event.starts_on <= self.day]
        return [event for event in going_on if event.precision == Precision.DAY] + self.past

    @property
    def has_holders(self) -> bool:
        return any(office.holders for office in self.offices)

    @property
    def latest(self) -> list[Event]:
        return self.past[:LATEST]

    @property
    def done(self) -> int:
        return self.progress.count(CommitmentEntry.Status.DONE)

    @property
    def event_number(self) -> int:
        """How many events there are that were not called off."""
        return self.event_kinds.total()

    @property
    def has_more_events(self) -> bool:
        return len(self.past) >= PAST

    @property
    def has_more_steps(self) -> bool:
        return len(self.steps) >= STEPS

    @property
    def visits(self) -> list[dict]:
        """How many visits of each kind, as `{"kind", "number"}`, the most solemn first."""
        kinds = (Event.Kind.STATE_VISIT, Event.Kind.OFFICIAL_VISIT, Event.Kind.WORKING_VISIT)
        return [{"kind": kind, "number": n} for kind in kinds if (n := self.event_kinds[kind])]


def dossier(slug: str, at: datetime.datetime, asked, beginnings) -> Dossier | None:
    """Return the dossier of the partner at this address; None where there is no such partner (one query).

    `asked` is the DayAsked, and `beginnings` its day with the first days of its month and its year.
    """
    found = _partner(slug, at, asked.end, *beginnings)
    return _read(found[0], asked.day) if found else None


def _numbers(told: Iterable[dict], by: str) -> Counter:
    return Counter({row[by]: row["number"] for row in told})


def _read(partner, day) -> Dossier:
    events_on, agreements_on, open_on = (
        _numbers(told, "pillar") for told in (partner.events_on, partner.agreements_on, partner.open_on)
    )
    states = _numbers(partner.commitment_states, "state")
    return Dossier(
        partner=partner,
        day=day,
        coming=sorted(rows_of(Event, partner.told_coming), key=lambda event: (event.starts_on, event.pk)),
        past=_newest_first(rows_of(Event, partner.told_past), "starts_on"),
        steps=_steps(partner.told_steps),
        agreements=_read_agreements(partner, day),
        offices=_offices(partner.told_held, partner.told_vacant),
        pillars=[
            PillarLine(
                held, events_on[held.pillar_id], agreements_on[held.pillar_id], open_on[held.pillar_id]
            )
            for held in _read_pillars(partner.told_pillars)
        ],
        event_kinds=_numbers(partner.event_kinds, "kind"),
        agreement_number=_numbers(partner.agreement_kinds, "kind").total(),
        progress=Progress(dict(states)),
    )


def _newest_first(rows: list, day: str) -> list:
    return sorted(rows, key=lambda row: (getattr(row, day), row.pk), reverse=True)


def _with(told: dict, model, relation: str):
    """The row of the foreign key `relation` of what was gathered."""
    [row] = rows_of(model, [told], f"{relation}__")
    return row


def _own(told: dict) -> dict:
    """The columns of the row itself, without those of what it points to."""
    return {name: value for name, value in told.items() if "__" not in name}


def _steps(told: Iterable[dict]) -> list[AgreementStep]:
    steps = []
    for row in told:
        [step] = rows_of(AgreementStep, [_own(row)])
        step.agreement = _with(row, Agreement, "agreement")
        steps.append(step)
    return _newest_first(steps, "on")


def _read_agreements(partner, day) -> list[Agreement]:
    promised = defaultdict(list)
    for row in partner.told_commitments:
        number = row["agreement"]
        due_on = datetime.date.fromisoformat(row["due_on"]) if row["due_on"] else None
        promised[number].append(Promise(row["state"], due_on, row["due_precision"]))
    agreements = []
    for row in sorted(partner.told_agreements, key=lambda row: (row["listed_on"], row["id"]), reverse=True):
        standing = {name: row.pop(name) for name in ("status", "status_on", "status_precision", "listed_on")}
        [agreement] = rows_of(Agreement, [row])
        agreement.status, agreement.status_precision = standing["status"], standing["status_precision"]
        agreement.status_on = AgreementStep._meta.get_field("on").to_python(standing["status_on"])
        agreement.progress = progress_of(promised[agreement.pk], day)
        agreements.append(agreement)
    return agreements


def _offices(told_held: Iterable[dict], told_vacant: Iterable[dict]) -> list[Office]:
    offices: dict[int, Office] = {}
    for row in told_held:
        [held] = rows_of(Appointment, [_own(row)])
        held.person, held.post = _with(row, Person, "person"), _with(row, Post, "post")
        offices.setdefault(held.post.pk, Office(held.post)).holders.append(held)
    for row in told_vacant:
        since = Appointment._meta.get_field("until").to_python(row.pop("vacant_since"))
        [post] = rows_of(Post, [row])
        offices[post.pk] = Office(post, vacant_since=since)
    for office in offices.values():
        office.holders.sort(key=lambda held: str(held.since or ""), reverse=True)
    return [offices[pk] for pk in sorted(offices)]


def _read_pillars(told: Iterable[dict]) -> list[PartnershipPillar]:
    pillars = []
    for row in told:
        [held] = rows_of(PartnershipPillar, [_own(row)])
        held.pillar = _with(row, Pillar, "pillar")
        pillars.append(held)
    return sorted(pillars, key=lambda held: (held.order, held.pk))

"""What results can be narrowed by, as far as the public knows it: partners, pillars, events …"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import (
    CharField,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from newsroom.models import Section
from newsroom.newsroom_time import newsroom_day
from partnerships.models import Agreement, Event, Level, Partner, PartnershipPeriod, Person, Pillar
from partnerships.texts import Text, Texts

# Small tables that are read whole; of events and people only those that are asked for.
WHOLE = ("partner", "pillar", "section", "level")


@dataclass(frozen=True)
class Subject:
    """What a story can be about. Of a partner also its `region`, and the number of its `level` now."""

    what: str
    pk: int
    slug: str
    names: Texts
    order: int = 0
    region: str = ""
    level: int | None = None
    folded: str = ""

    def name(self, language: str) -> Text:
        return self.names.in_language(language)


@dataclass
class Known:
    """Subjects by kind and by number."""

    subjects: dict[str, dict[int, Subject]] = field(default_factory=dict)

    def all(self, what: str) -> list[Subject]:
        return list(self.subjects.get(what, {}).values())

    def get(self, what: str, pk: int) -> Subject | None:
        return self.subjects.get(what, {}).get(pk)

    def by_slug(self, what: str) -> dict[str, Subject]:
        return {subject.slug: subject for subject in self.all(what)}

    def add(self, subjects: Iterable[Subject]) -> None:
        for subject in subjects:
            self.subjects.setdefault(subject.what, {})[subject.pk] = subject


def _rows(what, rows, names, order=None, code="", region="", level=None, folded="", kind=""):
    number = IntegerField()

    def text(value):
        return value if not isinstance(value, str) else Value(value, output_field=CharField())

    return (
        rows.order_by()
        .annotate(
            k_what=Value(what, output_field=CharField()),
            k_names=names,
            k_order=order or Value(0, output_field=number),
            k_code=text(code),
            k_kind=text(kind),
            k_region=text(region),
            k_level=level or Cast(Value(None), number),
            k_folded=Cast(text(folded), TextField()),
        )
        .values_list(
            "k_what",
            "pk",
            "slug",
            "k_names",
            "k_order",
            "k_code",
            "k_kind",
            "k_region",
            "k_level",
            "k_folded",
        )
    )


def _subject(row) -> Subject:
    what, pk, slug, names, order, code, kind, region, level, folded = row
    names = Texts(names or {})
    if what == "partner":
        names = Partner(kind=kind, code=code, own_names=names).name
    return Subject(what, pk, slug, names, order, region, level, folded)


def read_known(at: datetime.datetime, events: Iterable[str] = (), people: Iterable[str] = ()) -> Known:
    """Return all partners, pillars, sections and levels, and the public of `events` and `people` (slugs).

    One query, for the moment `at`.
    """
    periods = PartnershipPeriod.objects.live(at).on(newsroom_day(at)).filter(partner=OuterRef("pk"))
    rows = _rows(
        "partner",
        Partner.objects.abroad(),
        F("own_names"),
        code=F("code"),
        kind=F("kind"),
        region=F("region"),
        folded=F("folded"),
        level=Subquery(periods.values("level")[:1], output_field=IntegerField()),
    )
    others = [
        _rows("pillar", Pillar.objects.all(), F("name"), F("order")),
        _rows("section", Section.objects.all(), F("name"), F("order")),
        _rows("level", Level.objects.all(), F("name"), F("rank")),
    ]
    if events:
        others.append(_rows("event", Event.objects.live(at).filter(slug__in=events), F("title")))
    if people:
        others.append(_rows("person", Person.objects.live(at).filter(slug__in=people), F("name")))
    known = Known()
    known.add(map(_subject, rows.union(*others, all=True).order_by()))
    return known


@dataclass(frozen=True)
class Fact:
    """A public fact, as results and facets show it."""

    what: str
    pk: int
    slug: str
    names: Texts
    summary: Texts
    kind: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    precision: str

    @property
    def subject(self) -> Subject:
        return Subject(self.what, self.pk, self.slug, self.names)


def read_facts(
    at: datetime.datetime,
    events: Iterable[int] = (),
    agreements: Iterable[int] = (),
    people: Iterable[int] = (),
) -> dict[tuple[str, int], Fact]:
    """Return those of these facts that are public at `at`, by kind and number (one query at most)."""

    def rows(what, model, numbers, names, kind, starts=None, ends=None, precision=None):
        none = Cast(Value(None), DateField())
        return (
            model.objects.live(at)
            .filter(pk__in=list(numbers))
            .order_by()
            .annotate(
                k_what=Value(what, output_field=CharField()),
                k_names=F(names),
                k_summary=F("summary"),
                k_kind=kind,
                k_starts=starts or none,
                k_ends=ends or none,
                k_precision=precision or Value("day", output_field=CharField()),
            )
            .values_list(
                "k_what", "pk", "slug", "k_names", "k_summary", "k_kind", "k_starts", "k_ends", "k_precision"
            )
        )

    asked = []
    if events:
        asked.append(
            rows("event", Event, events, "title", F("kind"), F("starts_on"), F("ends_on"), F("precision"))
        )
    if agreements:
        asked.append(rows("agreement", Agreement, agreements, "title", F("kind")))
    if people:
        asked.append(rows("person", Person, people, "name", Value("", output_field=CharField())))
    if not asked:
        return {}
    found = asked[0].union(*asked[1:], all=True).order_by() if len(asked) > 1 else asked[0]
    facts = (
        Fact(what, pk, slug, Texts(names), Texts(summary or {}), *rest)
        for what, pk, slug, names, summary, *rest in found
    )
    return {(fact.what, fact.pk): fact for fact in facts}

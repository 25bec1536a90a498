"""An event's programme and who takes part in it, as far as the public may know them."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    StringAgg,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from partnerships.composed import composed
from partnerships.diary import beginnings
from partnerships.models import Agreement, Appointment, Event, Partner, Person, Pillar, ProgrammeItem
from partnerships.texts import Texts, TextsField


@dataclass
class TakingPart:
    """Who takes part in an event, and what it is about.

    `people` are all whom the public may know, by number. Those of the delegation and the hosts have the title
    of the post that they held on the first day, `post_title`, empty for none.
    """

    people: dict[int, Person] = field(default_factory=dict)
    delegation: list[Any] = field(default_factory=list)
    hosts: list[Any] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    pillars: list[Pillar] = field(default_factory=list)


# People, partners and pillars have different columns; one query tells of all three what they have in common.
_COLUMNS = {
    "place": Value(0, IntegerField()),
    "subject_kind": Value("", CharField()),
    "subject_code": Value("", CharField()),
    "post": Value(None, TextsField()),
    "is_delegate": Value(False, BooleanField()),
    "is_host": Value(False, BooleanField()),
}


def _told(what, rows, names, **said):
    told = {
        "what": Value(what, CharField()),
        "number": Cast(F("pk"), IntegerField()),
        "address": Cast(F("slug"), CharField()),
        "names": F(names),
        **_COLUMNS,
        **said,
    }
    return rows.order_by().annotate(**told).values_list(*told)


@composed
def _taking_part(event, at, day, month, year):
    in_event = {
        name: Exists(through.objects.filter(event=event, person=OuterRef("pk")))
        for name, through in (
            ("is_delegate", Event.people.through),
            ("is_host", Event.received_by.through),
        )
    }
    in_programme = ProgrammeItem.objects.filter(event=event, is_public=True, people=OuterRef("pk"))
    posts = Appointment.objects.live(at).of_the_day(day, month, year).filter(person=OuterRef("pk"))
    people = Person.objects.live(at).filter(
        in_event["is_delegate"] | in_event["is_host"] | Exists(in_programme)
    )
    tied = {
        model: model.objects.filter(pk__in=through.objects.filter(event=event).values(column))
        for model, through, column in (
            (Partner, Event.partners.through, "partner"),
            (Pillar, Event.pillars.through, "pillar"),
        )
    }
    told = (
        _told("person", people, "name", post=Subquery(posts.values("post__title")[:1]), **in_event),
        _told("partner", tied[Partner], "own_names", subject_kind=_text("kind"), subject_code=_text("code")),
        _told(
            "pillar", tied[Pillar], "name", subject_code=_text("colour"), place=Cast("order", IntegerField())
        ),
    )
    return told[0].union(*told[1:], all=True).order_by()


def _text(column):
    return Cast(column, CharField())


def taking_part(event: Event, at: datetime.datetime) -> TakingPart:
    """Return who takes part in `event` and what it is about, as the public knows it at `at` (one query)."""
    found = TakingPart()
    rows = _taking_part(event.pk, at, *beginnings(event.starts_on))
    for what, pk, slug, names, _place, kind, code, post, is_delegate, is_host in sorted(
        rows, key=itemgetter(4, 2)
    ):
        if what == "partner":
            found.partners.append(Partner(pk=pk, slug=slug, kind=kind, code=code, own_names=Texts(names)))
        elif what == "pillar":
            found.pillars.append(Pillar(pk=pk, slug=slug, colour=code, name=Texts(names)))
        else:
            person: Any = Person(pk=pk, slug=slug, name=Texts(names))
            found.people[pk] = person
            person.post_title = Texts(post or {})
            found.delegation += [person] if is_delegate else []
            found.hosts += [person] if is_host else []
    return found


def _numbers(through, column):
    """The numbers of what an item is tied to in the table `through`, in one text with commas."""
    tied = through.objects.filter(programmeitem=OuterRef("pk")).order_by().values("programmeitem")
    return Subquery(tied.values(together=StringAgg(Cast(column, CharField()), Value(","))))


@composed
def _programme(event, day, at):
    on_its_day = Appointment.objects.live(at).on(Coalesce(OuterRef("day"), day))
    posts = on_its_day.filter(person=OuterRef("people"))
    return (
        ProgrammeItem.objects.filter(event=event, is_public=True)
        .annotate(
            person_id=F("people"),
            post_title=Subquery(posts.values("post__title")[:1]),
            agreement_numbers=_numbers(ProgrammeItem.agreements.through, "agreement_id"),
            story_numbers=_numbers(ProgrammeItem.stories.through, "article_id"),
        )
        .order_by(*ProgrammeItem._meta.ordering, "people")
    )


@dataclass(frozen=True)
class Participant:
    """Somebody in an item of a programme, with the title of the post held on that day (empty for none)."""

    person: Person
    post_title: Texts


def public_programme(event: Event, people: dict[int, Person], at: datetime.datetime) -> list[ProgrammeItem]:
    """Return the public items of the programme in their order (one query).

    Each has its `participants`, as far as they are among `people`, whom the public knows, and the numbers of
    the agreements and stories that came of it, `agreement_pks` and `story_pks`, whether public or not.
    """
    items: list = []
    for row in _programme(event.pk, event.starts_on, at):
        if not items or items[-1].pk != row.pk:
            row.event = event
            row.participants = []
            row.agreement_pks = _read(row.agreement_numbers)
            row.story_pks = _read(row.story_numbers)
            items.append(row)
        if row.person_id in people:
            items[-1].participants.append(Participant(people[row.person_id], Texts(row.post_title or {})))
    return items


def _read(numbers):
    return [int(number) for number in numbers.split(",")] if numbers else []


def by_day(items: list[ProgrammeItem]) -> list[tuple[datetime.date | None, list[ProgrammeItem]]]:
    """Return the items of each day together; those without a day come last, under None."""
    return [(day, list(of_day)) for day, of_day in groupby(items, key=lambda item: item.day)]


def agreed_at(event: Event, at: datetime.datetime):
    """The agreements of `event` and of its public programme that the public knows at `at`."""
    on_programme = ProgrammeItem.objects.filter(event=event, is_public=True, agreements=OuterRef("pk"))
    return Agreement.objects.live(at).filter(Q(event=event) | Exists(on_programme))

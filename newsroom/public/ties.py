"""What a story is about, as far as the public may know it: one query for all five kinds of ties."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import CharField, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from newsroom.models import (
    Edition,
    EditionAgreement,
    EditionEvent,
    EditionPartner,
    EditionPerson,
    EditionPillar,
)
from newsroom.newsroom_time import newsroom_day
from partnerships.addresses import address_of
from partnerships.composed import Composed, composed
from partnerships.diary import beginnings
from partnerships.folding import fold
from partnerships.models import Agreement, Appointment, Event, Partner, Person, Pillar
from partnerships.texts import Text, Texts, TextsField
from partnerships.world import flag_of

NO_TEXT = Text("")


@dataclass(frozen=True)
class Tie:
    """One subject of a story: what it is, its name in the page's language, and its page.

    A partner has its `kind` (a country, an organisation or a grouping) and the static file of its `flag`, a
    pillar its `colour`, a person the `post` held on the story's day; each is empty where there is none.
    """

    what: str
    heading: str
    pk: int
    slug: str
    name: Text
    address: str
    flag: str = ""
    colour: str = ""
    post: Text = NO_TEXT
    kind: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of subject: its tables, the field that names it, and what the content of an edition calls it."""

    through: Any
    subject: Any
    naming: str
    content_name: str
    heading: Any


KINDS = {
    "partner": Kind(EditionPartner, Partner, "own_names", "partners", _("Partners")),
    "pillar": Kind(EditionPillar, Pillar, "name", "pillars", _("Pillars")),
    "event": Kind(EditionEvent, Event, "title", "events", _("Events")),
    "person": Kind(EditionPerson, Person, "name", "people", _("People")),
    "agreement": Kind(EditionAgreement, Agreement, "title", "agreements", _("Agreements")),
}


NOTHING = Value("", output_field=CharField())


def _post(at, day, month, year):
    """The title of the post that a person held on a day, as a column."""
    held = Appointment.objects.live(at).of_the_day(day, month, year).filter(person=OuterRef("person_number"))
    return Subquery(held.values("post__title")[:1], output_field=TextsField())


def _rows(what: str, rows, at, days, to: str = ""):
    """What is told of each subject, reached from `rows` by the path `to`."""
    subject, naming = KINDS[what].subject, KINDS[what].naming
    # The register's own rule of what the public may know; partners and pillars are no secrets.
    if hasattr(subject.objects, "live"):
        rows = rows.filter(**{f"{to}pk__in": subject.objects.live(at)})
    a_partner, a_person = what == "partner", what == "person"
    if a_person:
        rows = rows.annotate(person_number=F(f"{to}pk"))
    return rows.annotate(
        what=Value(what, output_field=CharField()),
        number=Cast(F(f"{to}pk"), IntegerField()),
        subject_slug=Cast(F(f"{to}slug"), CharField()),
        subject_kind=Cast(F(f"{to}kind"), CharField()) if a_partner else NOTHING,
        subject_code=Cast(F(f"{to}code"), CharField()) if a_partner else NOTHING,
        subject_colour=Cast(F(f"{to}colour"), CharField()) if what == "pillar" else NOTHING,
        names=F(f"{to}{naming}"),
        post=_post(at, *days) if a_person else Cast(Value(None), TextsField()),
    ).values_list(
        "what", "number", "subject_slug", "subject_kind", "subject_code", "subject_colour", "names", "post"
    )


@cache
def _rows_of(kinds: tuple[str, ...]) -> Composed:
    """The query for the ties of these kinds: one for each set of kinds that stories have."""

    @composed
    def rows(edition, at, day, month, year):
        queries = [
            _rows(
                what, KINDS[what].through.objects.filter(edition=edition), at, (day, month, year), f"{what}__"
            )
            for what in kinds
        ]
        return queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]

    return rows


def _tie(language: str, what, number, slug, partner_kind, code, colour, names, post) -> Tie:
    kind = KINDS[what]
    texts, flag = Texts(names), ""
    if what == "partner":
        texts, flag = Partner(kind=partner_kind, code=code, own_names=texts).name, flag_of(partner_kind, code)
    return Tie(
        what=what,
        heading=str(kind.heading),
        pk=number,
        slug=slug,
        name=texts.in_language(language),
        address=address_of(f"partnerships:{what}", slug),
        flag=flag,
        colour=colour,
        post=Texts(post or {}).in_language(language),
        kind=partner_kind,
    )


def _day(edition: Edition) -> date:
    """The day whose posts are told: that of an interview, else that of the story."""
    interviewed = (edition.content.get("interview") or {}).get("date")
    return date.fromisoformat(interviewed) if interviewed else newsroom_day(edition.first_public_from)


def ties_of(edition: Edition, at: datetime) -> list[Tie]:
    """Return the subjects of `edition` that the public may know at `at`, kind by kind, each kind by name."""
    frozen = edition.content.get("ties", {})
    # A kind that the edition does not have is not asked for.
    kinds = tuple(what for what, kind in KINDS.items() if frozen.get(kind.content_name))
    if not kinds:
        return []
    return _in_order(edition.language, _rows_of(kinds)(edition.pk, at, *beginnings(_day(edition))))


def ties_to_come(edition: Edition, at: datetime) -> list[Tie]:
    """Return what `ties_of` would of an edition that is not on record."""
    frozen = edition.content.get("ties", {})
    found = []
    for what, kind in KINDS.items():
        if numbers := frozen.get(kind.content_name):
            subjects = kind.subject.objects.filter(pk__in=numbers)
            found += _rows(what, subjects, at, beginnings(_day(edition)))
    return _in_order(edition.language, found)


def _in_order(language: str, rows) -> list[Tie]:
    ties = [_tie(language, *row) for row in rows]
    order = list(KINDS)
    return sorted(ties, key=lambda tie: (order.index(tie.what), fold(tie.name)))

"""What a story is about, as far as the public may know it: one query for all five kinds of ties."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import CharField, F, Value
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
from partnerships.addresses import address_of
from partnerships.composed import Composed, composed
from partnerships.folding import fold
from partnerships.models import Agreement, Event, Partner, Person, Pillar
from partnerships.texts import Text, Texts


@dataclass(frozen=True)
class Tie:
    """One subject of a story: what it is, its name in the page's language, and its page.

    `kind` is a partner's: a country, an organisation or a grouping.
    """

    what: str
    heading: str
    slug: str
    name: Text
    address: str
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


def _rows(what: str, rows, at, to: str = ""):
    """What is told of each subject, reached from `rows` by the path `to`."""
    subject, naming = KINDS[what].subject, KINDS[what].naming
    # The register's own rule of what the public may know; partners and pillars are no secrets.
    if hasattr(subject.objects, "live"):
        rows = rows.filter(**{f"{to}pk__in": subject.objects.live(at)})
    nothing = Value("", output_field=CharField())
    a_partner = what == "partner"
    return rows.annotate(
        what=Value(what, output_field=CharField()),
        subject_slug=Cast(F(f"{to}slug"), CharField()),
        subject_kind=Cast(F(f"{to}kind"), CharField()) if a_partner else nothing,
        subject_code=Cast(F(f"{to}code"), CharField()) if a_partner else nothing,
        names=F(f"{to}{naming}"),
    ).values_list("what", "subject_slug", "subject_kind", "subject_code", "names")


@cache
def _rows_of(kinds: tuple[str, ...]) -> Composed:
    """The query for the ties of these kinds: one for each set of kinds that stories have."""

    @composed
    def rows(edition, at):
        queries = [
            _rows(what, KINDS[what].through.objects.filter(edition=edition), at, f"{what}__")
            for what in kinds
        ]
        return queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]

    return rows


def _tie(language: str, what: str, slug: str, partner_kind: str, code: str, names: dict) -> Tie:
    kind = KINDS[what]
    texts = Texts(names)
    if what == "partner":
        texts = Partner(kind=partner_kind, code=code, own_names=texts).name
    address = address_of(f"partnerships:{what}", slug)
    return Tie(what, str(kind.heading), slug, texts.in_language(language), address, partner_kind)


def ties_of(edition: Edition, at: datetime) -> list[Tie]:
    """Return the subjects of `edition` that the public may know at `at`, kind by kind, each kind by name."""
    frozen = edition.content.get("ties", {})
    # A kind that the edition does not have is not asked for.
    kinds = tuple(what for what, kind in KINDS.items() if frozen.get(kind.content_name))
    if not kinds:
        return []
    return _in_order(edition.language, _rows_of(kinds)(edition.pk, at))


def ties_to_come(content: dict, language: str, at: datetime) -> list[Tie]:
    """Return what `ties_of` would of an edition that has this content and is not on record."""
    frozen = content.get("ties", {})
    found = []
    for what, kind in KINDS.items():
        if numbers := frozen.get(kind.content_name):
            found += _rows(what, kind.subject.objects.filter(pk__in=numbers), at)
    return _in_order(language, found)


def _in_order(language: str, rows) -> list[Tie]:
    ties = [_tie(language, *row) for row in rows]
    order = list(KINDS)
    return sorted(ties, key=lambda tie: (order.index(tie.what), fold(tie.name)))

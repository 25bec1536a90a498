"""What a story is about, as far as the public may know it: one query for all five kinds of ties."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from newsroom.models import (
    Edition,
    EditionAgreement,
    EditionEvent,
    EditionPartner,
    EditionPerson,
    EditionPillar,
)
from partnerships.models import Agreement, Event, Partner, Person, Pillar
from partnerships.texts import Text, Texts


@dataclass(frozen=True)
class Tie:
    """One subject of a story: what it is, its name in the page's language, and its page."""

    what: str
    slug: str
    name: Text
    address: str


# The model of the tie, the subject, and the field that names it.
KINDS: dict[str, tuple[Any, Any, str]] = {
    "partner": (EditionPartner, Partner, "own_names"),
    "pillar": (EditionPillar, Pillar, "name"),
    "event": (EditionEvent, Event, "title"),
    "person": (EditionPerson, Person, "name"),
    "agreement": (EditionAgreement, Agreement, "title"),
}

# What the content of an edition calls them: a kind that it does not have is not asked for.
PLURALS = {
    "partner": "partners",
    "pillar": "pillars",
    "event": "events",
    "person": "people",
    "agreement": "agreements",
}


def _rows(what: str, edition: Edition, at: datetime):
    through, subject, naming = KINDS[what]
    rows = through.objects.filter(edition=edition)
    # The register's own rule of what the public may know; partners and pillars are no secrets.
    if hasattr(subject.objects, "live"):
        rows = rows.filter(**{f"{what}__in": subject.objects.live(at)})
    nothing = Value("", output_field=CharField())
    a_partner = what == "partner"
    return rows.annotate(
        what=Value(what, output_field=CharField()),
        subject_slug=Cast(F(f"{what}__slug"), CharField()),
        subject_kind=Cast(F("partner__kind"), CharField()) if a_partner else nothing,
        subject_code=Cast(F("partner__code"), CharField()) if a_partner else nothing,
        names=F(f"{what}__{naming}"),
    ).values_list("what", "subject_slug", "subject_kind", "subject_code", "names")


def _tie(language: str, what: str, slug: str, kind: str, code: str, names: dict) -> Tie:
    _through, model, naming = KINDS[what]
    subject = model(slug=slug, **{naming: Texts(names)}, **({"kind": kind, "code": code} if code else {}))
    texts = subject.name if what == "partner" else getattr(subject, naming)
    return Tie(what, slug, texts.in_language(language), subject.get_absolute_url())


def ties_of(edition: Edition, at: datetime) -> list[Tie]:
    """Return the subjects of `edition` that the public may know at `at`, kind by kind, each kind by name."""
    frozen = edition.content.get("ties", {})
    queries = [_rows(what, edition, at) for what, plural in PLURALS.items() if frozen.get(plural)]
    if not queries:
        return []
    rows = queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
    ties = [_tie(edition.language, *row) for row in rows]
    order = list(KINDS)
    return sorted(ties, key=lambda tie: (order.index(tie.what), tie.name))

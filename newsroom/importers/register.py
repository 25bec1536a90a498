"""The register's names and wordings as the matcher wants them, in eight queries whatever its size."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from newsroom.importers.matching import Name, name_orders
from newsroom.importers.ties import AGREEMENT, EVENT, PARTNER, PERSON, PILLAR, Register, Wording
from partnerships.dates import Precision
from partnerships.models import Agreement, Event, Partner, PartnershipPillar, Person, Pillar
from partnerships.texts import Texts

_BRACKETED = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)$")


def load_register() -> Register:
    """Everything that a story can be tied to, announced or not: the desk may know of it."""
    names: list[Name] = []
    wordings: list[Wording] = []
    labels: dict[tuple[str, int], str] = {}

    for partner in Partner.objects.defer("folded"):
        if partner.is_home:
            # Every story is about the ministry's own country. Its names stay known: no other stands in them.
            names += [replace(name, kind="", key=0) for name in _partner_names(partner)]
            continue
        labels[PARTNER, partner.pk] = str(partner.name)
        names += _partner_names(partner)
    for person in Person.objects.only("pk", "name", "other_names"):
        labels[PERSON, person.pk] = str(person.name)
        written = {*person.name.values(), *_lines(person.other_names)}
        names += [Name(order, PERSON, person.pk) for name in written for order in name_orders(name)]
    for pillar in Pillar.objects.only("pk", "name"):
        labels[PILLAR, pillar.pk] = str(pillar.name)
        names += _titles(pillar.name, PILLAR, pillar.pk)
        wordings += _wordings(pillar.name, PILLAR, pillar.pk)
    worded = PartnershipPillar.objects.exclude(wording={})
    for pillar_id, partner_id, wording in worded.values_list("pillar_id", "partner_id", "wording"):
        # What one partnership calls its pillar says nothing in a story about another partner.
        wordings += [
            replace(each, partners=frozenset({partner_id})) for each in _wordings(wording, PILLAR, pillar_id)
        ]
    partner_names: dict[int, str] = defaultdict(str)
    for name in names:
        if name.kind == PARTNER:
            partner_names[name.key] += f" {name.text}"
    for event in Event.objects.only(
        "pk", "title", "starts_on", "ends_on", "precision", "host"
    ).prefetch_related("partners"):
        labels[EVENT, event.pk] = str(event.title)
        names += _titles(event.title, EVENT, event.pk)
        partners = {partner.pk for partner in event.partners.all()} | {event.host_id}
        exact = event.precision == Precision.DAY
        wordings += [
            replace(
                wording,
                first_day=event.starts_on if exact else None,
                last_day=event.ends_on if exact else None,
                **_with(partners, partner_names),
            )
            for wording in _wordings(event.title, EVENT, event.pk)
        ]
    for agreement in Agreement.objects.only("pk", "title", "short_name").prefetch_related("partners"):
        labels[AGREEMENT, agreement.pk] = str(agreement.title)
        names += _titles(agreement.title, AGREEMENT, agreement.pk)
        partners = {partner.pk for partner in agreement.partners.all()}
        wordings += [
            replace(wording, **_with(partners, partner_names))
            for wording in _wordings(agreement.title, AGREEMENT, agreement.pk)
        ]
        if agreement.short_name:
            names.append(Name(agreement.short_name, AGREEMENT, agreement.pk))
    return Register(names, wordings, labels)


def _partner_names(partner: Partner) -> list[Name]:
    names = []
    for language, name in partner.name.items():
        names.append(Name(name, PARTNER, partner.pk, _own_language(name, language)))
        if found := _BRACKETED.match(name):
            # CLDR writes "Myanmar (Burma)".
            names += [Name(found[part], PARTNER, partner.pk, language) for part in ("name", "other")]
    names += [Name(name, PARTNER, partner.pk) for name in _lines(partner.other_names)]
    if partner.kind != Partner.Kind.COUNTRY:
        # A country's code is a word too often: IN, IT, NO, TO.
        names.append(Name(partner.code, PARTNER, partner.pk))
    return names


def _own_language(name: str, language: str) -> str:
    """A short name ("Nga", "Chad") is a country in its own language only; a longer one is plain anywhere."""
    short = len(name) <= 5 and " " not in name and not name.isupper()
    return language if short else ""


def _titles(texts: Texts, kind: str, key: int) -> list[Name]:
    return [Name(text, kind, key, any_case=True) for text in texts.values() if len(text.split()) > 1]


def _wordings(texts: Texts, kind: str, key: int) -> list[Wording]:
    return [Wording(text, kind, key, language) for language, text in texts.items()]


def _with(partners: set[int | None], names: Mapping[int, str]) -> dict[str, Any]:
    known = [key for key in partners if key is not None]
    return {"partners": frozenset(known), "partner_names": " ".join(names[key] for key in known)}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

"""In which feeds an edition shows: what the hub is told has changed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from newsroom.models import (
    Edition,
    EditionAgreement,
    EditionEvent,
    EditionPartner,
    EditionPerson,
    EditionPillar,
)
from newsroom.public.pages import absolute
from partnerships.addresses import address_of
from partnerships.feeds import FORMATS, address_in
from partnerships.models import Agreement, Event, Person

# What stories are about, and of what the public has to know: a feed's address names it.
_TIES: list[tuple[Any, str, str, Any]] = [
    (EditionPartner, "partner", "newsroom:partner_feed", None),
    (EditionPillar, "pillar", "newsroom:pillar_feed", None),
    (EditionEvent, "event", "newsroom:event_feed", Event),
    (EditionPerson, "person", "newsroom:person_feed", Person),
    (EditionAgreement, "agreement", "newsroom:agreement_feed", Agreement),
]


def _corrected(editions: list[Edition], at: datetime) -> set[UUID]:
    """Return the identities of the stories that were ever corrected: that feed tells each as it reads now."""
    corrections = Edition.objects.filter(
        uid__in=[one.uid for one in editions], change=Edition.Change.CORRECTION, public_from__lte=at
    )
    # One that ended as it began was never public.
    return set(corrections.exclude(public_until=F("public_from")).values_list("uid", flat=True))


def topics_of(editions: Iterable[Edition], at: datetime) -> dict[int, list[str]]:
    """Return the addresses of the feeds that changed with each edition, by its number, the widest first.

    Those that the edition before it was in are among them: a story may have left one. Seven queries.
    """
    editions = list(editions)
    before = {edition.supersedes_id: edition.pk for edition in editions if edition.supersedes_id}
    told = {edition.pk: edition.language for edition in editions}
    found: dict[int, dict[str, None]] = defaultdict(dict)

    def add(pk, name, *args):
        # In the order in which they come, each once.
        found[pk][absolute(address_of(name, *args, language=told[pk]))] = None

    earlier = Edition.objects.filter(pk__in=before).select_related("section").only("section__slug", "kind")
    sides = [(edition.pk, edition) for edition in editions]
    sides += [(before[edition.pk], edition) for edition in earlier]
    for edition in editions:
        add(edition.pk, "newsroom:feed")
    for pk, edition in sides:
        add(pk, "newsroom:section_feed", edition.section.slug)
        add(pk, "newsroom:kind_feed", edition.kind)
    corrected = _corrected(editions, at)
    for edition in editions:
        if edition.uid in corrected:
            add(edition.pk, "newsroom:corrections_feed")
    for tie, name, feed, fact in _TIES:
        rows = tie.objects.filter(edition__in=[*told, *before])
        if fact:
            rows = rows.filter(**{f"{name}__in": fact.objects.live(at)})
        for edition, slug in rows.order_by("pk").values_list("edition", f"{name}__slug"):
            for pk in {edition, before.get(edition)} & told.keys():
                add(pk, feed, slug)
    return {
        pk: [address_in(form, address) for address in addresses for form in FORMATS]
        for pk, addresses in found.items()
    }

"""A small register, whole enough for each of its pages."""

import datetime
from types import SimpleNamespace

from partnerships.models import (
    Agreement,
    Appointment,
    Event,
    Level,
    Partner,
    PartnershipPeriod,
    PartnershipPillar,
    Person,
    Pillar,
    Post,
    ProgrammeItem,
)

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

PAGES = [
    "partners/",
    "partners/map/",
    "partners/japan/",
    "pillars/",
    "pillars/health/",
    "events/",
    "events/visit/",
    "people/minister/",
    "agreements/",
    "agreements/declaration/",
]


def small_register() -> SimpleNamespace:
    """Make a register of which the public may know everything: Japan, a visit, a declaration, a minister."""
    known = {"public_from": LONG_AGO}
    japan = Partner.objects.create(code="JP", region="east-asia")
    france = Partner.objects.create(code="FR", region="europe")
    strategic = Level.objects.create(slug="strategic", rank=2, name={"en": "Strategic", "vi": "Chiến lược"})
    comprehensive = Level.objects.create(slug="comprehensive", rank=3, name={"en": "Comprehensive"})
    health = Pillar.objects.create(slug="health", name={"en": "Health", "vi": "Y tế"})
    visit = Event.objects.create(
        slug="visit",
        kind=Event.Kind.OFFICIAL_VISIT,
        title={"en": "Visit to Tokyo", "vi": "Thăm Tokyo"},
        starts_on=datetime.date(2026, 2, 9),
        ends_on=datetime.date(2026, 2, 11),
        time_zone="Asia/Tokyo",
        venue={"en": "Akasaka Palace"},
        host=japan,
        **known,
    )
    minister = Person.objects.create(slug="minister", name={"en": "Minister Aoki"}, **known)
    post = Post.objects.create(slug="foreign-minister", title={"en": "Foreign Minister"}, partner=japan)
    appointment = Appointment.objects.create(
        person=minister, post=post, since=datetime.date(2025, 1, 1), **known
    )
    declaration = Agreement.objects.create(
        slug="declaration",
        kind=Agreement.Kind.DECLARATION,
        title={"en": "Joint declaration"},
        event=visit,
        **known,
    )
    signed = declaration.steps.create(status=Agreement.Status.SIGNED, on=datetime.date(2026, 2, 10), **known)
    visit.partners.set([japan])
    visit.pillars.set([health])
    visit.people.set([minister])
    declaration.partners.set([japan])
    declaration.pillars.set([health])
    first = PartnershipPeriod.objects.create(
        partner=japan, level=strategic, since=datetime.date(2009, 4, 20), source="The archive", **known
    )
    upgrade = PartnershipPeriod.objects.create(
        partner=japan,
        level=comprehensive,
        since=datetime.date(2026, 2, 10),
        declaration=declaration,
        event=visit,
        **known,
    )
    own_pillar = PartnershipPillar.objects.create(
        partner=japan, pillar=health, wording={"en": "Ageing well together"}, **known
    )
    talks = ProgrammeItem.objects.create(
        event=visit,
        day=datetime.date(2026, 2, 10),
        starts_at=datetime.time(9, 30),
        title={"en": "Talks"},
        is_public=True,
    )
    talks.people.set([minister])
    return SimpleNamespace(
        japan=japan,
        france=france,
        strategic=strategic,
        comprehensive=comprehensive,
        health=health,
        visit=visit,
        minister=minister,
        post=post,
        appointment=appointment,
        declaration=declaration,
        signed=signed,
        first=first,
        upgrade=upgrade,
        own_pillar=own_pillar,
        talks=talks,
    )

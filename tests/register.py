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
from tests import pdf

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

PAGES = [
    "partners/",
    "partners/map/",
    "partners/japan/",
    "partners/japan/?on=2026-02-12",
    "partners/g7/",
    "pillars/",
    "pillars/health/",
    "events/",
    "events/visit/",
    "pillars/matrix/",
    "people/",
    "people/minister/",
    "posts/foreign-minister/",
    "agreements/",
    "agreements/declaration/",
    "agreements/declaration/text/en/",
    "commitments/",
    "data/",
]


def small_register() -> SimpleNamespace:
    """Make a register of which the public may know everything: Japan, a visit, a declaration, a minister."""
    known = {"public_from": LONG_AGO}
    japan = Partner.objects.create(code="JP", region="east-asia")
    france = Partner.objects.create(code="FR", region="europe")
    seven = Partner.objects.create(
        kind=Partner.Kind.GROUPING, code="G7", slug="g7", region="world", own_names={"en": "Group of Seven"}
    )
    union = Partner.objects.create(
        kind=Partner.Kind.ORGANISATION, code="EU", slug="eu", region="europe", own_names={"en": "The Union"}
    )
    membership = seven.members.create(
        member=japan, since=datetime.date(1975, 11, 1), since_precision="month", **known
    )
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
    text = declaration.texts.create(
        language="en", file=pdf.upload(name="joint.pdf"), is_authentic=True, pages=1, size=700, **known
    )
    signatory = declaration.signatories.create(party=japan, body={"en": "Gaimusho"}, person=minister)
    commitment = declaration.commitments.create(
        number=1,
        text={"en": "Open a hospital", "vi": "Mở bệnh viện"},
        their_body={"en": "Ministry of Hospitals"},
        due_on=datetime.date(2026, 3, 1),
        amount=5_000_000,
        currency="JPY",
        **known,
    )
    commitment.pillars.set([health])
    entry = commitment.entries.create(
        on=datetime.date(2026, 2, 20),
        status="in-progress",
        note={"en": "Ground was broken"},
        document=pdf.upload(name="plan.pdf"),
        document_title={"en": "Plan of the hospital"},
        **known,
    )
    entry.events.set([visit])
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
        seven=seven,
        union=union,
        membership=membership,
        strategic=strategic,
        comprehensive=comprehensive,
        health=health,
        visit=visit,
        minister=minister,
        post=post,
        appointment=appointment,
        declaration=declaration,
        signed=signed,
        text=text,
        signatory=signatory,
        commitment=commitment,
        entry=entry,
        first=first,
        upgrade=upgrade,
        own_pillar=own_pillar,
        talks=talks,
    )

"""The register as structured data of schema.org, for search engines and other readers of its pages.

Each is one node of the graph of its page, which a template writes.
"""

import datetime
import zoneinfo
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language

from partnerships.dates import iso_date
from partnerships.event_history import moved_from
from partnerships.ministry import ministry
from partnerships.models import (
    Agreement,
    Appointment,
    Event,
    EventChange,
    Partner,
    Person,
    Pillar,
    ProgrammeItem,
)
from partnerships.programme import TakingPart

_STATUS = "https://schema.org/Event"


def event_data(
    event: Event, part: TakingPart, items: Iterable[ProgrammeItem], changes: list[EventChange]
) -> dict:
    """Return `event` as a schema.org Event, in the active language, with no date more exact than it is known.

    `part`, `items` and `changes` are what the public knows of it, the changes the latest first.
    """
    moves = [] if _is_off(event) else moved_from(event, changes)
    page = settings.SITE_URL + event.get_absolute_url()
    return _without_nothing(
        {
            "@type": "Event",
            "@id": f"{page}#event",
            "identifier": event.uid.urn,
            "url": page,
            "name": str(event.title),
            "description": str(event.summary),
            "inLanguage": get_language(),
            "startDate": iso_date(event.starts_on, event.precision),
            "endDate": iso_date(event.ends_on or event.starts_on, event.precision),
            "previousStartDate": [iso_date(change.was_from, change.was_precision) for change in moves],
            "eventStatus": _STATUS + _status(event, moves),
            "location": _place(str(event.venue), event.host),
            "organizer": _host(event.host) if event.host else ministry(),
            "about": [_partner(partner) for partner in part.partners],
            "attendee": [_person(person, person.post_title) for person in part.delegation],
            "subEvent": [_item(event, item) for item in items if item.day and item.starts_at],
        }
    )


def person_data(person: Person, appointments: Iterable[Appointment], held_now: Iterable[Appointment]) -> dict:
    """Return `person` as a schema.org Person, in the active language, with the posts of `appointments`.

    Of them `held_now` are held today. A post of a country's is an occupation there, one of an organisation's
    is work for it: a Country is a place to schema.org, and nobody's employer.
    """
    held = list(held_now)
    bodies = {
        post.partner.pk: post.partner
        for post in (one.post for one in held)
        if post.partner and not _is_country(post.partner)
    }
    page = settings.SITE_URL + person.get_absolute_url()
    return _without_nothing(
        {
            "@type": "Person",
            "@id": f"{page}#person",
            "identifier": person.uid.urn,
            "url": page,
            "name": str(person.name),
            "description": str(person.summary),
            "jobTitle": [str(one.post.title) for one in held],
            "worksFor": [_partner(body) for body in bodies.values()],
            "hasOccupation": [_role(one) for one in appointments],
        }
    )


def _role(held):
    """A post with the days between which it was held, the last one included (https://schema.org/Role)."""
    partner = held.post.partner
    return _without_nothing(
        {
            "@type": "Role",
            "hasOccupation": _without_nothing(
                {
                    "@type": "Occupation",
                    "name": str(held.post.title),
                    "url": settings.SITE_URL + held.post.get_absolute_url(),
                    "occupationLocation": _partner(partner) if _is_country(partner) else None,
                }
            ),
            "startDate": iso_date(held.since, held.since_precision) if held.since else "",
            "endDate": iso_date(held.until - datetime.timedelta(days=1)) if held.until else "",
        }
    )


def partner_data(partner: Partner) -> dict:
    """Return `partner` as a schema.org Country or Organization, in the active language."""
    code = partner.code if _is_country(partner) else ""
    return _without_nothing(
        {
            **_partner(partner),
            "alternateName": partner.short_name,
            "identifier": {"@type": "PropertyValue", "propertyID": "ISO 3166-1", "value": code}
            if code
            else None,
        }
    )


def pillar_data(pillar: Pillar) -> dict:
    """Return `pillar` as a schema.org DefinedTerm, in the active language: a word of the ministry's own."""
    page = settings.SITE_URL + pillar.get_absolute_url()
    return _without_nothing(
        {
            "@type": "DefinedTerm",
            "@id": f"{page}#pillar",
            "url": page,
            "name": str(pillar.name),
            "description": str(pillar.summary),
        }
    )


def agreement_data(agreement: Agreement, partners: Iterable[Partner], pillars: Iterable[Pillar]) -> dict:
    """Return `agreement` as a schema.org CreativeWork, in the active language.

    It is no Legislation: a declaration or a memorandum binds nobody by law.
    """
    page = settings.SITE_URL + agreement.get_absolute_url()
    return _without_nothing(
        {
            "@type": "CreativeWork",
            "@id": f"{page}#agreement",
            "identifier": agreement.uid.urn,
            "url": page,
            "name": str(agreement.title),
            "description": str(agreement.summary),
            "genre": agreement.get_kind_display(),
            "about": [*map(_partner, partners), *({"@id": pillar_data(one)["@id"]} for one in pillars)],
        }
    )


def _is_off(event):
    return event.status != Event.Status.PLANNED


def _status(event, moves):
    if event.status == Event.Status.CANCELLED:
        return "Cancelled"
    if event.status == Event.Status.POSTPONED:
        return "Postponed"
    return "Rescheduled" if moves else "Scheduled"


def _item(event, item):
    zone = zoneinfo.ZoneInfo(event.time_zone)
    begins = datetime.datetime.combine(item.day, item.starts_at, tzinfo=zone)
    return _without_nothing(
        {
            "@type": "Event",
            "identifier": item.uid.urn,
            "name": str(item.title),
            "startDate": begins.isoformat(timespec="minutes"),
            "endDate": _end(item, zone),
            "eventStatus": _STATUS + _status(event, []),
            "location": _place(str(item.venue or event.venue), event.host),
            "attendee": [_person(held.person, held.post_title) for held in item.participants],
        }
    )


def _end(item, zone):
    if item.ends_at is None or item.ends_at == item.starts_at:
        return ""
    day = item.day if item.ends_at > item.starts_at else item.day + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, item.ends_at, tzinfo=zone).isoformat(timespec="minutes")


def _place(venue, host):
    if not venue:
        return _partner(host) if host else None
    address = {"@type": "PostalAddress", "addressCountry": host.code} if _is_country(host) else None
    return _without_nothing({"@type": "Place", "name": venue, "address": address})


def _is_country(partner):
    return partner is not None and partner.kind == Partner.Kind.COUNTRY


def _partner(partner):
    page = settings.SITE_URL + partner.get_absolute_url()
    kind = "Country" if _is_country(partner) else "Organization"
    return {"@type": kind, "@id": f"{page}#partner", "name": str(partner.name), "url": page}


def _host(partner):
    """Who holds an event. That is a person or an organisation, so that of a country its state is meant."""
    page = settings.SITE_URL + partner.get_absolute_url()
    return {"@type": "Organization", "name": str(partner.name), "url": page}


def _person(person, post):
    address = settings.SITE_URL + person.get_absolute_url()
    return _without_nothing(
        {"@type": "Person", "name": str(person.name), "jobTitle": str(post or ""), "url": address}
    )


def _without_nothing(said: dict) -> dict:
    return {name: value for name, value in said.items() if value}

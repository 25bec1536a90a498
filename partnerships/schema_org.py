"""Events and people as structured data of schema.org, for search engines and other readers of the page."""

import datetime
import zoneinfo
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.dates import iso_date
from partnerships.event_history import moved_from
from partnerships.models import Appointment, Event, EventChange, Partner, Person, ProgrammeItem
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
            "@context": "https://schema.org",
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
            "organizer": _country(event.host) if event.host else _ministry(),
            "about": [_country(partner) for partner in part.partners],
            "attendee": [_person(person, person.post_title) for person in part.delegation],
            "subEvent": [_item(event, item) for item in items if item.day and item.starts_at],
        }
    )


def person_data(person: Person, held_now: Iterable[Appointment]) -> dict:
    """Return `person` as a schema.org Person, in the active language, in the posts of `held_now`."""
    held = list(held_now)
    partners = {post.partner.pk: post.partner for post in (one.post for one in held) if post.partner}
    page = settings.SITE_URL + person.get_absolute_url()
    return _without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "@id": f"{page}#person",
            "identifier": person.uid.urn,
            "url": page,
            "name": str(person.name),
            "description": str(person.summary),
            "jobTitle": [str(one.post.title) for one in held],
            "affiliation": [_country(partner) for partner in partners.values()],
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
        return _country(host) if host else None
    address = {"@type": "PostalAddress", "addressCountry": host.code} if _is_country(host) else None
    return _without_nothing({"@type": "Place", "name": venue, "address": address})


def _is_country(partner):
    return partner is not None and partner.kind == Partner.Kind.COUNTRY


def _country(partner):
    kind = "Country" if _is_country(partner) else "Organization"
    return {
        "@type": kind,
        "name": str(partner.name),
        "url": settings.SITE_URL + partner.get_absolute_url(),
    }


def _ministry():
    return {"@type": "GovernmentOrganization", "name": _("The foreign ministry"), "url": settings.SITE_URL}


def _person(person, post):
    address = settings.SITE_URL + person.get_absolute_url()
    return _without_nothing(
        {"@type": "Person", "name": str(person.name), "jobTitle": str(post or ""), "url": address}
    )


def _without_nothing(said: dict) -> dict:
    return {name: value for name, value in said.items() if value}

"""All collections of the open data, in the order in which they are told."""

from partnerships.open_data.agreements import AGREEMENTS, COMMITMENTS, ENTRIES, STEPS, TEXTS
from partnerships.open_data.collections import Collection
from partnerships.open_data.events import EVENT_CHANGES, EVENTS, PROGRAMME
from partnerships.open_data.partners import LEVELS, MEMBERSHIPS, PARTNERS, PERIODS
from partnerships.open_data.people import APPOINTMENTS, PEOPLE, POSTS
from partnerships.open_data.pillars import PARTNERSHIP_PILLARS, PILLARS

COLLECTIONS: dict[str, Collection] = {
    collection.name: collection
    for collection in (
        PARTNERS,
        LEVELS,
        PERIODS,
        MEMBERSHIPS,
        PILLARS,
        PARTNERSHIP_PILLARS,
        EVENTS,
        EVENT_CHANGES,
        PROGRAMME,
        AGREEMENTS,
        STEPS,
        TEXTS,
        COMMITMENTS,
        ENTRIES,
        PEOPLE,
        POSTS,
        APPOINTMENTS,
    )
}

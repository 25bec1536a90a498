from partnerships.models.agreements import Agreement
from partnerships.models.changes import RegisterChange
from partnerships.models.events import Event, ProgrammeItem
from partnerships.models.levels import Level, PartnershipPeriod
from partnerships.models.partners import Partner
from partnerships.models.people import Appointment, Person, Post
from partnerships.models.pillars import PartnershipPillar, Pillar

__all__ = [
    "Agreement",
    "Appointment",
    "Event",
    "Level",
    "Partner",
    "PartnershipPeriod",
    "PartnershipPillar",
    "Person",
    "Pillar",
    "Post",
    "ProgrammeItem",
    "RegisterChange",
]

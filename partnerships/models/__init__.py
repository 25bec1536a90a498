from partnerships.models.agreements import Agreement, AgreementStep, AgreementText, Signatory
from partnerships.models.changes import RegisterChange
from partnerships.models.commitments import Commitment, CommitmentEntry
from partnerships.models.events import Event, EventChange, ProgrammeItem
from partnerships.models.levels import Level, PartnershipPeriod
from partnerships.models.loaded import LoadedRow
from partnerships.models.partners import Membership, Partner
from partnerships.models.people import Appointment, Person, Post
from partnerships.models.pillars import PartnershipPillar, Pillar
from partnerships.models.versions import FactVersion

__all__ = [
    "Agreement",
    "AgreementStep",
    "AgreementText",
    "Appointment",
    "Commitment",
    "CommitmentEntry",
    "Event",
    "EventChange",
    "FactVersion",
    "Level",
    "LoadedRow",
    "Membership",
    "Partner",
    "PartnershipPeriod",
    "PartnershipPillar",
    "Person",
    "Pillar",
    "Post",
    "ProgrammeItem",
    "RegisterChange",
    "Signatory",
]

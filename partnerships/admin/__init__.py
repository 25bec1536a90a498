"""The register in the admin."""

from partnerships.admin import (
    agreements,
    commitments,
    events,
    levels,
    memberships,
    partners,
    people,
    pillars,
)

__all__ = [
    "agreements",
    "commitments",
    "events",
    "levels",
    "memberships",
    "partners",
    "people",
    "pillars",
]

"""The register in the admin."""

from partnerships.admin import agreements, events, levels, memberships, partners, people, pillars

__all__ = ["agreements", "events", "levels", "memberships", "partners", "people", "pillars"]

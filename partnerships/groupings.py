"""Questions about who belongs to what: members of a grouping on a day, and how near they stand.

Each asks what the public may know at `at` (an aware datetime; now when not given), of a `day` that may be any
other. A grouping goes by its code, a level by its slug. The ministry's own country is a member like
the others, but nobody's partner.
"""

import datetime

from django.utils import timezone

from partnerships.models import Membership, Partner, PartnershipPeriod
from partnerships.models.partners import PartnerQuerySet


def members_of(grouping: str, day: datetime.date, at: datetime.datetime | None = None) -> PartnerQuerySet:
    """Return the members of `grouping` on `day`, the ministry's own country among them."""
    held = Membership.objects.live(at).on(day).filter(grouping__code=grouping)
    return Partner.objects.filter(pk__in=held.order_by().values("member"))


def partners_at(
    level: str, day: datetime.date, at: datetime.datetime | None = None, grouping: str | None = None
) -> PartnerQuerySet:
    """Return the partners at `level` on `day`; with `grouping`, those that were members of it then."""
    moment = at or timezone.now()
    # The level is asked of the period in force, not the period among those of the level.
    periods = PartnershipPeriod.objects.live(moment).on(day)
    partners = Partner.objects.abroad().filter(
        pk__in=periods.order_by().filter(level__slug=level).values("partner")
    )
    return partners.filter(pk__in=members_of(grouping, day, moment)) if grouping else partners


def all_members_at(
    level: str, grouping: str, day: datetime.date, at: datetime.datetime | None = None
) -> bool:
    """Whether every other member of `grouping` stood at `level` on `day`; not where it had none."""
    moment = at or timezone.now()
    members = members_of(grouping, day, moment).abroad().values_list("pk", flat=True)
    at_level = partners_at(level, day, moment, grouping).values_list("pk", flat=True)
    return bool(members) and set(members) == set(at_level)

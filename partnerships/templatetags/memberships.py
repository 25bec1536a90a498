"""Who belongs to a partner, and to what it belongs."""

from dataclasses import dataclass, field

from django import template
from django.db.models import Q

from partnerships.composed import composed
from partnerships.folding import fold
from partnerships.models import Membership, Partner
from partnerships.views.pages import today

register = template.Library()


@dataclass(frozen=True)
class Told:
    """A membership as one of its sides tells it: the `partner` on the other, and whether it is to come."""

    membership: Membership
    partner: Partner
    is_coming: bool


@dataclass
class Belonging:
    """One side of the memberships of a partner: those that stand or are to come, and those that are over."""

    current: list[Told] = field(default_factory=list)
    former: list[Told] = field(default_factory=list)

    def __bool__(self):
        return bool(self.current or self.former)


@composed
def _memberships(partner, at):
    known = Membership.objects.live(at).filter(Q(member=partner) | Q(grouping=partner))
    partners = [
        f"{side}__{name}" for side in ("member", "grouping") for name in ("slug", "kind", "code", "own_names")
    ]
    return known.select_related("member", "grouping").only(
        "since", "since_precision", "until", "source", "source_url", "public_from", *partners
    )


@register.simple_tag
def memberships_of(partner, at, day=None, known_by=None) -> dict[str, Belonging]:
    """What `partner` belongs to and its own members, by name (one query).

    As the public knows it at `at`, and as it stood on `day`: today when not given. One that begins later is
    among the current ones, with `is_coming`. Of a past day, `known_by` is the moment at which it was over:
    what was announced after it lay ahead of nobody, and no end that came later is told.
    """
    day = day or today(at)
    found = {"of": Belonging(), "members": Belonging()}
    for membership in _memberships(partner.pk, at):
        is_member = membership.member_id == partner.pk
        side = found["of" if is_member else "members"]
        is_coming = bool(membership.since and membership.since > day)
        if known_by and known_by < at:
            if is_coming and membership.public_from > known_by:
                continue
            if membership.until and membership.until > day:
                membership.until = None
        told = Told(
            membership=membership,
            partner=membership.grouping if is_member else membership.member,
            is_coming=is_coming,
        )
        over = membership.until and membership.until <= day
        (side.former if over else side.current).append(told)
    for side in found.values():
        for rows in (side.current, side.former):
            rows.sort(key=lambda row: fold(str(row.partner.name)))
    return found

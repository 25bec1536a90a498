"""The areas of cooperation, and those on which each partnership rests."""

from django.db.models import Q

from partnerships.models import PartnershipPillar, Pillar
from partnerships.open_data.collections import Collection, live
from partnerships.open_data.columns import (
    SLUG,
    SOURCED,
    Column,
    fact_id,
    line,
    number,
    own,
    page,
    reference,
    texts,
)

PILLARS = Collection(
    "pillars",
    "The areas of cooperation, in the vocabulary that all partnerships share.",
    (
        Column("id", "Its name in addresses.", own("slug"), SLUG, "health"),
        number("order", "Its place in lists.", 1),
        texts("name", "What it is called.", "Health", "Y tế"),
        texts("summary", "What it is about.", "Hospitals and medicines.", "Bệnh viện và thuốc men."),
        line("colour", "Its colour: # and six hexadecimal digits.", "#7a1f2b"),
        page("partnerships:pillar"),
    ),
    lambda at, day: Pillar.objects.all(),
    key="slug",
)

PARTNERSHIP_PILLARS = Collection(
    "partnership-pillars",
    "The pillars of each partnership, in its own order and wording.",
    (
        fact_id("The identifier of this pillar of a partnership."),
        reference("partner", "The partner's id.", "GB", required=True),
        reference("pillar", "The pillar's id.", "health", required=True),
        number("order", "Its place among those of this partnership.", 2),
        texts(
            "wording",
            "What this partnership calls it, where that differs.",
            "Ageing well together",
            "Cùng sống khỏe",
        ),
        *SOURCED,
    ),
    lambda at, day: live(PartnershipPillar, at).select_related("partner", "pillar"),
    by_partner=lambda partner: Q(partner=partner),
)

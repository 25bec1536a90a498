"""Partners, the ladder of levels, who stood on which rung when, and who belongs to what."""

from django.db.models import Exists, OuterRef, Q, Subquery

from partnerships.models import Level, Membership, Partner, PartnershipPeriod
from partnerships.open_data.collections import Collection, if_known, live
from partnerships.open_data.columns import (
    CODE,
    SLUG,
    SOURCED,
    Column,
    choice,
    day,
    fact_id,
    if_told,
    line,
    no_more_exactly,
    nullable,
    number,
    own,
    page,
    precision,
    reference,
    texts,
)

PARTNERS = Collection(
    "partners",
    "Countries, organisations and groupings of countries.",
    (
        Column(
            "id",
            "A country: its two letters in ISO 3166-1. Others: their short name.",
            own("code"),
            CODE,
            "GB",
        ),
        Column("slug", "Its name in addresses.", own("slug"), SLUG, "united-kingdom"),
        choice("kind", "What it is.", Partner.Kind, "country"),
        texts(
            "name",
            "Its name: the ministry's own, else that of the Unicode CLDR.",
            "United Kingdom",
            "Vương quốc Anh",
        ),
        choice("region", "Where it lies.", Partner.Region, "europe"),
        texts("capital", "Its capital.", "London", "Luân Đôn"),
        page("partnerships:partner"),
    ),
    lambda at, day: Partner.objects.all(),
    key="code",
)

LEVELS = Collection(
    "levels",
    "The rungs of the ladder of partnerships on which somebody stands or stood.",
    (
        Column("id", "Its name in addresses.", own("slug"), SLUG, "strategic-partnership"),
        number("rank", "The highest is the closest.", 5),
        texts("name", "What it is called.", "Strategic partnership", "Đối tác chiến lược"),
        line("colour", "Its colour on the map: # and six hexadecimal digits.", "#1f6f8b"),
    ),
    # One that nobody holds yet would tell of what is being prepared.
    lambda at, day: Level.objects.filter(
        Exists(PartnershipPeriod.objects.live(at).filter(level=OuterRef("pk")))
    ),
    key="slug",
)


def _periods(at, day):
    following = (
        PartnershipPeriod.objects.live(at)
        .filter(partner=OuterRef("partner"), since__gt=OuterRef("since"))
        .order_by("since")
    )
    return (
        live(PartnershipPeriod, at)
        .select_related("partner", "level")
        .annotate(
            next_since=Subquery(following.values("since")[:1]),
            next_precision=Subquery(following.values("since_precision")[:1]),
            known_declaration=if_known("declaration", at),
            known_event=if_known("event", at),
        )
    )


def end_of(period) -> tuple:
    """Return the first day on which the level was no longer held, and its precision; `(None, None)` for none.

    The next level that is public ends it, unless it ended before that.
    """
    ended, begun = period.until, period.next_since
    if begun and (ended is None or begun <= ended):
        return begun, period.next_precision
    return (ended, "day") if ended else (None, None)


PERIODS = Collection(
    "partnership-periods",
    "The level of each partnership over time. At any day a partner has one level at most.",
    (
        fact_id("The identifier of this period."),
        reference("partner", "The partner's id.", "GB", required=True),
        reference("level", "The level's id.", "strategic-partnership", required=True),
        day("since", "The first day at this level.", "since_precision", "2010-09-08", required=True),
        precision("since_precision", "since"),
        Column(
            "until",
            "The first day no longer at this level; null: it stands. Where `until_precision` is month or "
            "year, the first day of it.",
            lambda row: no_more_exactly(*end_of(row)),
            nullable({"type": "string", "format": "date"}),
            "2025-10-29",
        ),
        Column(
            "until_precision",
            "How exactly `until` is known.",
            lambda row: end_of(row)[1],
            nullable({"type": "string", "enum": ["day", "month", "year"]}),
            "day",
        ),
        if_told("declaration", "The agreement that established it."),
        if_told("event", "The event at which it was established."),
        texts("note", "What else is to be said.", "Raised during the visit.", "Nâng cấp trong chuyến thăm."),
        *SOURCED,
    ),
    _periods,
    by_partner=lambda partner: Q(partner=partner),
    on=lambda rows, day: rows.on(day),
    on_about="Only the level of each partner on that day.",
)

MEMBERSHIPS = Collection(
    "memberships",
    "Which partners belong to which organisations and groupings, between which days.",
    (
        fact_id("The identifier of this membership."),
        reference("member", "The member's id among the partners.", "VN", required=True),
        reference("grouping", "The organisation's or grouping's id.", "ASEAN", required=True),
        day("since", "The first day of it; null: always, or not known.", "since_precision", "1995-07-28"),
        precision("since_precision", "since"),
        day("until", "The first day out of it; null: it stands.", example="2030-01-01"),
        *SOURCED,
    ),
    lambda at, day: live(Membership, at).select_related("member", "grouping"),
    by_partner=lambda partner: Q(member=partner) | Q(grouping=partner),
    on=lambda rows, day: rows.on(day),
    on_about="Only those that stand on that day.",
)

import itertools

from babel import Locale
from django.conf import settings
from django.db.models import Exists, OuterRef

from newsroom.demonstration.register_archive.making import DAY, create, texts
from partnerships.folding import slugify
from partnerships.models import Level, Membership, Partner, PartnershipPeriod, PartnershipPillar, Pillar

# What CLDR names by two letters and is no country: groupings, parts of countries, codes for tests.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
LEVELS = ["Diplomatic relations", "Partnership", "Strategic partnership", "Comprehensive partnership"]
PILLARS = ["Trade", "Defence", "Education", "Energy", "Health", "Culture", "Science", "Climate"]
COLOURS = ["#5b6770", "#1f6f8b", "#8a5a00", "#7a1f2b"]


def make_partners(made, count):
    levelled = PartnershipPeriod.objects.filter(partner=OuterRef("pk"))
    made.partners = list(Partner.objects.exclude(code=settings.NEWSROOM_COUNTRY).exclude(Exists(levelled)))
    made.partners = made.partners[:count]
    taken = set(Partner.objects.values_list("code", flat=True)) | {settings.NEWSROOM_COUNTRY}
    slugs = set(Partner.objects.values_list("slug", flat=True))
    regions = itertools.cycle(Partner.Region.values)
    missing, rows = count - len(made.partners), []
    countries = (
        Partner(code=code, region=next(regions), slug=slug)
        for code, name in sorted(Locale.parse("en").territories.items())
        if len(code) == 2
        and code.isalpha()
        and code not in NO_COUNTRIES | taken
        and (slug := slugify(name)) not in slugs
    )
    rows = list(itertools.islice(countries, max(0, missing - count // 10)))
    rows += [
        Partner(
            kind=Partner.Kind.GROUPING,
            code=f"SAMPLE-{number}",
            slug=f"sample-grouping-{number}",
            region=next(regions),
            own_names=texts(f"Sample grouping {number}", f"Nhóm mẫu {number}"),
        )
        for number in range(len(taken), len(taken) + missing - len(rows))
    ]
    made.partners += create(Partner, rows)
    made.levels = list(Level.objects.order_by("rank")) or create(
        Level,
        (
            Level(slug=slugify(name), rank=rank, name={"en": name}, colour=COLOURS[rank - 1])
            for rank, name in enumerate(LEVELS, start=1)
        ),
    )
    made.pillars = list(Pillar.objects.all()) or create(
        Pillar,
        (
            Pillar(slug=slugify(name), order=order, name={"en": name}, colour=COLOURS[order % 4])
            for order, name in enumerate(PILLARS)
        ),
    )
    create(
        PartnershipPillar,
        (
            PartnershipPillar(partner=partner, pillar=pillar, order=order, **made.known())
            for partner in made.partners
            if not partner.partnership_pillars.exists()
            for order, pillar in enumerate(made.some(made.pillars, 8))
        ),
    )
    _memberships(made)


def _memberships(made):
    groupings = [partner for partner in made.partners if partner.kind == Partner.Kind.GROUPING]
    members = [partner for partner in made.partners if partner.kind == Partner.Kind.COUNTRY]

    def one(member, grouping):
        since = made.chance.choice([None, made.day()])
        until = (
            since + made.chance.randrange(1, 9_000) * DAY if since and not made.chance.randrange(9) else None
        )
        return Membership(member=member, grouping=grouping, since=since, until=until, **made.known())

    there = set(Membership.objects.values_list("member", "grouping"))
    create(
        Membership,
        (
            one(member, grouping)
            for member in members
            for grouping in (made.some(groupings, 4) if groupings else [])
            if (member.pk, grouping.pk) not in there
        ),
    )


def make_histories(made):
    """Give each partner up to five levels, one after the other, each told by an agreement and an event."""

    def history(partner):
        days = sorted({made.day() for _level in range(made.chance.randint(1, 5))})
        first = made.chance.randrange(len(made.levels))
        for number, since in enumerate(days):
            yield PartnershipPeriod(
                partner=partner,
                level=made.levels[min(first + number, len(made.levels) - 1)],
                since=since,
                since_precision=made.chance.choice(["day", "day", "month", "year"]),
                declaration_id=made.chance.choice(made.agreements) if made.agreements else None,
                event_id=made.chance.choice(made.events)[0] if made.events else None,
                **made.known(),
            )

    create(PartnershipPeriod, (period for partner in made.partners for period in history(partner)))

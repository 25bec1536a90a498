"""All partners: the ladder, those with a level by region, then the rest of the world."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.composed import composed
from partnerships.filters import PartnerFilter
from partnerships.folding import fold
from partnerships.models import Membership, Partner, PartnershipPeriod
from partnerships.views.pages import page, today


@composed
def _periods(at, day):
    periods = PartnershipPeriod.objects.live(at).on(day).select_related("level")
    return periods.order_by("-level__rank").only("partner", "level")


@composed
def _groupings(at, day):
    """Those of which the public knows a member (another would tell of one to come), with ours."""
    members = Membership.objects.live(at).on(day).filter(grouping=OuterRef("pk"))
    ours = members.filter(member__kind=Partner.Kind.COUNTRY, member__code=settings.NEWSROOM_COUNTRY).order_by(
        "-pk"
    )
    return (
        Partner.objects.filter(Exists(members))
        .annotate(
            is_ours=Exists(ours),
            since=Subquery(ours.values("since")[:1]),
            since_precision=Subquery(ours.values("since_precision")[:1]),
        )
        .only("slug", "kind", "code", "own_names")
    )


def _by_name(partner):
    return fold(str(partner.name))


def _by_region(entries):
    """Return the regions that have any, in the order in which the ministry names them."""
    found = defaultdict(list)
    for entry in entries:
        found[entry["partner"].region].append(entry)
    return [
        {"slug": value, "name": name, "partners": found[value]}
        for value, name in Partner.Region.choices
        if value in found
    ]


@require_safe
def partners(request):
    """All partners, or those that `?q=`, `?level=`, `?region=`, `?kind=` and `?grouping=` ask for."""
    at = timezone.now()
    day = today(at)
    periods = _periods(at, day)
    levels = {held.level.slug: held.level for held in periods}
    groupings = sorted(_groupings(at, day), key=_by_name)
    filtered = PartnerFilter(
        request.GET,
        Partner.objects.abroad().only("slug", "kind", "code", "own_names", "region"),
        periods,
        Membership.objects.live(at).on(day),
        level=[(slug, str(level.name)) for slug, level in levels.items()],
        region=Partner.Region.choices,
        grouping=[(grouping.slug, str(grouping.name)) for grouping in groupings],
    )
    held_by = {held.partner_id: held for held in periods}
    ours = {grouping.pk: grouping for grouping in groupings if grouping.is_ours}
    near, rest = [], defaultdict(list)
    for partner in sorted(filtered.found, key=_by_name):
        entry = {"partner": partner, "period": held_by.get(partner.pk), "ours": ours.get(partner.pk)}
        (near if entry["period"] else rest[partner.kind]).append(entry)
    near.sort(key=lambda entry: -entry["period"].level.rank)
    context = {
        "filter": filtered,
        "address_query": filtered.address_query(),
        "rungs": [
            {"level": level, "held": [held for held in periods if held.level_id == level.pk]}
            for level in levels.values()
        ],
        "regions": _by_region(near),
        "other_countries": _by_region(rest[Partner.Kind.COUNTRY]),
        "organisations": rest[Partner.Kind.ORGANISATION],
        "groupings": rest[Partner.Kind.GROUPING],
        "home": Partner(kind=Partner.Kind.COUNTRY, code=settings.NEWSROOM_COUNTRY),
        "page_title": _("Partners"),
        "page_description": _("The countries and organisations that we work with, and how closely."),
    }
    return page(request, "partnerships/partners.html", context, at)

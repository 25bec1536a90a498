"""Feeds of what becomes of commitments: of all, of an agreement, of a partner and of a pillar.

Each view is told the format as `form`, one of `partnerships.feeds.FORMATS`.
"""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import OuterRef
from django.db.models.functions import Greatest
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships import feeds
from partnerships.addresses import address_of
from partnerships.changes import last_change
from partnerships.dates import spoken_date
from partnerships.gathered import gathered, rows_of
from partnerships.models import Agreement, CommitmentEntry, Partner, Pillar
from partnerships.views.pages import kept, today

LENGTH = 50
MINUTES_TO_LIVE = 60
# How a browser shows a feed.
STYLES = "site/feed.css"


@dataclass(frozen=True)
class Channel:
    """What a feed is about: its words, the page that shows the same, and its entries."""

    name: str
    page: str
    entries: object

    @property
    def title(self) -> str:
        said = _("Commitments: %(name)s") % {"name": self.name} if self.name else _("Commitments")
        return f"Communiqué · {said}"


@require_safe
def everything(request, form):
    """What became of any commitment."""
    at = timezone.now()
    entries = CommitmentEntry.objects.live(at)
    return _answer(request, form, at, Channel("", address_of("partnerships:commitments"), entries))


@require_safe
def agreement(request, slug, form):
    """What became of the commitments of one agreement."""
    at = timezone.now()
    found = get_object_or_404(Agreement.objects.live(at), slug=slug)
    entries = CommitmentEntry.objects.live(at).filter(commitment__agreement=found)
    name = found.short_name or str(found.title)
    return _answer(request, form, at, Channel(name, found.get_absolute_url(), entries))


@require_safe
def partner(request, slug, form):
    """What became of the commitments in agreements with one partner."""
    at = timezone.now()
    found = get_object_or_404(Partner, slug=slug)
    entries = CommitmentEntry.objects.live(at).filter(commitment__agreement__partners=found)
    return _answer(request, form, at, Channel(str(found.name), _chosen("partner", slug), entries))


@require_safe
def pillar(request, slug, form):
    """What became of the commitments on one pillar."""
    at = timezone.now()
    found = get_object_or_404(Pillar, slug=slug)
    entries = CommitmentEntry.objects.live(at).filter(commitment__pillars=found)
    return _answer(request, form, at, Channel(str(found.name), _chosen("pillar", slug), entries))


def _chosen(name, slug):
    return f"{address_of('partnerships:commitments')}?{name}={slug}"


def _answer(request, form, at, channel):
    write = partial(_written, request, form, at, channel)
    return kept(request, at, feeds.content_type(form), write)


def _newest(entries, at):
    """The entries that became public last, the newest first (one query).

    One becomes public with its commitment and its agreement, when those come later.
    """
    partners = Partner.objects.filter(agreements=OuterRef("commitment__agreement"))
    pillars = Pillar.objects.filter(commitments=OuterRef("commitment"))
    known = Greatest("public_from", "commitment__public_from", "commitment__agreement__public_from")
    return (
        entries.filter(on__lte=today(at))
        .annotate(
            known_from=known,
            partners_told=gathered(partners, "slug", "kind", "code", "own_names"),
            pillars_told=gathered(pillars, "order", "slug", "name"),
        )
        .select_related("commitment__agreement")
        .order_by("-known_from", "-on", "-pk")[:LENGTH]
    )


def _written(request, form, at, channel) -> bytes:
    entries = list(_newest(channel.entries, at))
    here = settings.SITE_URL + request.path
    feed = feeds.Feed(
        title=channel.title,
        description=_("What becomes of what was promised in agreements."),
        language=get_language(),
        page=settings.SITE_URL + channel.page,
        addresses={other: feeds.address_in(other, here) for other in feeds.FORMATS},
        entries=tuple(_item(entry) for entry in entries),
        changed=entries[0].known_from if entries else last_change(at),
        minutes_to_live=MINUTES_TO_LIVE,
        stylesheet=static(STYLES),
        explanation=_(
            "This is a feed: copy its address into a reader of feeds, and what becomes of these commitments "
            "comes to you. The page that tells the same:"
        ),
        explained_at=settings.SITE_URL + channel.page,
    )
    return feeds.written(feed, form)


def _item(entry) -> feeds.Item:
    """One entry as feeds tell it."""
    commitment = entry.commitment
    told = {"state": capfirst(entry.get_status_display()), "commitment": commitment.text}
    agreement = commitment.agreement
    where = _("%(day)s. Commitment %(number)d of “%(agreement)s”.") % {
        "day": spoken_date(entry.on),
        "number": commitment.number,
        "agreement": agreement.title,
    }
    partners = rows_of(Partner, entry.partners_told)
    pillars = sorted(rows_of(Pillar, entry.pillars_told), key=lambda one: (one.order, one.slug))
    return feeds.Item(
        identity=entry.uid.urn,
        title=_("%(state)s: %(commitment)s") % told,
        address=settings.SITE_URL + commitment.get_absolute_url(),
        summary=" ".join(filter(None, [str(entry.note), where])),
        published=entry.known_from,
        topics=tuple(
            feeds.Topic(str(one.name), settings.SITE_URL + one.get_absolute_url())
            for one in [*sorted(partners, key=lambda one: one.slug), *pillars]
        ),
    )

"""Which feeds there are, in groups: what the page of feeds shows, and the list that one downloads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from newsroom.models import Edition, EditionAgreement, EditionPartner, EditionPerson, Section
from newsroom.public.feeds.kinds import kind_names
from newsroom.public.pages import absolute
from partnerships.addresses import address_of
from partnerships.folding import fold
from partnerships.models import Agreement, Event, Partner, PartnershipPeriod, Person, Pillar
from partnerships.texts import Text

# Of whom and of what the newest stories tell: what nobody writes about any more keeps a feed at its own page.
NEWEST_STORIES = 200


@dataclass(frozen=True)
class Listed:
    """One feed of a list: what it is about, and its address as RSS."""

    name: Text | str
    address: str
    note: str = ""

    @property
    def absolute(self) -> str:
        return absolute(self.address)


@dataclass(frozen=True)
class Group:
    """Feeds of one sort. `key` is its name in addresses, `note` a sentence on what is not listed."""

    key: str
    heading: str
    feeds: list[Listed] = field(default_factory=list)
    note: str = ""


def groups(language: str, at: datetime, sections: Iterable[Section], most: int) -> list[Group]:
    """Return all feeds of `language`, of events, people and agreements the `most` latest (five queries)."""
    return [group for group in _groups(language, at, sections, most) if group.feeds]


def _groups(language, at, sections, most):
    def listed(rows, feed, naming="name", note=""):
        return [
            Listed(
                getattr(row, naming).in_language(language),
                address_of(feed, row.slug),
                str(getattr(row, note)) if note else "",
            )
            for row in rows
        ]

    own_pages = _("Of each other one there is a feed at its own page.")
    yield Group(
        "all",
        _("Everything"),
        [
            Listed(_("All stories"), address_of("newsroom:feed")),
            Listed(
                _("Corrections"),
                address_of("newsroom:corrections_feed"),
                _("what was wrong, and how it reads now"),
            ),
        ],
    )
    yield Group(
        "commitments",
        _("Commitments"),
        [Listed(_("What becomes of all commitments"), address_of("partnerships:commitments_feed"))],
        _("Those of one agreement, partner or pillar have a feed at its own page."),
    )
    yield Group("sections", _("Sections"), listed(sections, "newsroom:section_feed"))
    yield Group(
        "kinds",
        _("Kinds of stories"),
        [Listed(name, address_of("newsroom:kind_feed", kind.value)) for kind, name in kind_names().items()],
    )
    yield Group("pillars", _("Pillars of cooperation"), listed(Pillar.objects.all(), "newsroom:pillar_feed"))
    partners = sorted(_partners(at), key=lambda partner: fold(str(partner.name)))
    yield Group("partners", _("Partners"), listed(partners, "newsroom:partner_feed"))
    events = Event.objects.live(at)[:most]
    yield Group(
        "events",
        _("Latest events"),
        listed(events, "newsroom:event_feed", "title", "days"),
        own_pages,
    )
    people = sorted(_told_of(Person, EditionPerson, language, at, most), key=lambda one: fold(str(one.name)))
    yield Group(
        "people", _("People in the latest stories"), listed(people, "newsroom:person_feed"), own_pages
    )
    agreements = _told_of(Agreement, EditionAgreement, language, at, most)
    yield Group(
        "agreements",
        _("Agreements in the latest stories"),
        listed(agreements, "newsroom:agreement_feed", "title"),
        own_pages,
    )


def _partners(at):
    """Those with whom there is a level, or of whom there is a story.

    A feed for each country of the world, most of them empty, would hide the others.
    """
    levels = PartnershipPeriod.objects.live(at).filter(partner=OuterRef("pk"))
    stories = EditionPartner.objects.filter(partner=OuterRef("pk"), edition__in=Edition.objects.live(at))
    return Partner.objects.abroad().filter(Exists(levels) | Exists(stories))


def _told_of(model, tie, language, at, most):
    """Those of `model` of whom the newest stories tell."""
    newest = Edition.objects.live(at).in_language(language).newest_first().values("pk")[:NEWEST_STORIES]
    name = model._meta.model_name
    told = tie.objects.filter(edition__in=Subquery(newest)).values(name)
    return model.objects.live(at).filter(pk__in=told)[:most]

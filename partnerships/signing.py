"""Who signed an agreement: the bodies of each side, and the people with the posts they held that day."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import get_language

from partnerships.country_names import country_name
from partnerships.dates import last_day
from partnerships.models import Appointment, Partner
from partnerships.texts import Text, Texts


@dataclass(frozen=True)
class Signed:
    """A body that signed, and who did where the public may know it, in which post."""

    body: Texts
    person: object | None = None
    post: Texts | None = None


@dataclass
class Side:
    """One side of an agreement. Our own has no `partner`."""

    name: Text
    partner: Partner | None = None
    signed: list[Signed] = field(default_factory=list)


def our_side() -> Text:
    """Return the ministry's own country, as CLDR names it in the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    return Text(country_name(settings.NEWSROOM_COUNTRY, language) or settings.NEWSROOM_COUNTRY, language)


def _posts(agreement, at):
    """The posts that a signatory's person held through all days on which it may have been signed."""
    held = Appointment.objects.live(at).filter(person=OuterRef("person"))
    if agreement.signed_on is None:
        return held.none()
    last = last_day(agreement.signed_on, agreement.signed_precision)
    return held.on(agreement.signed_on).filter(Q(until=None) | Q(until__gt=last))


def sides_of(agreement, at) -> list[Side]:
    """Return the sides of `agreement`, ours first, the others as its signatories are ordered (one query).

    `agreement` came `with_standing`: its signing tells which post somebody held.
    """
    rows = agreement.signatories.select_related("party", "person").annotate(
        post_title=Subquery(_posts(agreement, at).values("post__title")[:1])
    )
    sides: dict[int | None, Side] = {}
    for row in rows:
        if row.party_id not in sides:
            name = row.party.name.in_language(get_language()) if row.party else our_side()
            sides[row.party_id] = Side(name, row.party)
        known = row.person if row.person and row.person.is_public(at) else None
        sides[row.party_id].signed.append(Signed(row.body, known, row.post_title if known else None))
    return sorted(sides.values(), key=lambda side: side.partner is not None)

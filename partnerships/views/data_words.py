"""What the collections of the open data are called on the page about them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.open_data.register import COLLECTIONS

_WORDS = {
    "partners": (
        _("Partners"),
        _("countries, organisations and groupings, and their names"),
    ),
    "levels": (_("Levels"), _("the rungs of the ladder of partnerships")),
    "partnership-periods": (_("Levels over time"), _("who stood at which level between which days")),
    "memberships": (_("Memberships"), _("who belongs to which grouping, between which days")),
    "pillars": (_("Pillars of cooperation"), _("the areas of cooperation")),
    "partnership-pillars": (_("Pillars of a partnership"), _("in its own order and wording")),
    "events": (_("Events"), _("visits, talks, summits, forums and signings")),
    "event-changes": (_("Changes of events"), _("what was moved, postponed, cancelled or confirmed")),
    "programme-items": (_("Programmes"), _("the public items, with their times in UTC")),
    "agreements": (_("Agreements"), _("what was agreed, by whom it was signed and where it stands")),
    "agreement-steps": (_("Steps of agreements"), _("negotiated, signed, ratified, in force, ended")),
    "agreement-texts": (_("Texts of agreements"), _("in each language, as PDF files")),
    "commitments": (_("Commitments"), _("what was promised, by whom, by when, and how it stands")),
    "commitment-entries": (_("Progress of commitments"), _("what was said of each on which day")),
    "people": (_("People"), _("whom stories and events name")),
    "posts": (_("Posts"), _("the offices that people hold one after the other")),
    "appointments": (_("Appointments"), _("who held which post between which days")),
}


def spoken_collections() -> list[dict]:
    """Return each collection's name and what it holds, with its addresses, as the page tells them."""
    return [
        {
            "slug": name,
            "title": title,
            "about": about,
            "json": reverse("open_data:collection", args=[name, "json"]),
            "csv": reverse("open_data:collection", args=[name, "csv"]),
            "filters": COLLECTIONS[name].filters,
        }
        for name, (title, about) in _WORDS.items()
    ]

"""The ministry itself: who publishes the site, as machines are told."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def ministry_name() -> str:
    """Return the ministry's name in the active language."""
    return settings.MINISTRY_NAMES.get(get_language()) or _("Ministry of Foreign Affairs")


def ministry_id() -> str:
    """Return by what all data names the ministry, whichever page tells of it."""
    return f"{settings.SITE_URL}/#ministry"


def ministry() -> dict:
    """Return the ministry as a part of other data of schema.org (https://schema.org/GovernmentOrganization)."""
    return {
        "@type": "GovernmentOrganization",
        "@id": ministry_id(),
        "name": ministry_name(),
        "url": settings.MINISTRY_URL,
    }

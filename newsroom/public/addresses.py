"""What stands at the address of a story: the story, its withdrawal, or the way to where it is now."""

from datetime import datetime

from django.db.models import F

from newsroom.models import Edition
from partnerships.composed import composed


def found_at(language: str, slug: str, at: datetime) -> Edition | None:
    """Return what is in force at `at` of the story that stands at this address, or once stood there.

    Its slug says where it is now: it differs when the story moved. None when the public knows no story here.
    """
    return standing_at(language, slug, at) or moved_from(language, slug, at)


def standing_at(language: str, slug: str, at: datetime) -> Edition | None:
    """Return the edition, or the notice of withdrawal, in force at this address at `at`."""
    return next(iter(_standing_at(language, slug, at)), None)


@composed
def _standing_at(language, slug, at):
    editions = Edition.objects.in_force(at).in_language(language).filter(slug=slug)
    # A page shows the body as it was rendered; the text without mark-up is for searches.
    return editions.select_related("section").defer("body_text").order_by("-public_from", "-pk")[:1]


def moved_from(language: str, slug: str, at: datetime) -> Edition | None:
    """Return what is in force now of the story that the public last found at this address.

    Only editions that were public are asked: a coming one must not give away its address,
    and one that was cancelled never stood anywhere.
    """
    past = (
        Edition.objects.in_language(language)
        .filter(slug=slug, public_from__lte=at, public_until__gt=F("public_from"))
        .order_by("-public_from", "-pk")
    )
    uid = past.values_list("uid", flat=True).first()
    return uid and Edition.objects.in_force(at).in_language(language).filter(uid=uid).first()


HOPS = 4


def leads_to(edition: Edition, at: datetime) -> Edition | None:
    """Return what is in force where a withdrawn story sends its readers; None when it sends them nowhere.

    Each story on the way was withdrawn after the one that leads to it. A way that turns back on itself is
    none, and is not followed: no reader can be sent round in a circle, whatever the table holds.
    """
    for _hop in range(HOPS):
        to = edition.notice.get("to")
        if not to:
            return edition
        there = Edition.objects.in_force(at).filter(uid=to).select_related("section").first()
        if there is None or (there.notice.get("to") and _moment(there) <= _moment(edition)):
            return None
        edition = there
    return edition


def _moment(edition):
    return edition.public_from, edition.pk


def translations_of(edition: Edition, at: datetime) -> list[Edition]:
    """Return what is live of the story in the other languages (one query)."""
    return list(_others(edition.translation_group, edition.language, at))


@composed
def _others(group, language, at):
    others = Edition.objects.live(at).filter(translation_group=group).exclude(language=language)
    return others.only("language", "slug", "uid", "number", "major_change_at")

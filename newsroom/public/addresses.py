"""What stands at the address of a story: the story, its withdrawal, or the way to where it is now."""

from datetime import datetime

from django.db.models import F

from newsroom.models import Edition


def standing_at(language: str, slug: str, at: datetime) -> Edition | None:
    """Return the edition, or the notice of withdrawal, in force at this address at `at`."""
    editions = Edition.objects.in_force(at).in_language(language).filter(slug=slug)
    return editions.select_related("section").order_by("-public_from", "-pk").first()


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


def in_other_languages(edition: Edition, at: datetime) -> dict[str, str]:
    """Return the addresses of the story's live translations, by language (one query)."""
    others = (
        Edition.objects.live(at)
        .filter(translation_group=edition.translation_group)
        .exclude(language=edition.language)
        .only("language", "slug")
    )
    return {other.language: other.get_absolute_url() for other in others}

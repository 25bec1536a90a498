"""How stories look in a list: their pictures, their dates, and which are about a subject of the register."""

from datetime import datetime
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.imaging.naming import SHAPES, photo_sources
from newsroom.imaging.placing import PLACES, sizes_at
from newsroom.models import Edition, EditionPhoto
from newsroom.newsroom_time import newsroom_day, newsroom_zone, newsroom_zone_name
from newsroom.public.pages import absolute
from partnerships.composed import Composed, composed, one_after_another

register = template.Library()


@register.simple_tag
def stories_about(
    subject, limit: int = 6, kind: str = "", without: str = "", at: datetime | None = None
) -> list[Edition]:
    """The newest live stories in the page's language about a partner, pillar, event, person or agreement.

    `kind` leaves only those of one kind, such as "interview"; `without` leaves out those of a kind. With
    `at`, a moment of the past, they are those that stood then and still do, as they read now.
    """
    query = _about(subject._meta.model_name, limit, kind, without, at is not None)
    return query(subject.pk, get_language(), timezone.now(), *filter(None, [at]))


@cache
def _about(name: str, limit: int, kind: str, without: str, then: bool = False) -> Composed:
    """The query for one list of a kind of page: templates ask for a handful of them."""

    def stories(pk, language, at):
        found = Edition.objects.live(at).in_language(language).tied_to(name, pk)
        if kind:
            found = found.filter(kind=kind)
        if without:
            found = found.exclude(kind=without)
        return found.for_lists().newest_first()

    if not then:
        return composed(lambda pk, language, at: stories(pk, language, at)[:limit])
    # A story that stood then had come out by then, and the index of the ties is in that order.
    return composed(
        lambda pk, language, at, then: (
            stories(pk, language, at).filter(listed_from__lte=then).that_stood(then)[:limit]
        )
    )


@register.simple_tag
def stories_of_kinds(subject, *kinds: str, limit: int = 8) -> dict[str, list[Edition]]:
    """The newest live stories about a subject, apart by kind: `{"interview": […], "other": […]}`; one query.

    Each of `kinds` has a list of its own, its hyphens written as underlines; "other" has the rest.
    """
    asked = subject.pk, get_language(), timezone.now()
    name = subject._meta.model_name
    numbers = one_after_another(
        *(_numbers_about(name, limit, kind, ()).written(*asked) for kind in kinds),
        _numbers_about(name, limit, "", kinds).written(*asked),
    )
    found: dict[str, list[Edition]] = {kind.replace("-", "_"): [] for kind in (*kinds, "other")}
    for story in Edition.objects.filter(pk__in=numbers).for_lists().newest_first():
        found[story.kind.replace("-", "_") if story.kind in kinds else "other"].append(story)
    return found


@cache
def _numbers_about(name: str, limit: int, kind: str, without: tuple[str, ...]) -> Composed:
    """The query for the newest stories about a subject: of one kind, or those without some kinds."""

    @composed
    def numbers(pk, language, at):
        found = Edition.objects.live(at).in_language(language).tied_to(name, pk)
        found = found.filter(kind=kind) if kind else found.exclude(kind__in=without)
        return found.newest_first().values("pk")[:limit]

    return numbers


@register.filter
def newsroom_time(moment: datetime) -> str:
    """A moment as the page's language writes it, with the hour and the zone whose hour it is."""
    return _("%(day)s, %(hour)s (%(zone)s)") % {
        "day": formats.date_format(newsroom_day(moment), "DATE_FORMAT"),
        "hour": formats.time_format(moment.astimezone(newsroom_zone()), "H:i"),
        "zone": newsroom_zone_name(),
    }


def _time_element(moment: datetime, words: str):
    local = moment.astimezone(newsroom_zone())
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.simple_tag
def newsroom_date(moment: datetime):
    """A moment in full, as a <time> element."""
    return _time_element(moment, newsroom_time(moment))


@register.simple_tag
def story_date(story: Edition):
    """The day of a story, as a <time> element."""
    return _story_date(story.first_public_from, settings.NEWSROOM_TIME_ZONE, get_language())


@register.simple_tag
def newsroom_day_of(moment: datetime):
    """The day of a moment, as a <time> element."""
    return _story_date(moment, settings.NEWSROOM_TIME_ZONE, get_language())


# Every list shows the same newest stories again.
@lru_cache(maxsize=4096)
def _story_date(moment: datetime, zone: str, language: str):
    return _time_element(moment, formats.date_format(newsroom_day(moment), "DATE_FORMAT"))


@register.simple_tag
def picture_sources(photo: dict | EditionPhoto, shape: str = "whole") -> dict:
    """The public files of a photo of an edition: of its lead photo or of one of its EditionPhotos."""
    return photo_sources(photo, shape)


def _shown_at(photo: dict | EditionPhoto, place: str) -> dict:
    """The files of a photo at one of the places of `newsroom.imaging.placing`, and how wide it is there."""
    there = PLACES[place]
    sources = photo_sources(photo, there.shape)
    return {"sources": sources, "sizes": sizes_at(there, sources["width"], sources["height"])}


@register.inclusion_tag("newsroom/_picture.html")
def picture(photo, place: str, first: bool = False, silent: bool = False) -> dict:
    """A photo of an edition as a <picture>, as it is shown at one of `newsroom.imaging.placing.PLACES`.

    `first` loads it at once instead of when it comes into view; `silent` leaves its alternative
    text out, for a picture whose headline stands beside it.
    """
    return {
        **_shown_at(photo, place),
        "photo": photo,
        "first": first,
        "silent": silent,
        "waits": PLACES[place].waits,
    }


@register.inclusion_tag("newsroom/_preload.html")
def preload_picture(photo, place: str) -> dict:
    """A hint in the head of a page, by which its one lead picture is asked for before the style sheets are.

    Only browsers that read AVIF take it (https://html.spec.whatwg.org/multipage/links.html#link-type-preload).
    """
    return _shown_at(photo, place)


@register.simple_tag
def shared_picture(photo) -> dict:
    """What other sites show of a photo in the page's card: its absolute `address`, `width` and `height`."""
    sources = picture_sources(photo, "share")
    width = min(sources["width"], SHAPES["share"].jpeg_widths[-1])
    return {
        "address": absolute(sources["fallback"]),
        "width": width,
        "height": max(1, round(sources["height"] * width / sources["width"])),
    }

"""A photo's own page. It exists while a story that the public can read shows the photo."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import translate_url
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.credits import shown_credit
from newsroom.models import Edition, EditionPhoto
from newsroom.newsroom_time import newsroom_day
from newsroom.public.breadcrumbs import crumb, trail
from newsroom.public.image_data import graph, image_data
from newsroom.public.pages import page
from newsroom.public.pictured import uses_in
from newsroom.public.press import for_the_press
from partnerships.composed import composed

STORIES = 20

_WHAT_IS_NOT_SHOWN = ("edition__content", "edition__body_html", "edition__body_text")


@dataclass(frozen=True)
class Among:
    """A photo among those of one story, in the order of the page: which it is, and those beside it."""

    story: Edition
    shown: EditionPhoto
    number: int
    count: int
    before: EditionPhoto | None
    after: EditionPhoto | None


@composed
def _photos_of(slug, language, at):
    """The photos of the live story at this address (a slug may have been two stories' in turn)."""
    live = Edition.objects.live(at).in_language(language).filter(slug=slug)
    photos = EditionPhoto.objects.filter(edition__in=live).select_related("edition__section")
    return photos.defer(*_WHAT_IS_NOT_SHOWN).order_by("-edition__public_from", "-edition_id", "position")


def _again(lead, shown):
    return any(use.uid == lead.uid for use in shown if not use.is_lead)


def among(uid: str, slug: str, language: str, at: datetime) -> Among | None:
    """Return where the photo stands in the live story `slug`; None when none shows it (one query)."""
    found = _photos_of(slug, language, at)
    shown = [use for use in found if use.edition_id == found[0].edition_id]
    once: dict = {}
    for use in shown:
        # A photo story shows its lead where it stands among the others (newsroom.public.stories).
        if use.is_lead and use.edition.kind == Edition.Kind.PHOTO_STORY and _again(use, shown):
            continue
        once.setdefault(use.uid, use)
    photos = list(once.values())
    for place, use in enumerate(photos):
        if use.uid.hex == uid:
            before = photos[place - 1] if place else None
            after = photos[place + 1] if place + 1 < len(photos) else None
            return Among(use.edition, use, place + 1, len(photos), before, after)
    return None


@require_safe
def photo(request, uid):
    """The photo as its newest story shows it, and the stories that show it.

    With `?in=`, the address of a story, it comes as that story shows it, between the photos beside it there.
    """
    now, language = timezone.now(), request.LANGUAGE_CODE
    public_uses = uses_in(Edition.objects.live(now)).filter(uid=uid)
    uses = (
        public_uses.filter(edition__language=language)
        .select_related("edition__section")
        .defer(*_WHAT_IS_NOT_SHOWN)
        .order_by("-edition__first_public_from", "-edition_id", "position")
    )
    uses = list(uses[: STORIES * 2])
    if not uses:
        raise Http404
    slug = request.GET.get("in", "")
    place = among(uid, slug, language, now) if slug else None
    shown = place.shown if place else uses[0]
    stories = list({use.edition_id: use.edition for use in uses}.values())[:STORIES]
    languages = public_uses.order_by().values_list("edition__language", flat=True).distinct()
    words = shown.caption or shown.alt_text
    story = place.story if place else stories[0]
    data = image_data(shown, language, shown.edition.first_public_from, is_main=True)
    context = {
        "photo": shown,
        "place": place,
        "stories": stories,
        "breadcrumbs": trail(
            crumb(story.section.name.in_language(language), story.section.get_absolute_url()),
            crumb(story.headline, story.get_absolute_url(), language),
            crumb(_("Photo"), request.path),
        ),
        "translations": {code: translate_url(request.path, code) for code in languages if code != language},
        "for_the_press": for_the_press(uses, newsroom_day(now)) is not None,
        "image_data": graph([data]),
        "page_title": Truncator(words).chars(80),
        "page_description": f"{words} {shown_credit(shown.credit)}".strip(),
        "page_picture": shown,
    }
    return page(request, "newsroom/photo.html", context, now)

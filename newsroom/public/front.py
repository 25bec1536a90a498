"""The front page: what leads, what is new in each section, and where the register stands."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition, Section
from newsroom.models.kinds import Prominence
from newsroom.public.pages import page
from newsroom.public.register import diary, ladder

NEWEST = 24
RAIL = 3
BESIDE = 2
BAND = 4
TRIED = 8  # a section's newest stories may stand elsewhere on the page


@require_safe
def front(request):
    """The front page in one language, in eight queries whatever the archive holds."""
    now, language = timezone.now(), request.LANGUAGE_CODE
    live = Edition.objects.live(now).in_language(language)
    newest = list(live.for_lists().newest_first()[:NEWEST])
    lead = next((story for story in newest if story.prominence == Prominence.LEAD), None)
    lead = lead or next((story for story in newest if story.lead_photo), None) or next(iter(newest), None)
    others = [story for story in newest if story != lead]
    rail, beside = others[:RAIL], others[RAIL : RAIL + BESIDE]
    shown = {story.pk for story in [lead, *rail, *beside] if story}
    interviews = _of_kind(live, Edition.Kind.INTERVIEW, 3, lead)
    photo_stories = _of_kind(live, Edition.Kind.PHOTO_STORY, 3, lead)
    shown |= {story.pk for story in [*interviews, *photo_stories]}
    context = {
        "lead": lead,
        "rail": rail,
        "beside": beside,
        "newest": max((story.public_from for story in newest), default=None),
        "ladder": ladder(now),
        "diary": diary(now),
        "interviews": interviews,
        "photo_stories": photo_stories,
        "page_description": _("News and the register of partnerships, from the foreign ministry’s newsroom."),
    }
    context["sections"], context["bands"] = _bands(live, shown)
    return page(request, "newsroom/front.html", context, now, daily=True)


def _of_kind(live, kind, number, lead):
    """The newest stories of a kind beside the one that leads the page."""
    stories = live.filter(kind=kind).for_lists().newest_first()[: number + 1]
    return [story for story in stories if story != lead][:number]


def _bands(live, shown):
    """The sections, and for each that has stories the newest ones: two queries, each found by an index."""
    newest = live.filter(section=OuterRef("pk")).newest_first().values("pk")
    places = {f"story_{place}": Subquery(newest[place : place + 1]) for place in range(TRIED)}
    sections = list(Section.objects.annotate(**places).order_by("order", "slug"))
    wanted = {section.pk: [getattr(section, place) for place in places] for section in sections}
    numbers = {pk for pks in wanted.values() for pk in pks if pk and pk not in shown}
    stories = Edition.objects.for_lists().in_bulk(numbers)
    bands = []
    for section in sections:
        found = [stories[pk] for pk in wanted[section.pk] if pk in stories][:BAND]
        if found:
            first = next((story for story in found if story.lead_photo), found[0])
            bands.append(
                {"section": section, "first": first, "rest": [story for story in found if story != first]}
            )
    return sections, bands

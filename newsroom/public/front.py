"""The front page: what leads, what is new in each section, and where the register stands."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition
from newsroom.models.kinds import Prominence
from newsroom.public.pages import page
from newsroom.public.places import sections_in_order
from newsroom.public.register import diary, ladder
from partnerships.composed import composed, one_after_another

NEWEST = 24
RAIL = 3
BESIDE = 2
BAND = 4
OF_A_KIND = 3
KINDS = (Edition.Kind.INTERVIEW, Edition.Kind.PHOTO_STORY)
TRIED = 8  # a section's newest stories may stand elsewhere on the page


@require_safe
def front(request):
    """The front page in one language, in six queries whatever the archive holds."""
    now, language = timezone.now(), request.LANGUAGE_CODE
    sections = sections_in_order()
    stories = _stories(sections, language, now)
    newest = stories[:NEWEST]
    lead = next((story for story in newest if story.prominence == Prominence.LEAD), None)
    lead = lead or next((story for story in newest if story.lead_photo), None) or next(iter(newest), None)
    others = [story for story in newest if story != lead]
    rail, beside = others[:RAIL], others[RAIL : RAIL + BESIDE]
    shown = {story.pk for story in [lead, *rail, *beside] if story}
    interviews = _of_kind(stories, Edition.Kind.INTERVIEW, lead)
    photo_stories = _of_kind(stories, Edition.Kind.PHOTO_STORY, lead)
    shown |= {story.pk for story in [*interviews, *photo_stories]}
    context = {
        "lead": lead,
        "rail": rail,
        "beside": beside,
        "newest": max((story.told_at for story in newest), default=None),
        "ladder": ladder(now),
        "diary": diary(now),
        "interviews": interviews,
        "photo_stories": photo_stories,
        "sections": sections,
        "bands": _bands(sections, stories, shown),
        "page_description": _("News and the register of partnerships, from the foreign ministry’s newsroom."),
    }
    return page(request, "newsroom/front.html", context, now, daily=True)


def _newest(number, at, language, **only):
    stories = Edition.objects.live(at).in_language(language).filter(**only)
    return stories.newest_first().values("pk")[:number]


@composed
def _newest_of_all(at, language):
    return _newest(NEWEST, at, language)


@composed
def _newest_of_kind(at, language, kind):
    return _newest(OF_A_KIND + 1, at, language, kind=kind)


@composed
def _newest_of_section(at, language, section):
    return _newest(TRIED, at, language, section=section)


def _stories(sections, language, at):
    """All stories that the page may show, newest first: one query; each list is found by an index."""
    numbers = one_after_another(
        _newest_of_all.written(at, language),
        *(_newest_of_kind.written(at, language, kind) for kind in KINDS),
        *(_newest_of_section.written(at, language, section.pk) for section in sections),
    )
    return list(Edition.objects.filter(pk__in=numbers).for_lists().newest_first())


def _of_kind(stories, kind, lead):
    """The newest stories of a kind beside the one that leads the page."""
    newest = [story for story in stories if story.kind == kind][: OF_A_KIND + 1]
    return [story for story in newest if story != lead][:OF_A_KIND]


def _bands(sections, stories, shown):
    """For each section that has stories, the newest ones that do not stand elsewhere on the page."""
    bands = []
    for section in sections:
        newest = [story for story in stories if story.section_id == section.pk][:TRIED]
        found = [story for story in newest if story.pk not in shown][:BAND]
        if found:
            first = next((story for story in found if story.lead_photo), found[0])
            bands.append(
                {"section": section, "first": first, "rest": [story for story in found if story != first]}
            )
    return bands

"""The front page: what leads, what stands beside it, and the blocks below, as the desk laid them out.

Whatever the desk left open, and every place whose story is not public, the newest stories fill.
"""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.front_layout import PLACES, Kind, Layout, read_layout
from newsroom.models import Edition, FrontPage
from newsroom.models.kinds import Prominence
from newsroom.public.pages import page
from newsroom.public.places import sections_in_order
from newsroom.public.register import diary, ladder
from partnerships.composed import Composed, composed, one_after_another

NEWEST = 24
RAIL = 3
# A block's newest stories may stand at the top: the lead, and those beside it.
SPARE = PLACES + 1
KINDS = {
    Kind.INTERVIEWS: (Edition.Kind.INTERVIEW,),
    Kind.PHOTO_STORIES: (Edition.Kind.PHOTO_STORY,),
    Kind.WORDS: (Edition.Kind.SPEECH, Edition.Kind.STATEMENT),
}


@require_safe
def front(request):
    """The front page in one language, in seven queries whatever is laid out and the archive holds."""
    now = timezone.now()
    layout, since = layout_at(now, request.LANGUAGE_CODE)
    context = front_context(layout, request.LANGUAGE_CODE, now)
    changed = [since, *context["pins_ended"]]
    return page(request, "newsroom/front.html", context, now, daily=True, changed=changed)


@composed
def _layouts(at, language):
    layouts = FrontPage.objects.live(at).in_language(language)
    return layouts.values_list("content", "public_from")[:1]


def layout_at(at: datetime, language: str) -> tuple[Layout, datetime | None]:
    """Return the layout that holds at `at`, and since when; an empty one before there was any (one query)."""
    for content, since in _layouts(at, language):
        return read_layout(content), since
    return Layout(), None


def front_context(
    layout: Layout, language: str, at: datetime, without: Collection[int] = frozenset()
) -> dict:
    """Return what the page shows at `at` by `layout`, in six queries. Editions in `without` are left out."""
    sections = sections_in_order()
    blocks = layout.blocks_of(section.pk for section in sections)
    stories = [story for story in _stories(layout, blocks, language, at) if story.pk not in without]
    by_story = {story.uid: story for story in stories}
    chosen = [by_story.get(slot.story) if slot.holds(at) else None for slot in layout.slots]
    laid_lead = chosen.pop(0) if layout.lead else None
    apart = {kind for block in blocks if block.shown for kind in _kinds_apart(block)}
    newest = stories[:NEWEST]
    lead, beside_lead = _top(laid_lead, [story for story in chosen if story], newest, apart)
    shown = {story.pk for story in [lead, *beside_lead] if story}
    is_shown = {block.kind for block in blocks if block.shown}
    # A lead without a picture is low: more of them stand below it, and fewer in the column beside.
    rail = RAIL if lead and lead.lead_photo else 1
    events = diary(at) if Kind.EVENTS in is_shown else {}
    rungs = ladder(at) if Kind.REGISTER in is_shown else []
    return {
        "lead": lead,
        "rail": beside_lead[:rail],
        "beside": beside_lead[rail:],
        "newest": max((story.told_at for story in newest), default=None),
        "diary": events if _events_beside(blocks) and any(events.values()) else None,
        "rows": _rows(blocks, sections, stories, shown, rungs, events),
        "sections": sections,
        "pins_ended": [until for story, until in layout.ended(at) if story in by_story],
        "page_description": _("News and the register of partnerships, from the foreign ministry’s newsroom."),
    }


# What the page asks for


def _newest(number, at, language, **only):
    stories = Edition.objects.live(at).in_language(language).filter(**only)
    return stories.newest_first().values("pk")[:number]


@composed
def _newest_of_all(at, language):
    return _newest(NEWEST, at, language)


@composed
def _chosen(at, language, uid):
    return Edition.objects.live(at).in_language(language).filter(uid=uid).values("pk")


@cache
def _newest_of(what: str, number: int) -> Composed:
    """The query for so many of the newest stories of a kind or a section."""

    @composed
    def numbers(at, language, value):
        return _newest(number, at, language, **{what: value})

    return numbers


def _stories(layout, blocks, language, at):
    """All stories that the page may show, newest first: one query; each list is found by an index."""
    parts = [_newest_of_all.written(at, language)]
    parts += [_chosen.written(at, language, uid) for uid in {slot.story for slot in layout.slots}]
    for block in blocks:
        if not block.shown or not block.number:
            continue
        if block.kind == Kind.SECTION:
            parts.append(_newest_of("section", block.number + SPARE).written(at, language, block.section))
        for kind in KINDS.get(block.kind, ()):
            parts.append(_newest_of("kind", block.number + SPARE).written(at, language, kind.value))
    numbers = one_after_another(*parts)
    return list(Edition.objects.filter(pk__in=numbers).for_lists("uid").newest_first())


# Where each of them stands


def _kinds_apart(block):
    """The kinds that stand in a block of their own, where the desk did not choose them for the top."""
    return KINDS[block.kind] if block.kind in (Kind.INTERVIEWS, Kind.PHOTO_STORIES) else ()


def _top(lead, chosen, newest, apart):
    """Return the lead and the stories beside it: those that the desk chose, then the newest."""
    chosen = [story for story in dict.fromkeys(chosen) if story != lead]
    left = [story for story in newest if story not in chosen]
    lead = lead or next((story for story in left if story.prominence == Prominence.LEAD), None)
    lead = lead or next((story for story in left if story.lead_photo), None)
    lead = lead or next(iter([*left, *chosen]), None)
    chosen = [story for story in chosen if story != lead]
    others = [story for story in left if story != lead and story.kind not in apart]
    return lead, [*chosen, *others][:PLACES]


def _events_beside(blocks):
    return any(block.kind == Kind.EVENTS and block.shown and block.beside for block in blocks)


def _rows(blocks, sections, stories, shown, rungs, events):
    """What stands below the lead, in order; sections that follow each other stand in columns of one row."""
    by_number = {section.pk: section for section in sections}
    shown, lists = set(shown), {}
    # What stands in a list of its own kind is not in its section's as well.
    for block in sorted(blocks, key=lambda block: block.kind == Kind.SECTION):
        if block.shown:
            lists[block.key] = _of_block(block, stories, shown)
            shown |= {story.pk for story in lists[block.key]}
    rows = []
    for kind, together in groupby((block for block in blocks if block.shown), key=lambda block: block.kind):
        for_each = list(together)
        if kind == Kind.SECTION:
            bands = [_band(by_number[block.section], lists[block.key]) for block in for_each]
            if bands := [band for band in bands if band]:
                # As many columns as leave no hole: one or two sections, or four, stand in two.
                wide = len(bands) in (1, 2, 4)
                rows.append(
                    {
                        "kind": kind.value,
                        "bands": bands,
                        "wide": wide,
                        "place": "grid_1" if wide else "front_band",
                    }
                )
        elif kind == Kind.REGISTER:
            if rungs:
                rows.append({"kind": kind.value, "ladder": rungs})
        elif kind == Kind.EVENTS:
            if not for_each[0].beside and any(events.values()):
                rows.append({"kind": kind.value, "diary": events})
        elif found := lists[for_each[0].key]:
            rows.append({"kind": kind.value, "stories": found, "across": f"grid_{min(len(found), 3)}"})
    return rows


def _of_block(block, stories, shown):
    if block.kind == Kind.SECTION:
        found = [story for story in stories if story.section_id == block.section]
    else:
        found = [story for story in stories if story.kind in KINDS.get(block.kind, ())]
    return [story for story in found if story.pk not in shown][: block.number]


def _band(section, found):
    """A section's newest stories, the first one with a picture ahead; nothing for one that has none."""
    if not found:
        return None
    first = next((story for story in found if story.lead_photo), found[0])
    return {"section": section, "first": first, "rest": [story for story in found if story != first]}

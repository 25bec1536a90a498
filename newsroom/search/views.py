"""The page of a search, and the suggestions that its box asks for. Every state of the page is an address."""

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Section
from newsroom.public.pages import page
from newsroom.search import asking, facets, suggesting
from newsroom.search.correcting import corrected
from newsroom.search.engines import Sought
from newsroom.search.finding import NEWEST, find
from newsroom.search.following import name_of
from newsroom.search.known import read_facts, read_known
from newsroom.search.ranking import best_first, newest_first
from newsroom.search.showing import facts_asked, results

PAGE = 20
GO_TO = 3


def _page_number(text: str) -> int:
    # No page has a longer number, and Python reads none of thousands of digits.
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= NEWEST):
        raise Http404
    return int(text)


@require_safe
def search(request):
    """What is found, the best or the newest first, with facets to narrow it by. At most seven queries."""
    at, language = timezone.now(), request.LANGUAGE_CODE
    number = _page_number(request.GET.get("page", "1"))
    asked = asking.read(request.GET.get("q", ""))
    known = read_known(at, request.GET.getlist("event")[:10], request.GET.getlist("person")[:10])
    filters = facets.SearchFilter(request.GET, known)
    address = facets.Address(request.GET)
    question = Sought(asked.wanted, asked.unwanted, filters.narrowed)
    has_asked = bool(asked or filters.chosen)
    found = find(question, at)
    other = corrected(asked, question, at) if asked and not found.candidates and filters.is_valid() else None
    # Where nothing was typed, nothing answers better than another.
    newest = filters.newest or not asked
    ranked = newest_first(found.candidates) if newest else best_first(asked, found.candidates, language, at)
    first = (number - 1) * PAGE
    shown = ranked[first : first + PAGE]
    if number > 1 and not shown:
        raise Http404
    counted = facets.count(found.candidates, known)
    numbers = facts_asked(shown)
    facts = read_facts(
        at,
        events={*numbers["events"], *facets.most_common(counted, "event")},
        agreements=numbers["agreements"],
        people={*numbers["people"], *facets.most_common(counted, "person")},
    )
    known.add(fact.subject for fact in facts.values() if fact.what in {"event", "person"})
    name = name_of(asked, filters, language)
    feed = (
        reverse("newsroom:search_feed") + address.without("sort") if has_asked and filters.is_valid() else ""
    )
    last = first + PAGE >= len(ranked)
    offered = facets.groups(counted, filters, address, language)
    context = {
        "asked": asked,
        "has_asked": has_asked,
        "filters": filters,
        "results": results(shown, facts, asked, language, at),
        "found": len(ranked),
        "is_all": found.is_all,
        "most": NEWEST,
        "facets": offered,
        "chosen": [option for group in offered for option in group.options if option.is_chosen],
        "without_facets": address.only("q", "sort"),
        "sorts": [
            {"label": label, "address": address.changed("sort", value) if value else address.without("sort")}
            | {"is_current": newest == (value == "newest")}
            for value, label in facets.SORTS.items()
        ]
        if asked
        else [],
        "previous": address.changed("page", number - 1) if number > 1 else "",
        "next": "" if last else address.changed("page", number + 1),
        "start": first + 1,
        # A new text keeps the order and what the search is narrowed to.
        "kept": [(name, value) for name, values in address.asked.lists() if name != "q" for value in values],
        "did_you_mean": _did_you_mean(other, address),
        "partners": _partners_named(asked, known, language) if number == 1 else [],
        "address_query": str(address) if address.asked else "",
        "page_title": _("Search: %(search)s") % {"search": name} if name else _("Search"),
        "page_description": _("Search stories, photos, events, agreements and people."),
        "page_feed": feed,
        "sections": _sections(known),
        "is_search": True,
        "is_result": bool(request.GET),
    }
    response = page(request, "newsroom/search.html", context, at, status=200 if filters.is_valid() else 400)
    # The box itself may be found; what it finds has addresses without end.
    if request.GET:
        response["X-Robots-Tag"] = "noindex"
    return response


def _did_you_mean(other, address):
    if other is None:
        return None
    spelt, found = other
    return {
        "text": spelt.text,
        "address": address.changed("q", spelt.text),
        "found": len(found.candidates),
        "is_all": found.is_all,
    }


def _partners_named(asked, known, language):
    """The partners that what was typed names, to go to."""
    if not asked.words:
        return []
    named = [one for one in known.all("partner") if set(asked.words) <= set(one.folded.split())]
    if len(named) > GO_TO:
        return []
    return [
        {"name": one.name(language), "address": reverse("partnerships:partner", args=[one.slug])}
        for one in named
    ]


def _sections(known):
    """The sections as the navigation names them, which were read with all else."""
    rows = sorted(known.all("section"), key=lambda one: (one.order, one.slug))
    return [Section(pk=one.pk, slug=one.slug, name=one.names, order=one.order) for one in rows]


@require_safe
def suggestions(request):
    """What may be meant by what is typed so far, `?q=`, as JSON: a list of things to go to."""
    found = suggesting.suggestions(request.GET.get("q", ""), request.LANGUAGE_CODE, timezone.now())
    told = [
        {"title": one.title, "lang": one.lang, "label": one.label, "address": one.address} for one in found
    ]
    response = JsonResponse({"suggestions": told})
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response

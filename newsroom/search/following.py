"""A search that is followed: its newest stories, for a feed."""

import datetime

from django.http import Http404, QueryDict

from newsroom.models import Edition
from newsroom.models.editions import EditionQuerySet
from newsroom.search.asking import Asked, read
from newsroom.search.engines import Sought
from newsroom.search.facets import SearchFilter, described
from newsroom.search.finding import find
from newsroom.search.known import read_known
from newsroom.search.tokens import facet

# A feed has fifty stories; some of what is found may be in no list any more in the same second.
LENGTH = 100
_STORIES = frozenset(facet("kind", kind) for kind in Edition.Kind.values)


def name_of(asked: Asked, filters: SearchFilter, language: str) -> str:
    """Return what a search is called: what was typed, and what it is narrowed to."""
    return " · ".join(filter(None, [asked.text, *described(filters, language)]))


def stories_of(asked: QueryDict, language: str, at: datetime.datetime) -> tuple[str, EditionQuerySet]:
    """Return what the search `asked` (the parameters of its address) is called, and its newest stories.

    They are in `language` and public at `at`, newest first (two queries, and the one that is returned).
    Raises Http404 where nothing was asked for, or what does not exist.
    """
    typed = read(asked.get("q", ""))
    known = read_known(at, asked.getlist("event")[:10], asked.getlist("person")[:10])
    filters = SearchFilter(asked, known)
    if not filters.is_valid() or not (typed or filters.chosen):
        raise Http404
    narrowed = [*filters.narrowed, _STORIES, frozenset([facet("language", language)])]
    found = find(Sought(typed.wanted, typed.unwanted, narrowed), at, LENGTH, titled=0)
    numbers = [one.object_id for one in found.candidates]
    return name_of(typed, filters, language), Edition.objects.live(at).filter(pk__in=numbers).newest_first()

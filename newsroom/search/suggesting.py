"""Suggestions while somebody types: titles that have words beginning so, and partners to go to."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import capfirst

from newsroom.models import Edition, SearchEntry
from newsroom.search.asking import LONGEST
from newsroom.search.engines import Sought
from newsroom.search.finding import find
from newsroom.search.known import read_facts
from newsroom.search.showing import facts_asked
from newsroom.search.tokens import BEGINNINGS, facet, start_token, title_token
from newsroom.search.words import words_of
from partnerships.addresses import address_of
from partnerships.models import Partner
from partnerships.texts import Text

# So many titles are looked at, and so many suggestions and partners given.
LOOKED_AT, MOST, PARTNERS = 60, 8, 3
# Suggestions need no more words than these.
WORDS = 6


@dataclass(frozen=True)
class Suggestion:
    """Something to go to: its `title` in the language `lang`, what it is in words, and its address."""

    title: str
    lang: str
    label: str
    address: str


def suggestions(typed: str, language: str, at: datetime.datetime) -> list[Suggestion]:
    """Return what `typed` may become, for pages in `language` (four queries at most)."""
    words = words_of(typed[:LONGEST])[:WORDS]
    # One letter says too little, unless there are whole words before it.
    if not words or (len(words) == 1 and len(words[0]) < BEGINNINGS[0]):
        return []
    return [*_partners(words, language), *_titles(words, language, at)][:MOST]


def _partners(words, language):
    begun = " ".join(words)
    named = Q(folded__startswith=begun)
    for gap in (" ", "\n"):
        named |= Q(folded__contains=gap + begun)
    found = Partner.objects.abroad().filter(named).order_by("slug")[:PARTNERS]
    for partner in found:
        name = partner.name.in_language(language)
        yield Suggestion(
            name,
            name.lang,
            capfirst(partner.get_kind_display()),
            address_of("partnerships:partner", partner.slug),
        )


def _titles(words, language, at):
    *whole, begun = words
    tokens = [frozenset([title_token(word)]) for word in whole]
    if len(begun) >= BEGINNINGS[0]:
        tokens.append(frozenset([start_token(begun)]))
    candidates = [
        one
        for one in find(Sought(narrowed=tokens), at, LOOKED_AT, titled=0).candidates
        if any(word.startswith(begun) for word in one.title.split())
    ]
    typed = " ".join(words)
    candidates.sort(
        key=lambda one: (
            facet("language", language) not in one.facets.split(),
            typed not in f" {one.title}",
        )
    )
    facts = [one for one in candidates if one.kind != SearchEntry.Kind.STORY]
    told = [one for one in candidates if one.kind == SearchEntry.Kind.STORY]
    # Half of the room is for each, as long as both have enough.
    candidates = [*facts[: max(MOST // 2, MOST - len(told))], *told[:MOST], *facts[MOST // 2 :]][: MOST * 2]
    stories = [one.object_id for one in candidates if one.kind == SearchEntry.Kind.STORY]
    editions = Edition.objects.live(at).for_lists().in_bulk(stories) if stories else {}
    known = read_facts(at, **facts_asked(candidates))
    titles = set()
    for one in candidates:
        if one.kind == SearchEntry.Kind.STORY:
            edition = editions.get(one.object_id)
            name = Text(edition.headline, edition.language) if edition else None
            label = edition.get_kind_display() if edition else ""
            address = edition.get_absolute_url() if edition else ""
        else:
            fact = known.get((one.kind, one.object_id))
            name = fact.names.in_language(language) if fact else None
            label = SearchEntry.Kind(one.kind).label
            address = address_of(f"partnerships:{one.kind}", fact.slug) if fact else ""
        if name and name not in titles:
            titles.add(name)
            yield Suggestion(name, name.lang, capfirst(str(label)), address)

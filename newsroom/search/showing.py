"""Results as a page shows them: fetched by what the public may see now, with their words marked."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from newsroom.models import Edition, EditionPhoto, SearchEntry
from newsroom.public.pictured import uses_in
from newsroom.search.asking import Asked
from newsroom.search.finding import Candidate
from newsroom.search.known import Fact
from newsroom.search.snippets import marked, snippet
from partnerships.addresses import address_of
from partnerships.dates import spoken_span
from partnerships.models import Agreement, Event

Kind = SearchEntry.Kind
_INTRODUCTION = 240


@dataclass(frozen=True)
class Result:
    """One thing that was found. `picture` is a lead photo or an EditionPhoto; `days` are in words."""

    kind: str
    label: str
    title: SafeString
    address: str
    lang: str
    snippet: SafeString
    snippet_lang: str
    picture: Any = None
    dated: datetime.datetime | None = None
    days: str = ""


def _shortened(text):
    text = " ".join(text.split())
    if len(text) <= _INTRODUCTION:
        return text
    return text[:_INTRODUCTION].rpartition(" ")[0] + " …"


def _snippet(asked: Asked, *texts: str) -> SafeString:
    """The first of `texts` that has what was asked for, around it; else the beginning of the first."""
    for text in texts:
        if asked.wanted and (found := snippet(text, asked.wanted)):
            return found
    return marked(_shortened(next(filter(None, texts), "")), ())


def _story(edition: Edition, asked, candidate) -> Result:
    return Result(
        kind=edition.kind,
        label=capfirst(edition.get_kind_display()),
        title=marked(edition.headline, asked.wanted),
        address=edition.get_absolute_url(),
        lang=edition.language,
        snippet=_snippet(asked, edition.standfirst, edition.body_text),
        snippet_lang=edition.language,
        picture=edition.lead_photo,
        dated=edition.first_public_from,
    )


def _photo(photo: EditionPhoto, asked, candidate) -> Result:
    words = photo.caption or photo.alt_text
    more = " · ".join(filter(None, [photo.alt_text if photo.caption else "", photo.place, photo.credit]))
    return Result(
        kind=Kind.PHOTO,
        label=capfirst(str(Kind.PHOTO.label)),
        title=marked(words, asked.wanted),
        address=address_of("newsroom:photo", photo.uid.hex, language=candidate.language),
        lang=candidate.language,
        snippet=_snippet(asked, more),
        snippet_lang=candidate.language,
        picture=photo,
        dated=candidate.dated,
    )


_LABELS: dict[str, Any] = {Kind.EVENT: Event.Kind, Kind.AGREEMENT: Agreement.Kind}


def _fact(fact: Fact, asked, language, candidate) -> Result:
    kinds = _LABELS.get(fact.what)
    label = kinds(fact.kind).label if kinds and fact.kind in kinds.values else Kind(fact.what).label
    name, summary = fact.names.in_language(language), fact.summary.in_language(language)
    # The language in which it has what was asked for says more than the reader's own.
    for text in fact.summary.values():
        if asked.wanted and not snippet(summary, asked.wanted) and snippet(text, asked.wanted):
            summary = text
    lang = next((code for code, text in fact.summary.items() if text == summary), "")
    return Result(
        kind=fact.what,
        label=capfirst(str(label)),
        title=marked(name, asked.wanted),
        address=address_of(f"partnerships:{fact.what}", fact.slug, language=language),
        lang=name.lang,
        snippet=_snippet(asked, summary),
        snippet_lang=lang,
        dated=candidate.dated if fact.what == Kind.AGREEMENT else None,
        days=spoken_span(fact.starts_on, fact.ends_on, fact.precision) if fact.starts_on else "",
    )


def _numbers(candidates, kind):
    return [one.object_id for one in candidates if one.kind == kind]


def facts_asked(candidates: Sequence[Candidate]) -> dict[str, list[int]]:
    """Return the numbers of the facts among `candidates`, as `known.read_facts` takes them."""
    return {
        "events": _numbers(candidates, Kind.EVENT),
        "agreements": _numbers(candidates, Kind.AGREEMENT),
        "people": _numbers(candidates, Kind.PERSON),
    }


def results(
    candidates: Sequence[Candidate],
    facts: dict[tuple[str, int], Fact],
    asked: Asked,
    language: str,
    at: datetime.datetime,
) -> list[Result]:
    """Return `candidates` as results in their order: those that are public at `at` (two queries at most).

    `facts` are those among them that are public, as `known.read_facts` gives them.
    """
    live = Edition.objects.live(at)
    stories, photos = _numbers(candidates, Kind.STORY), _numbers(candidates, Kind.PHOTO)
    editions = live.for_lists("body_text").in_bulk(stories) if stories else {}
    uses = uses_in(live).in_bulk(photos) if photos else {}
    found = []
    for one in candidates:
        if one.kind == Kind.STORY and one.object_id in editions:
            found.append(_story(editions[one.object_id], asked, one))
        elif one.kind == Kind.PHOTO and one.object_id in uses:
            found.append(_photo(uses[one.object_id], asked, one))
        elif fact := facts.get((one.kind, one.object_id)):
            found.append(_fact(fact, asked, language, one))
    return found

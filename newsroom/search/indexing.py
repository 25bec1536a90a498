"""What makes entries: out of an edition its story and photos, out of a fact itself in all its languages.

It is called in the transaction that writes them (newsroom.rendering, newsroom.search.listening).
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newsroom.models import Edition, EditionPhoto, SearchEntry
from newsroom.newsroom_time import newsroom_day, newsroom_zone
from newsroom.search import spelling
from newsroom.search.tokens import entry_number, facet, time_tokens, title_tokens
from newsroom.search.words import as_words
from partnerships.facts import Fact
from partnerships.models import Agreement, AgreementStep, Event, Person

Kind = SearchEntry.Kind
KINDS = list(Kind)
# A photo is no place to go to by its caption: it is found, and not suggested while somebody types.
SUGGESTED = {Kind.STORY, Kind.EVENT, Kind.AGREEMENT, Kind.PERSON}

# The ties of an edition's content, and the facet of each.
TIES = {
    "partners": "partner",
    "pillars": "pillar",
    "events": "event",
    "people": "person",
    "agreements": "agreement",
}
_TITLE, _LEAD = 2_000, 20_000


def _entry(kind, pk, dated, shown, *, title, lead=(), body=(), facets, **columns) -> SearchEntry:
    titles = as_words(*title, most=_TITLE)
    if dated:
        facets = [*facets, facet("year", newsroom_day(dated).year)]
    tokens = title_tokens(titles.split(), suggested=kind in SUGGESTED) + time_tokens(dated)
    return SearchEntry(
        id=entry_number(dated, KINDS.index(kind), pk),
        kind=kind,
        object_id=pk,
        dated=dated,
        shown=shown,
        title=titles,
        lead=as_words(*lead, most=_LEAD),
        body=as_words(*body),
        facets=" ".join(dict.fromkeys(facets)),
        tokens=" ".join(tokens),
        **columns,
    )


# Editions


def is_found(edition: Edition, now: datetime.datetime) -> bool:
    """Whether search has to know the edition at `now` or later."""
    return not edition.is_withdrawal and (edition.public_until is None or edition.public_until > now)


def entries_of(edition: Edition, photos: Iterable[EditionPhoto]) -> list[SearchEntry]:
    """Return the entries of the story and of `photos`, those that the edition shows."""
    content = edition.content
    facets = [facet("language", edition.language), facet("section", edition.section_id)]
    ties = content.get("ties", {})
    facets += [facet(name, pk) for tie, name in TIES.items() for pk in ties.get(tie, [])]
    times = {
        "edition": edition,
        "language": edition.language,
        "public_from": edition.public_from,
        "public_until": edition.public_until,
    }
    interview = content.get("interview") or {}
    story = _entry(
        Kind.STORY,
        edition.pk,
        edition.first_public_from,
        edition.headline,
        title=[edition.headline],
        lead=[edition.kicker, edition.standfirst],
        body=[
            *content.get("key_points", []),
            edition.body_text,
            *(name["name"] for name in content.get("byline", [])),
            content.get("dateline", {}).get("place", ""),
            interview.get("interviewee", {}).get("name", ""),
            interview.get("occasion", ""),
        ],
        facets=[*facets, facet("kind", edition.kind)],
        uid=edition.uid,
        **times,
    )
    found, once = [story], set()
    for photo in photos:
        if photo.uid in once or not (photo.caption or photo.alt_text):
            continue
        once.add(photo.uid)
        found.append(
            _entry(
                Kind.PHOTO,
                photo.pk,
                edition.first_public_from,
                photo.caption or photo.alt_text,
                title=[photo.caption or photo.alt_text],
                lead=[photo.alt_text, photo.place, photo.credit],
                facets=[*facets, facet("kind", Kind.PHOTO)],
                uid=photo.uid,
                **times,
            )
        )
    return found


def index_edition(edition: Edition) -> None:
    """Make the entries of `edition`, and take away those of its story's editions that are past."""
    now = timezone.now()
    SearchEntry.objects.filter(edition=edition).delete()
    SearchEntry.objects.filter(edition__article=edition.article_id, public_until__lte=now).delete()
    if is_found(edition, now):
        write(entries_of(edition, edition.photos.order_by("position")))


# Facts


def _midnight(day) -> datetime.datetime | None:
    return day and datetime.datetime.combine(day, datetime.time(), tzinfo=newsroom_zone())


def _ties(row, **ties):
    return [
        facet(name, pk)
        for name, tie in ties.items()
        for pk in getattr(row, tie).values_list("pk", flat=True).order_by("pk")
    ]


def _event(row: Event):
    facets = _ties(row, partner="partners", pillar="pillars", person="people")
    facets += _ties(row, person="received_by")
    if row.host_id:
        facets.append(facet("partner", row.host_id))
    return row.title, [], [*row.summary.values(), *row.venue.values()], _midnight(row.starts_on), facets


def _agreement(row: Agreement):
    facets = _ties(row, partner="partners", pillar="pillars")
    if row.event_id:
        facets.append(facet("event", row.event_id))
    # A step that becomes public only after the agreement itself must not tell its year before.
    known = max(filter(None, [row.public_from, timezone.now()]))
    signed = AgreementStep.objects.filter(agreement=row, on__isnull=False, public_from__lte=known)
    day = signed.order_by("on").values_list("on", flat=True).first()
    return row.title, [row.short_name], row.summary.values(), _midnight(day), facets


def _person(row: Person):
    return row.name, [row.other_names], row.summary.values(), None, []


_FACTS: dict[Any, tuple[Kind, Callable[[Any], tuple]]] = {
    Event: (Kind.EVENT, _event),
    Agreement: (Kind.AGREEMENT, _agreement),
    Person: (Kind.PERSON, _person),
}
# What entries call each kind of fact.
FACTS = {model: kind for model, (kind, _read) in _FACTS.items()}


def entry_of_fact(row: Fact) -> SearchEntry:
    """Return the entry of an event, agreement or person, which is there once for all its languages."""
    kind, read = _FACTS[type(row)]
    names, more, lead, dated, facets = read(row)
    return _entry(
        kind,
        row.pk,
        dated,
        " · ".join(dict.fromkeys(filter(None, names.values()))),
        title=[*names.values(), *more],
        lead=lead,
        facets=[
            *facets,
            facet("kind", kind),
            facet(kind, row.pk),
            *(facet("language", language) for language, name in names.items() if name),
        ],
        uid=row.uid,
        public_from=row.public_from,
    )


def index_facts(rows: QuerySet) -> list[int]:
    """Make the entries of `rows`, facts of one kind, anew, in the transaction that changes them.

    Return their numbers. They are read as the database holds them, and held: whoever changes them meanwhile
    comes after, and the database itself then changes the entries.
    """
    with transaction.atomic():
        held = list(rows.select_for_update(no_key=True))
        numbers = [row.pk for row in held]
        SearchEntry.objects.filter(kind=FACTS[rows.model], object_id__in=numbers).delete()
        write([entry_of_fact(row) for row in held])
    return numbers


def index_fact(row: Fact) -> None:
    """Make the entry of one fact anew, as `index_facts` does."""
    index_facts(type(row)._base_manager.filter(pk=row.pk))


# Writing


def write(entries: Sequence[SearchEntry]) -> None:
    """Write new entries, and learn the words of their titles once they are committed."""
    SearchEntry.objects.bulk_create(entries, batch_size=500)
    words = spelling.words_in(entries)
    # Not in the transaction: two that learn the same words would wait for each other.
    transaction.on_commit(lambda: spelling.learn(words), robust=True)


def facts() -> Iterable[QuerySet]:
    """Return all facts of each kind that are found, in the order of their numbers."""
    return [model._base_manager.order_by("pk") for model in FACTS]

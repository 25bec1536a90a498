"""All entries made again, a batch at a time while the newsroom goes on; and whether they are whole."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from newsroom.models import Edition, SearchEntry, SpellingKey
from newsroom.search.indexing import FACTS, entries_of, facts, index_facts, write

BATCH = 200


def _findable(now):
    """The editions that the public can find now or later."""
    rows = Edition.objects.exclude(change=Edition.Change.WITHDRAWAL)
    return rows.filter(Q(public_until=None) | Q(public_until__gt=now)).order_by("pk")


def rebuild(since: int = 0) -> Iterator[int]:
    """Make the entries of all editions from the number `since` on, then of all facts; yield how far it is.

    Each batch is a transaction of its own that holds its editions, so that a schedule which is cancelled
    meanwhile waits for it. Who is interrupted goes on from the number that was yielded last.
    """
    last = since - 1
    while True:
        with transaction.atomic():
            held = _findable(timezone.now()).filter(pk__gt=last).select_for_update(no_key=True)
            batch = list(held.prefetch_related("photos")[:BATCH])
            if not batch:
                break
            SearchEntry.objects.filter(edition__in=batch).delete()
            write([entry for edition in batch for entry in entries_of(edition, edition.photos.all())])
            last = batch[-1].pk
        yield last
    for rows in facts():
        _rebuild_facts(rows)
    _forget()


def _rebuild_facts(rows):
    last = 0
    while batch := index_facts(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1]


def _forget():
    """Take away the entries of what is past."""
    SearchEntry.objects.filter(public_until__lte=timezone.now()).delete()


def flaws() -> Iterator[tuple[str, str]]:
    """Yield `(where, what is wrong)` of what is not in the search as it should be. Reads everything."""
    last, now = 0, timezone.now()
    while batch := list(
        _findable(now).filter(pk__gt=last).defer("body_html", "body_text", "content")[:BATCH]
    ):
        last = batch[-1].pk
        entries = SearchEntry.objects.filter(edition__in=batch, kind=SearchEntry.Kind.STORY)
        times = {row[0]: row[1:] for row in entries.values_list("edition", "public_from", "public_until")}
        for edition in batch:
            if edition.pk not in times:
                yield f"edition {edition.pk}", "it is not in the search: run rebuild_search"
            elif times[edition.pk] != (edition.public_from, edition.public_until):
                yield f"edition {edition.pk}", "the search has other times for it: run rebuild_search"
    for model, kind in FACTS.items():
        yield from _flaws_of_facts(model, kind)
    for number in _strays(now):
        yield (
            f"search entry {number}",
            "it is of an edition that nobody can read any more: run rebuild_search",
        )


def _flaws_of_facts(model: Any, kind):
    last = 0
    while batch := list(
        model._base_manager.filter(pk__gt=last).order_by("pk").only("pk", "public_from")[:BATCH]
    ):
        last = batch[-1].pk
        entries = SearchEntry.objects.filter(kind=kind, object_id__in=[row.pk for row in batch])
        times = dict(entries.values_list("object_id", "public_from"))
        for row in batch:
            if row.pk not in times:
                yield f"{kind} {row.pk}", "it is not in the search: run rebuild_search"
            elif times[row.pk] != row.public_from:
                yield f"{kind} {row.pk}", "the search has another time for it: run rebuild_search"


def _strays(now):
    """Live entries of an edition that is a withdrawal or has ended."""
    gone = Q(edition__change=Edition.Change.WITHDRAWAL) | Q(edition__public_until__lte=now)
    live = SearchEntry.objects.filter(Q(public_until=None) | Q(public_until__gt=now))
    return live.filter(gone).order_by("pk").values_list("pk", flat=True)[:BATCH]


def forget_spellings() -> None:
    """Forget all words, before a rebuild from the start learns those again that titles have."""
    SpellingKey.objects.all().delete()

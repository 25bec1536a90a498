"""Putting the world of the data files into the register, and keeping it up to date there.

What is missing is made. A column is updated as long as it still says what the files said the last time
(`LoadedRow`): one that an editor wrote anything else into, or emptied, is the ministry's from then on. A row
that was there before the files knew it counts as the ministry's own, but for its empty columns.
An address is made once and never changed. Who wants a membership out of sight empties its `public_from`:
deleted, it would be missing, and be made again.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships import versions
from partnerships.changes import note
from partnerships.facts import locks_of
from partnerships.folding import slugify
from partnerships.known_days import known_from
from partnerships.models import LoadedRow, Membership, Partner
from partnerships.register_state import State, state_of
from partnerships.texts import Texts, site_languages
from partnerships.world import Belonging, Place, belongings, places

# Columns that say one thing together change together.
PARTNER = (("kind",), ("region",), ("capital",), ("own_names",), ("other_names",))
MEMBERSHIP = (("since", "since_precision"), ("until",), ("source", "source_url"), ("public_from",))
BATCH = 500

Columns = tuple[tuple[str, ...], ...]


@dataclass
class Loaded:
    """What a run did, for each model: rows made, rows changed, and rows where words of the ministry's stayed.

    `locked` memberships were left for another run.
    """

    made: Counter[type[Model]] = field(default_factory=Counter)
    changed: Counter[type[Model]] = field(default_factory=Counter)
    kept: Counter[type[Model]] = field(default_factory=Counter)
    locked: int = 0


@transaction.atomic
def load_partners() -> Loaded:
    """Make and update the partners and memberships of the data files, all of it or nothing.

    Takes the same few queries however much there is. Raises ValidationError when a row of the files breaks a
    rule of its model.
    """
    loading = _Loading()
    loading.partners()
    loading.memberships()
    loading.remember()
    return loading.done


def _plain(value: Any) -> Any:
    """A column's value as JSON holds it."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return None if value is None else str(value)


class _Loading:
    def __init__(self) -> None:
        self.done = Loaded()
        self.at = timezone.now()
        self.given = {row.key: row.given for row in LoadedRow.objects.all()}
        self.learnt: dict[str, dict] = {}
        self.by_code: dict[str, Partner] = {}
        # How the rows that it changes stood before, for their history.
        self.stood: dict[Model, State] = {}

    def update(self, row: Model, key: str, wanted: Mapping[str, Any], columns: Columns) -> bool:
        """Lay into `row` what is wanted where nobody wrote anything else; return whether it changed."""
        given = dict(self.given.get(key, {}))
        changed = kept = False
        for names in columns:
            together = ",".join(names)
            stands = [_plain(getattr(row, name)) for name in names]
            new = [_plain(wanted[name]) for name in names]
            before = given.get(together, ["" if isinstance(value, str) else {} for value in stands])
            if stands != new and stands == before:
                self.stood.setdefault(row, state_of(row))
                for name in names:
                    setattr(row, name, wanted[name])
                changed = True
            elif stands != new:
                kept = True
                continue
            given[together] = new
        self.done.kept[type(row)] += kept
        self.learn(key, given)
        return changed

    def learn(self, key: str, given: dict) -> None:
        if given != self.given.get(key):
            self.learnt[key] = given

    def made(self, key: str, wanted: Mapping[str, Any], columns: Columns) -> None:
        self.learn(key, {",".join(names): [_plain(wanted[name]) for name in names] for names in columns})

    def partners(self) -> None:
        # Held to the end, so that no column is written back that an editor changes meanwhile.
        self.by_code = {row.code: row for row in Partner.objects.select_for_update(no_key=True)}
        slugs = {row.slug for row in self.by_code.values()}
        new, changed = [], []
        for place in places().values():
            wanted, key = _partner(place), f"partner/{place.code}"
            row = self.by_code.get(place.code)
            if row is None:
                row = Partner(code=place.code, **wanted)
                row.slug = _free(place.slug or slugify(row.name.in_language("en")), slugs)
                slugs.add(row.slug)
                row.clean_fields()
                row.clean()
                row.refold()
                new.append(row)
                self.made(key, wanted, PARTNER)
                continue
            folded = row.folded
            is_changed = self.update(row, key, wanted, PARTNER)
            row.refold()
            if is_changed or row.folded != folded:
                changed.append(row)
        Partner.objects.bulk_create(new, BATCH)
        fields = [name for names in PARTNER for name in names]
        Partner.objects.bulk_update(changed, [*fields, "folded"], BATCH)
        self.by_code |= {row.code: row for row in new}
        self.tell(new, changed)
        self.done.made[Partner], self.done.changed[Partner] = len(new), len(changed)
        if new or changed:
            note(self.at)

    def memberships(self) -> None:
        rows = {row.uid: row for row in Membership.objects.select_for_update(no_key=True)}
        ours = {belonging.uid for belonging in belongings()}
        told = {(row.member_id, row.grouping_id) for row in rows.values() if row.uid not in ours}
        new, changed, seen = [], [], False
        for belonging in belongings():
            member, grouping = self.by_code[belonging.member], self.by_code[belonging.grouping]
            wanted, key = _membership(belonging), f"membership/{belonging.uid}"
            row = rows.get(belonging.uid)
            if row is not None:
                was_public = row.is_public(self.at)
                if self.update(row, key, wanted, MEMBERSHIP):
                    changed.append(row)
                    seen |= was_public
            elif (member.pk, grouping.pk) in told:
                # The ministry has entered it with its own words and days.
                self.done.kept[Membership] += 1
            else:
                new.append(Membership(uid=belonging.uid, member=member, grouping=grouping, **wanted))
                self.made(key, wanted, MEMBERSHIP)
        changed = self.unlocked(changed)
        Membership.objects.bulk_create(new, BATCH)
        Membership.objects.bulk_update(changed, [name for names in MEMBERSHIP for name in names], BATCH)
        self.tell(new, changed)
        self.done.made[Membership], self.done.changed[Membership] = len(new), len(changed)
        if seen or any(row.is_public(self.at) for row in (*new, *changed)):
            note(self.at)

    def tell(self, new: Iterable[Model], changed: Iterable[Model]) -> None:
        """Write what was written many at once into the history."""
        stood = [(row, self.stood[row]) for row in changed if row in self.stood]
        with versions.writing(why=_("Loaded from the files of the world.")):
            versions.note_many(new, stood)

    def unlocked(self, changed: list[Membership]) -> list[Membership]:
        """Leave out those that a release has locked: they are changed the next time."""
        locks = locks_of(changed)
        for row in locks:
            self.learnt.pop(f"membership/{row.uid}", None)
        self.done.locked = len(locks)
        return [row for row in changed if row not in locks]

    def remember(self) -> None:
        LoadedRow.objects.bulk_create(
            [LoadedRow(key=key, given=given) for key, given in self.learnt.items()],
            BATCH,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["given"],
        )


def _texts(texts: Mapping[str, str]) -> Texts:
    """In the languages that this site has."""
    return Texts({code: texts[code] for code in site_languages() if texts.get(code)})


def _partner(place: Place) -> dict[str, Any]:
    return {
        "kind": place.kind,
        "region": place.region,
        "capital": _texts(place.capital),
        "own_names": _texts(place.own_names),
        "other_names": "\n".join(place.other_names),
    }


def _membership(belonging: Belonging) -> dict[str, Any]:
    return {
        "since": belonging.since,
        "since_precision": belonging.since_precision,
        "until": belonging.until,
        "source": belonging.source,
        "source_url": belonging.source_url,
        "public_from": known_from(belonging.since, belonging.since_precision),
    }


def _free(slug: str, taken: Iterable[str]) -> str:
    """Return the address, or the next like it that nobody has."""
    free, number = slug, 2
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free

"""Suggested ties: what in the register a story is about, with the words that show it. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from newsroom.importers.days import days_in
from newsroom.importers.matching import Found, Name, Names
from newsroom.importers.pieces import (
    Headline,
    Left,
    Piece,
    RelatedHeading,
    RelatedItem,
    RepeatedAlt,
    Standfirst,
)
from newsroom.importers.wording import clauses, features, share

PARTNER, PILLAR, PERSON, EVENT, AGREEMENT = "partner", "pillar", "person", "event", "agreement"
KINDS = (PARTNER, PILLAR, PERSON, EVENT, AGREEMENT)

LONGEST_EVIDENCE = 200
# How much of a wording a clause must have; less where the story also names the event's day.
ENOUGH, ENOUGH_FOR_A_PILLAR, ENOUGH_ON_ITS_DAY = 0.8, 0.7, 0.6
FEWEST_FEATURES, FEWEST_FOR_A_PILLAR = 4, 2


@dataclass(frozen=True)
class Wording:
    """A title or a pillar's wording, which a story rarely repeats word for word.

    `partners` are those whom an event or agreement concerns: a story that names none of them is not about it.
    """

    text: str
    kind: str
    key: int
    language: str
    first_day: date | None = None
    last_day: date | None = None
    partners: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Register:
    """What ties can be suggested to. `labels` says how each thing is shown."""

    names: Sequence[Name]
    wordings: Sequence[Wording]
    labels: dict[tuple[str, int], str]


@dataclass(frozen=True)
class Tie:
    """A suggestion. `rivals` are other things that the same words can mean: then the editor decides."""

    kind: str
    key: int
    label: str
    count: int
    lines: tuple[int, ...]
    evidence: str
    rivals: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.key}"


def suggest_ties(pieces: Iterable[Piece], language: str, register: Register) -> list[Tie]:
    """Ties for the story, the most often named first within each kind.

    Related titles, repeated lines and what was left out do not count: they are about other stories.
    """
    pieces = [piece for piece in pieces if not _is_about_others(piece)]
    lines = {piece.lines[0]: piece.source.replace("\n", " ") for piece in pieces}
    found = Names(register.names).find(lines, language)
    ties = _named(found, register)
    ties |= _worded(lines, language, register, set(ties))
    return sorted(
        ties.values(), key=lambda tie: (KINDS.index(tie.kind), bool(tie.rivals), -tie.count, tie.lines)
    )


def suggest_interviewee(pieces: Iterable[Piece], language: str, register: Register) -> int | None:
    """The one person whom the headline, or else the standfirst, names; None for nobody or several."""
    pieces = tuple(pieces)
    names = Names(name for name in register.names if name.kind == PERSON)
    for kind in (Headline, Standfirst):
        lines = {piece.lines[0]: piece.source for piece in pieces if isinstance(piece, kind)}
        keys = {key for found in names.find(lines, language) for key in found.keys}
        if len(keys) == 1:
            return keys.pop()
        if keys:
            return None
    return None


def _is_about_others(piece: Piece) -> bool:
    return isinstance(piece, RelatedHeading | RelatedItem | RepeatedAlt | Left)


def _named(found: Iterable[Found], register: Register) -> dict[tuple[str, int], Tie]:
    sure: dict[tuple[str, int], list[Found]] = defaultdict(list)
    unsure: dict[tuple[str, int], list[Found]] = defaultdict(list)
    for place in found:
        for key in place.keys:
            (sure if len(place.keys) == 1 else unsure)[place.kind, key].append(place)
    ties = {}
    for thing, places in {**unsure, **sure}.items():
        rivals: set[int] = set()
        if thing not in sure:
            rivals = {key for place in places for key in place.keys} - {thing[1]}
            if any((thing[0], key) in sure for key in rivals):
                # Another place says plainly who of them is meant.
                continue
        ties[thing] = Tie(
            *thing,
            label=register.labels[thing],
            count=len(places),
            lines=tuple(sorted({place.line for place in places})),
            evidence=_spoken(Counter(place.words for place in places)),
            rivals=tuple(sorted(register.labels[thing[0], key] for key in rivals)),
        )
    return ties


def _spoken(words: Counter[str]) -> str:
    said = ", ".join(f"“{wording}” ×{times}" for wording, times in words.most_common(4))
    return said[:LONGEST_EVIDENCE]


def _worded(
    lines: dict[int, str], language: str, register: Register, named: set[tuple[str, int]]
) -> dict[tuple[str, int], Tie]:
    days = days_in("\n".join(lines.values()))
    parts = [
        (number, clause, features(clause, language))
        for number, text in lines.items()
        for clause in clauses(text)
    ]
    by_feature: dict[str, set[int]] = defaultdict(set)
    for place, (_number, _clause, has) in enumerate(parts):
        for feature in has:
            by_feature[feature].add(place)
    best: dict[tuple[str, int], tuple[float, list[int]]] = {}
    for wording in register.wordings:
        thing = (wording.kind, wording.key)
        wanted = features(wording.text, language)
        pillar = wording.kind == PILLAR
        if wording.language != language or thing in named or _is_about_other_partners(wording, named):
            continue
        if len(wanted) < (FEWEST_FOR_A_PILLAR if pillar else FEWEST_FEATURES):
            continue
        enough = (
            ENOUGH_FOR_A_PILLAR if pillar else ENOUGH_ON_ITS_DAY if _on_its_day(wording, days) else ENOUGH
        )
        near = set().union(*(by_feature.get(feature, set()) for feature in wanted))
        shares = {place: share(wanted, parts[place][2]) for place in near}
        places = sorted(place for place, found in shares.items() if found >= enough)
        if places:
            top = max(shares[place] for place in places)
            if thing not in best or top > best[thing][0]:
                best[thing] = (top, places)
    for thing in _on_other_days(best, register.wordings, days):
        del best[thing]
    return {
        thing: Tie(
            *thing,
            label=register.labels[thing],
            count=len(places),
            lines=tuple(sorted({parts[place][0] for place in places})),
            evidence=_cut(parts[places[0]][1]),
        )
        for thing, (_top, places) in best.items()
    }


def _is_about_other_partners(wording: Wording, named: set[tuple[str, int]]) -> bool:
    return bool(wording.partners) and not any((PARTNER, key) in named for key in wording.partners)


def _on_other_days(
    things: Iterable[tuple[str, int]], wordings: Iterable[Wording], days: set[date]
) -> list[tuple[str, int]]:
    """Those on other days, when one of `things` is on a day that the story names: visits are worded alike."""
    dated = {
        (wording.kind, wording.key): _on_its_day(wording, days)
        for wording in wordings
        if wording.first_day is not None
    }
    found = [thing for thing in things if thing in dated]
    return [thing for thing in found if not dated[thing]] if any(dated[thing] for thing in found) else []


def _on_its_day(wording: Wording, days: set[date]) -> bool:
    first = wording.first_day
    return first is not None and any(first <= day <= (wording.last_day or first) for day in days)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_EVIDENCE else text[: LONGEST_EVIDENCE - 1].rsplit(" ", 1)[0] + "…"

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
from newsroom.importers.wording import clauses, features, nearest, told_by

PARTNER, PILLAR, PERSON, EVENT, AGREEMENT = "partner", "pillar", "person", "event", "agreement"
KINDS = (PARTNER, PILLAR, PERSON, EVENT, AGREEMENT)

LONGEST_EVIDENCE = 200
# How much of a wording must stand together in a clause, and of how many telling words at least.
ENOUGH = {PILLAR: 0.6, EVENT: 0.8, AGREEMENT: 0.8}
FEWEST = {PILLAR: 2, EVENT: 3, AGREEMENT: 3}
# An event on a day that the story names needs less.
ENOUGH_ON_ITS_DAY = 0.6


@dataclass(frozen=True)
class Wording:
    """A title or a pillar's wording, which a story rarely repeats word for word."""

    text: str
    kind: str
    key: int
    language: str
    first_day: date | None = None
    last_day: date | None = None
    # With whom; one of them has to be named in the story, and `partner_names` tell nothing by themselves.
    partners: frozenset[int] = frozenset()
    partner_names: str = ""


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
    story = _Story(lines, language)
    partners = {key for kind, key in named if kind == PARTNER}
    places: dict[tuple[str, int], list[_Likeness]] = defaultdict(list)
    for wording in register.wordings:
        thing = (wording.kind, wording.key)
        if (
            wording.language == language
            and thing not in named
            and (not wording.partners or wording.partners & partners)
        ):
            places[thing] += story.places_like(wording)
    return {
        thing: Tie(
            *thing,
            label=register.labels[thing],
            count=len({place.at for place in found}),
            lines=tuple(sorted({place.line for place in found})),
            evidence=_cut(max(found, key=lambda place: place.share).words),
        )
        for thing, found in _longest_alone(places).items()
    }


@dataclass(frozen=True)
class _Likeness:
    """A clause of the story that has most of a wording."""

    at: int
    line: int
    share: float
    wanted: frozenset[str]
    words: str

    def gives_way_to(self, other: "_Likeness") -> bool:
        """Of two wordings where one has all words of the other, the more alike is meant, else the longer."""
        if self.at != other.at:
            return False
        if self.wanted < other.wanted:
            return other.share >= self.share
        return other.wanted < self.wanted and other.share > self.share


class _Story:
    """The clauses of a story, to be compared with many wordings."""

    def __init__(self, lines: dict[int, str], language: str) -> None:
        self.language = language
        self.days = days_in("\n".join(lines.values()))
        self.clauses = [(number, clause) for number, text in lines.items() for clause in clauses(text)]
        self.told = [told_by(clause, language) for _number, clause in self.clauses]
        self.by_feature: dict[str, set[int]] = defaultdict(set)
        for at, told in enumerate(self.told):
            for each in told:
                self.by_feature[each.feature].add(at)

    def places_like(self, wording: Wording) -> list[_Likeness]:
        wanted = features(wording.text, self.language) - features(wording.partner_names, self.language)
        enough = ENOUGH[wording.kind]
        if wording.first_day and self.days:
            last_day = wording.last_day or wording.first_day
            if not any(wording.first_day <= day <= last_day for day in self.days):
                # The story names its days, and this was on another.
                return []
            enough = ENOUGH_ON_ITS_DAY
        if len(wanted) < FEWEST[wording.kind]:
            return []
        near = set().union(*(self.by_feature.get(feature, set()) for feature in wanted))
        found = []
        for at in sorted(near):
            share, start, end = nearest(wanted, self.told[at])
            if share >= enough:
                number, clause = self.clauses[at]
                found.append(_Likeness(at, number, share, wanted, clause[start:end]))
        return found


def _longest_alone(
    places: dict[tuple[str, int], list[_Likeness]],
) -> dict[tuple[str, int], list[_Likeness]]:
    """Without the places where a wording of another thing of the same kind is meant."""
    kept = {}
    for (kind, key), found in places.items():
        rivals = [
            rival
            for (other, number), all_of in places.items()
            for rival in all_of
            if other == kind and number != key and kind != PILLAR
        ]
        alone = [place for place in found if not any(map(place.gives_way_to, rivals))]
        if alone:
            kept[kind, key] = alone
    return kept


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_EVIDENCE else text[: LONGEST_EVIDENCE - 1].rsplit(" ", 1)[0] + "…"

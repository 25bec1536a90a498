"""Which of the register's names stand in a text. Pure: it is given the names and the lines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from partnerships.folding import fold

_TOKEN = re.compile(r"[^\W_]+")
# Words of one name stand this close: a space, a hyphen, a stop as in "U.S.".
_WITHIN = re.compile(r"[\s.\-–’']{0,3}")

# Longer names that hold a partner's name and mean something else.
OTHER_PLACES = (
    "Northern Ireland", "South China Sea", "East China Sea", "Sea of Japan", "Gulf of Oman", "Gulf of Guinea",
    "Gulf of Thailand", "Vịnh Thái Lan", "New Mexico", "New Jersey", "Niger Delta", "Lebanon County",
)  # fmt: skip

SHORT_WORD, LONGEST_ACRONYM = 4, 6


@dataclass(frozen=True)
class Name:
    """A wording that means one thing in the register.

    `language` is "" when the wording is good in a text of any language. A name begins with a capital
    in a text where it does here; `any_case` is for titles.
    """

    text: str
    kind: str
    key: int
    language: str = ""
    any_case: bool = False


@dataclass(frozen=True)
class Found:
    """A place in the text. `keys` has several where the wording means several things."""

    kind: str
    keys: tuple[int, ...]
    line: int
    words: str


@dataclass(frozen=True)
class _Token:
    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class _Variant:
    name: Name
    tokens: tuple[_Token, ...]

    @property
    def is_acronym(self) -> bool:
        letters = "".join(token.text for token in self.tokens)
        return letters.isupper() and len(letters) <= LONGEST_ACRONYM

    @property
    def is_short(self) -> bool:
        return len(self.tokens) == 1 and len(self.tokens[0].text) <= SHORT_WORD

    @property
    def is_plain_word(self) -> bool:
        """Whether it is so short that another word or a person's name may look like it."""
        return self.is_short and not self.is_acronym


class Names:
    """The register's names, ready to be looked for."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[_Variant]]] = defaultdict(dict)
        blocked = (Name(place, "", 0) for place in OTHER_PLACES)
        for name in (*names, *blocked):
            tokens = _tokens(name.text)
            if tokens:
                words = tuple(token.folded for token in tokens)
                self._by_first[words[0]].setdefault(words, []).append(_Variant(name, tokens))

    def find(self, lines: Mapping[int, str], language: str) -> list[Found]:
        """Every name in `lines` (number to text), the longest at each place, in the order of the text."""
        found: list[Found] = []
        for number, text in lines.items():
            tokens = _tokens(text)
            in_capitals = text.isupper()
            at = 0
            while at < len(tokens):
                variants = self._longest(tokens, at, text, language, in_capitals)
                if not variants:
                    at += 1
                    continue
                length = len(variants[0].tokens)
                words = text[tokens[at].start : tokens[at + length - 1].end]
                by_kind: dict[str, set[int]] = defaultdict(set)
                for variant in variants:
                    by_kind[variant.name.kind].add(variant.name.key)
                found += [
                    Found(kind, tuple(sorted(keys)), number, words) for kind, keys in by_kind.items() if kind
                ]
                at += length
        return found

    def _longest(
        self, tokens: tuple[_Token, ...], at: int, text: str, language: str, in_capitals: bool
    ) -> list[_Variant]:
        best: list[_Variant] = []
        for words, variants in self._by_first.get(tokens[at].folded, {}).items():
            length = len(words)
            if best and length < len(best[0].tokens):
                continue
            here = tokens[at : at + length]
            if tuple(token.folded for token in here) != words or not _together(here, text):
                continue
            fitting = [
                variant
                for variant in variants
                if variant.name.language in {"", language}
                and _same_signs(variant, here, in_capitals)
                and not (variant.is_plain_word and _is_another_word(tokens, at, text))
            ]
            if fitting and best and length == len(best[0].tokens):
                best += fitting
            elif fitting:
                best = fitting
        return best


def name_orders(name: str) -> list[str]:
    """A person's name as it is, with the family name last, and with it first."""
    words = name.split()
    if len(words) < 2:
        return [name]
    return list(dict.fromkeys([name, " ".join([*words[1:], words[0]]), " ".join([words[-1], *words[:-1]])]))


def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(found.group(), fold(found.group()), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    )


def _together(tokens: tuple[_Token, ...], text: str) -> bool:
    return all(_WITHIN.fullmatch(text[one.end : two.start]) for one, two in pairwise(tokens))


def _same_signs(variant: _Variant, here: tuple[_Token, ...], in_capitals: bool) -> bool:
    if variant.is_acronym and not variant.name.any_case:
        # "US" is not "us", and in a line of capitals nobody can tell.
        return not in_capitals and all(
            ours.text == theirs.text for ours, theirs in zip(variant.tokens, here, strict=True)
        )
    return all(
        _marks_agree(ours.text, theirs.text, strictly=variant.is_short)
        and (variant.name.any_case or not ours.text[0].isupper() or not theirs.text[0].islower())
        for ours, theirs in zip(variant.tokens, here, strict=True)
    )


def _marks_agree(ours: str, theirs: str, strictly: bool) -> bool:
    """Whether two words with the same folded letters can be one: marks may be missing, never different.

    A short word must have its own marks: "Đức" is a country, "Duc" somebody's name.
    """
    for one, other in zip(ours.lower(), theirs.lower(), strict=False):
        if one != other and (strictly or (fold(one) != one and fold(other) != other)):
            return False
    return True


def _is_another_word(tokens: tuple[_Token, ...], at: int, text: str) -> bool:
    """Whether "Anh" or "Nga" may be a word at a sentence's start here, or part of a person's name."""
    if at == 0:
        return True
    above = tokens[at - 1]
    between = text[above.end : tokens[at].start]
    if re.search(r"[.!?:…]\s", between):
        return True
    return between == " " and above.text[0].isupper() and not above.text.isupper()

"""What differs between two snapshots of a story, in words and not in mark-up.

Fields are compared each with itself; the body piece by piece (paragraph, photo, question …), whatever blocks
its pieces lie in; and two pieces that belong together word by word. What it costs is bounded: a text that is
too long to be compared word by word is shown whole, and the row says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from newsroom.freezing import TIES
from newsroom.prose_lines import Line, Mark
from newsroom.readable import BODY, PLACES, Things, Unit, label_of, readable
from newsroom.snapshots import FIELDS, STAYS
from partnerships.words_compared import ADDED, REMOVED, SAME, Budget, Segment, compare_words

CHANGED, MOVED = "changed", "moved"

MOST_PIECES = 1500
# Two pieces with fewer words in common than this are two different pieces.
ALIKE = 0.35
# Among how many left without a like each is looked for; past that, they are paired in their order.
MOST_PAIRS = 4000


@dataclass(frozen=True)
class TellingLine:
    """One line of one side; `notes` tell of links and emphasis that only this side has."""

    kind: str
    segments: tuple[Segment, ...]
    notes: tuple[str, ...] = ()
    kind_changed: bool = False


@dataclass(frozen=True)
class Row:
    """A field or a piece of the body, as each side has it. `note` says more of it in a sentence."""

    place: str
    label: str
    change: str
    left: tuple[TellingLine, ...] = ()
    right: tuple[TellingLine, ...] = ()
    note: str = ""


def compare(before: dict, after: dict, viewer=None) -> list[Row]:
    """Return what two snapshots say, in reading order, with what differs marked.

    Stories that `viewer` may not know of are not named.
    """
    things = Things([before, after], viewer)
    return _Comparison(before, after, things).rows()


def differs(rows: Sequence[Row]) -> bool:
    return any(row.change != SAME for row in rows)


def places_changed(before: dict, after: dict) -> list[str]:
    """Return the names of what differs between two snapshots, without looking into it."""
    changed = {name for name in FIELDS if before["fields"].get(name) != after["fields"].get(name)}
    changed |= {name for name in TIES if before["ties"].get(name) != after["ties"].get(name)}
    changed |= {place for place in ("byline", "related") if before[place] != after[place]}
    if _said_in_blocks(before) != _said_in_blocks(after):
        changed.add(BODY)
    if changed & {"lead_caption", "lead_alt", "lead_credit", "lead_decorative", "lead_crop"}:
        changed.add("lead_photo")
    return [label_of(place) for place in PLACES if place in changed]


def _said_in_blocks(taken):
    # What a kind of block learned to say later, older snapshots do not name.
    return [{name: value for name, value in block.items() if value} for block in taken["blocks"]]


class _Comparison:
    def __init__(self, before, after, things):
        self.before, self.after = before, after
        self.left, self.right = readable(before, things), readable(after, things)

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        for place in PLACES:
            left = [unit for unit in self.left if unit.place == place]
            right = [unit for unit in self.right if unit.place == place]
            if place == BODY:
                rows += compare_bodies(left, right)
            elif (left or right) and not self._unsaid(place):
                rows.append(compare_units(left[0] if left else None, right[0] if right else None))
        return rows

    def _unsaid(self, place) -> bool:
        """Whether one side does not tell: an edition knows nothing of an embargo."""
        return place in STAYS and not all(place in side["fields"] for side in (self.before, self.after))


# The body


def compare_bodies(left: list[Unit], right: list[Unit]) -> list[Row]:
    """Return the pieces of two bodies: what belongs together in one row, the rest in rows of its own."""
    note = ""
    if max(len(left), len(right)) > MOST_PIECES:
        note = _("The text is very long: only its first %(count)d pieces are compared.") % {
            "count": MOST_PIECES
        }
        left, right = left[:MOST_PIECES], right[:MOST_PIECES]
    budget = Budget()
    rows = [compare_units(one, other, budget) for one, other in aligned(left, right)]
    rows = _with_moves(rows)
    if note:
        rows.append(Row(BODY, label_of(BODY), CHANGED, note=note))
    return rows


def aligned(left: list[Unit], right: list[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Yield the pieces of two bodies in their order, each with what it belongs to on the other side."""
    matcher = SequenceMatcher(None, left, right, autojunk=True)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(left[i1:i2], right[j1:j2], strict=True)
        else:
            yield from _paired(left[i1:i2], right[j1:j2])


def _paired(left, right):
    """Pair the pieces between two that are the same on both sides: each with the next one that is like it."""
    many = len(left) * len(right) > MOST_PAIRS
    taken = 0
    for one in left:
        among = right[taken : taken + 1] if many else right[taken:]
        like = next((n for n, other in enumerate(among) if alike(one, other)), None)
        if like is None:
            yield one, None
            continue
        for other in right[taken : taken + like]:
            yield None, other
        yield one, right[taken + like]
        taken += like + 1
    for other in right[taken:]:
        yield None, other


def alike(one: Unit, other: Unit) -> bool:
    """Whether two pieces are so much alike that one is the other reworded."""
    if one.label != other.label:
        return False
    words, others = (
        Counter(word for line in unit.lines for word in line.text.split()) for unit in (one, other)
    )
    return _share(words, others) >= ALIKE


def _with_moves(rows: list[Row]) -> list[Row]:
    """Say of what went here and came there, the same in each word, that it was moved."""
    came = {_words(row.right): n for n, row in enumerate(rows) if row.change == ADDED}
    moved = list(rows)
    for n, row in enumerate(rows):
        if row.change != REMOVED or not (words := _words(row.left)):
            continue
        there = came.pop(words, None)
        if there is None or rows[there].label != row.label:
            continue
        up = there < n
        away = _("Moved up from here.") if up else _("Moved down from here.")
        here = _("Moved up to here.") if up else _("Moved down to here.")
        moved[n] = Row(row.place, row.label, MOVED, _told_same(row.left), (), away)
        moved[there] = Row(row.place, row.label, MOVED, (), _told_same(rows[there].right), here)
    return moved


def _words(lines: tuple[TellingLine, ...]) -> tuple[str, ...]:
    return tuple("".join(segment.text for segment in line.segments) for line in lines)


def _told_same(lines):
    return tuple(
        TellingLine(line.kind, tuple(Segment(SAME, segment.text) for segment in line.segments))
        for line in lines
    )


# A field, or a piece of the body


def compare_units(left: Unit | None, right: Unit | None, budget: Budget | None = None) -> Row:
    """Return one row of two units that belong together, or of one that the other side has not."""
    if left is None or right is None:
        return _alone(left, right)
    if left.lines == right.lines:
        return Row(left.place, left.label, SAME, whole(left.lines, SAME), whole(right.lines, SAME))
    budget = budget or Budget()
    budget.spent = False
    pairs = list(_pairs_of_lines(left, right))
    told = [_compare_lines(one, other, budget, entire=left.names) for one, other in pairs]
    note = _("This text is too long to be compared word by word.") if budget.spent else ""
    return Row(
        left.place,
        left.label,
        CHANGED,
        tuple(one for one, _other in told if one),
        tuple(other for _one, other in told if other),
        note,
    )


def _alone(left: Unit | None, right: Unit | None) -> Row:
    if left is not None:
        return Row(left.place, left.label, REMOVED, left=whole(left.lines, REMOVED))
    if right is not None:
        return Row(right.place, right.label, ADDED, right=whole(right.lines, ADDED))
    raise ValueError("There is nothing on either side.")


def _pairs_of_lines(left: Unit, right: Unit) -> Iterator[tuple[Line | None, Line | None]]:
    if left.parts:
        sides = [{line.kind: line for line in unit.lines} for unit in (left, right)]
        for kind in dict.fromkeys([*sides[0], *sides[1]]):
            yield sides[0].get(kind), sides[1].get(kind)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left.lines, right.lines, autojunk=True).get_opcodes():
        ones, others = left.lines[i1:i2], right.lines[j1:j2]
        together = 0 if left.names and tag != "equal" else min(len(ones), len(others))
        yield from zip(ones[:together], others[:together], strict=True)
        yield from ((one, None) for one in ones[together:])
        yield from ((None, other) for other in others[together:])


def _compare_lines(one: Line | None, other: Line | None, budget: Budget, *, entire: bool):
    if one is None or other is None:
        return (
            _whole_line(one, REMOVED) if one else None,
            _whole_line(other, ADDED) if other else None,
        )
    if one == other:
        return _whole_line(one, SAME), _whole_line(other, SAME)
    if entire:
        return _whole_line(one, REMOVED), _whole_line(other, ADDED)
    left, right = compare_words(one.text, other.text, budget)
    kind_changed = one.kind != other.kind
    return (
        TellingLine(one.kind, left, _marks_only_in(one, other), kind_changed),
        TellingLine(other.kind, right, _marks_only_in(other, one), kind_changed),
    )


def whole(lines: Sequence[Line], change: str) -> tuple[TellingLine, ...]:
    """Return lines that are all of one kind: the same, removed or added."""
    return tuple(_whole_line(line, change) for line in lines)


def _whole_line(line: Line, change: str) -> TellingLine:
    return TellingLine(line.kind, (Segment(change, line.text),))


def _marks_only_in(one: Line, other: Line) -> tuple[str, ...]:
    """Tell what is marked in `one` alone; words that were only reworded in their mark are told as words."""
    own = (Counter(one.marks) - Counter(other.marks)).elements()
    others = list((Counter(other.marks) - Counter(one.marks)).elements())
    return tuple(_told_mark(mark) for mark in own if not any(_reworded(mark, there) for there in others))


def _reworded(mark: Mark, there: Mark) -> bool:
    same = (mark.kind, mark.target) == (there.kind, there.target)
    return same and _share(Counter(mark.words.split()), Counter(there.words.split())) >= ALIKE


def _share(words: Counter, others: Counter) -> float:
    """How many of the words of two texts both have, from 0 to 1."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1


def _told_mark(mark: Mark) -> str:
    if mark.target:
        return _("%(mark)s: “%(words)s” to %(target)s") % {
            "mark": mark.kind,
            "words": mark.words,
            "target": mark.target,
        }
    return _("%(mark)s: “%(words)s”") % {"mark": mark.kind, "words": mark.words}

"""What a layout of the front page says, and what follows where it says nothing. Needs no database.

A layout names stories by their identity and sections by their number. It leads nowhere by itself: the page
shows of it what is public at the moment of asking, and fills every place that is left by the newest stories.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# How many stories stand beside the lead, and how many more may be chosen for when one of them is not there.
PLACES = 5
MOST_CHOSEN = 8
MOST_IN_A_BLOCK = 8


class Kind(TextChoices):
    """What a block of the page shows."""

    REGISTER = "register", _("The register of partnerships")
    INTERVIEWS = "interviews", _("Interviews")
    SECTION = "section", _("Section")
    WORDS = "words", _("In their words")
    PHOTO_STORIES = "photo-stories", _("Photo stories")
    EVENTS = "events", _("Today in diplomacy")


# How many stories a block shows where nobody said so; the register and the events have no number.
USUAL_NUMBER = {Kind.INTERVIEWS: 3, Kind.SECTION: 4, Kind.WORDS: 3, Kind.PHOTO_STORIES: 3}


@dataclass(frozen=True)
class Slot:
    """A story that the desk chose, until a moment or until the next layout."""

    story: UUID
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.until is None or at < self.until


@dataclass(frozen=True)
class Block:
    """A part of the page below the lead. `beside` puts it beside the lead instead (events only)."""

    kind: Kind
    section: int | None = None
    shown: bool = True
    number: int = 0
    beside: bool = False

    @property
    def key(self) -> tuple[Kind, int | None]:
        return self.kind, self.section


@dataclass(frozen=True)
class Layout:
    """The lead, the stories beside it in their order, and the blocks in theirs."""

    lead: Slot | None = None
    secondary: tuple[Slot, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        return (*([self.lead] if self.lead else []), *self.secondary)

    def ended(self, at: datetime) -> list[tuple[UUID, datetime]]:
        """Return the stories whose pin had ended at `at`, each with when."""
        return [(slot.story, slot.until) for slot in self.slots if slot.until and slot.until <= at]

    def blocks_of(self, sections: Iterable[int]) -> list[Block]:
        """Return every block that the page can have, in the layout's order: `sections` are their numbers.

        A section that is gone is left out. One that is new stands after the others, and whatever the
        layout does not name at its usual place at the end.
        """
        usual = _usual_blocks(list(sections))
        there = {block.key for block in usual}
        found = [block for block in self.blocks if block.key in there]
        missing = [block for block in usual if block.key not in {block.key for block in found}]
        if not found:
            return missing
        places = [place for place, block in enumerate(found) if block.kind == Kind.SECTION]
        after = places[-1] + 1 if places else len(found)
        new = [block for block in missing if block.kind == Kind.SECTION]
        return [*found[:after], *new, *found[after:], *(block for block in missing if block not in new)]


def _usual_blocks(sections: list[int]) -> list[Block]:
    kinds = [Kind.EVENTS, Kind.REGISTER, Kind.INTERVIEWS]
    blocks = [Block(kind, beside=kind == Kind.EVENTS) for kind in kinds]
    blocks += [Block(Kind.SECTION, section) for section in sections]
    blocks += [Block(Kind.WORDS), Block(Kind.PHOTO_STORIES)]
    return [replace(block, number=USUAL_NUMBER.get(block.kind, 0)) for block in blocks]


def as_content(layout: Layout) -> dict:
    """Return `layout` as it is stored: plain JSON."""
    return {
        "lead": _slot_content(layout.lead) if layout.lead else None,
        "secondary": [_slot_content(slot) for slot in layout.secondary],
        "blocks": [
            {
                "kind": block.kind.value,
                "section": block.section,
                "shown": block.shown,
                "number": block.number,
                "beside": block.beside,
            }
            for block in layout.blocks
        ],
    }


def _slot_content(slot):
    return {"story": str(slot.story), "until": slot.until.isoformat() if slot.until else None}


def read_layout(content: dict | None) -> Layout:
    """Return what is stored as a layout; nothing stored is the layout that leaves everything to the page."""
    if not content:
        return Layout()
    return Layout(
        lead=_read_slot(content["lead"]) if content["lead"] else None,
        secondary=tuple(map(_read_slot, content["secondary"])),
        blocks=tuple(
            Block(Kind(row["kind"]), row["section"], row["shown"], row["number"], row["beside"])
            for row in content["blocks"]
        ),
    )


def _read_slot(said):
    return Slot(UUID(said["story"]), datetime.fromisoformat(said["until"]) if said["until"] else None)

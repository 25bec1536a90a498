"""The drawing of the world that `bin/draw_world.py` made: a shape or a marker for each country."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

DRAWING = Path(__file__).with_name("world.json")

# What ISO 3166-2 lists under a state although ISO 3166-1 gives it a code of its own (the subdivisions
# CN-71, FI-01, FR-973, NL-AW, NO-21, US-PR …): https://www.iso.org/obp/ui/#search/code/. On the map it has
# the colour of that state, unless the register holds a level of its own for it.
PARTS = MappingProxyType(
    {
        "CN": ("HK", "MO", "TW"),
        "FI": ("AX",),
        "FR": ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"),
        "NL": ("AW", "BQ", "CW", "SX"),
        "NO": ("SJ",),
        "US": ("AS", "GU", "MP", "PR", "UM", "VI"),
    }
)
PART_OF = MappingProxyType({part: state for state, parts in PARTS.items() for part in parts})


@dataclass(frozen=True)
class Marker:
    """A circle for what is too small to be seen: its true place, and how far from it the circle stands
    (units)."""

    x: int
    y: int
    right: int
    down: int

    @property
    def is_moved(self) -> bool:
        """Whether the circle stands so far from its place that a line is to lead to it."""
        return self.right**2 + self.down**2 > 12**2


@dataclass(frozen=True)
class World:
    """The drawing: its size in units, the paths and markers by code of ISO 3166-1, the land that has no
    code."""

    width: int
    height: int
    land: str
    paths: MappingProxyType[str, str]
    markers: MappingProxyType[str, Marker]
    source: str

    @property
    def codes(self) -> set[str]:
        return {*self.paths, *self.markers}


@cache
def world() -> World:
    """Return the drawing; it is read once in a process."""
    drawn = json.loads(DRAWING.read_text(encoding="utf-8"))
    return World(
        width=drawn["width"],
        height=drawn["height"],
        land=drawn["land"],
        paths=MappingProxyType(drawn["paths"]),
        markers=MappingProxyType({code: Marker(*numbers) for code, numbers in drawn["markers"].items()}),
        source=drawn["source"],
    )

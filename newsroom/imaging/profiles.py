"""Colour profiles that no file brings: of cameras' Adobe RGB, and of inks whose profile was left out.

Written as ICC.1:2001-04 (version 2) says, which every colour engine reads.
"""

import itertools
import struct
from functools import cache
from math import prod

# The white of the space in which profiles meet (ICC.1 §7.2.16), as X, Y, Z.
_D50 = (0.9642, 1.0, 0.8249)

# Red, green and blue of the screens' spaces, seen under that white; columns sum to it.
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))


def _fixed(*numbers: float) -> bytes:
    """Numbers as s15Fixed16."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65_536) for number in numbers))


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _gamma(gamma: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)


def _text(words: str) -> bytes:
    return b"text" + bytes(4) + words.encode("ascii") + b"\0"


def _description(words: str) -> bytes:
    said = words.encode("ascii") + b"\0"
    # Neither a Unicode nor a Macintosh name.
    return b"desc" + bytes(4) + struct.pack(">I", len(said)) + said + bytes(8 + 3 + 67)


def _profile(kind: bytes, space: bytes, meeting: bytes, name: str, tags: dict[bytes, bytes]) -> bytes:
    tags = {b"desc": _description(name), b"cprt": _text("None claimed"), b"wtpt": _xyz(_D50), **tags}
    table, body = struct.pack(">I", len(tags)), b""
    behind = 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        table += tag + struct.pack(">II", behind + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    day = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI", behind + len(body), bytes(4), 0x0240_0000) + kind + space + meeting + day
    head += b"acsp" + bytes(28) + _fixed(*_D50)
    return head.ljust(128, b"\0") + table + body


@cache
def screen_profile(name: str, primaries: tuple[tuple[float, ...], ...], gamma: float) -> bytes:
    """Return an RGB profile with these primaries (their X, Y, Z under D50) and this gamma."""
    tags = {
        colour + b"XYZ": _xyz(values) for colour, values in zip((b"r", b"g", b"b"), primaries, strict=True)
    }
    tags |= {colour + b"TRC": _gamma(gamma) for colour in (b"r", b"g", b"b")}
    return _profile(b"mntr", b"RGB ", b"XYZ ", name, tags)


def grey_profile(gamma: float) -> bytes:
    """Return a profile for grey with this gamma."""
    return _profile(b"mntr", b"GRAY", b"XYZ ", "Grey", {b"kTRC": _gamma(gamma)})


def adobe_rgb() -> bytes:
    """Return the profile of Adobe RGB (1998), §4.3."""
    return screen_profile("Adobe RGB compatible", ADOBE_RGB, 563 / 256)


# Solid inks on coated paper, alone and over each other, as CIE L*a*b*: ISO 12647-2:2004, table 2 and 3.
_INKS: dict[tuple[int, ...], tuple[float, float, float]] = {
    (0, 0, 0): (95, 0, -2),
    (1, 0, 0): (55, -37, -50),
    (0, 1, 0): (48, 74, -3),
    (0, 0, 1): (91, -5, 93),
    (0, 1, 1): (47, 68, 48),
    (1, 0, 1): (50, -68, 33),
    (1, 1, 0): (24, 17, -46),
    (1, 1, 1): (23, 0, 0),
}
_BLACK = (16, 0, 0)
# How much a dot of half the paper's grows in print: 14 to 17 parts of a hundred.
_GROWTH = 0.16
# Light that enters the paper beside a dot leaves below it (Yule and Nielsen).
_SPREAD = 1.7
_STEPS = 7


def _light(lab: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return X, Y, Z, with 1 for white, of L*a*b* (CIE 15)."""
    y = (lab[0] + 16) / 116
    return tuple(
        f**3 if f > 6 / 29 else (f - 4 / 29) * 3 * (6 / 29) ** 2
        for f in (y + lab[1] / 500, y, y - lab[2] / 200)
    )  # type: ignore[return-value]


def _lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    x, y, z = (t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29 for t in light)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@cache
def _solids() -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Return which inks lie over each other, and the light that they give back, as it spreads in paper."""
    found = []
    for inks in itertools.product((0, 1), repeat=4):
        # Black over other inks is a little darker than black alone.
        lab = (_BLACK[0] * (1 - sum(inks[:3]) / 6), 0, 0) if inks[3] else _INKS[inks[:3]]
        found.append((inks, tuple(value ** (1 / _SPREAD) for value in _light(lab))))
    return found


def _printed(inks: tuple[float, ...]) -> tuple[float, float, float]:
    """Return as L*a*b* how such parts of cyan, magenta, yellow and black print (Neugebauer's equations)."""
    dots = [part + 4 * _GROWTH * part * (1 - part) for part in inks]
    light = [0.0, 0.0, 0.0]
    for solids, given in _solids():
        share = prod(dot if on else 1 - dot for dot, on in zip(dots, solids, strict=True))
        if share:
            light = [before + share * value for before, value in zip(light, given, strict=True)]
    return _lab(tuple(value**_SPREAD for value in light))


@cache
def coated_paper() -> bytes:
    """Return a profile for CMYK that says nothing of its inks: offset on coated paper, as ISO 12647-2 has it.

    Such a picture is shown about as it would have been printed; only its own profile could tell exactly.
    """
    paper = _lab(_light(_INKS[0, 0, 0]))[0]
    steps = [step / (_STEPS - 1) for step in range(_STEPS)]
    table = b""
    for inks in itertools.product(steps, repeat=4):
        lightness, a, b = _printed(inks)
        # Relative to the paper, which is the screen's white.
        values = lightness * 100 / paper, a, b + 2 * lightness / paper
        table += bytes(
            min(255, max(0, round(value)))
            for value in (values[0] * 255 / 100, values[1] + 128, values[2] + 128)
        )
    straight = bytes(range(256))
    lut = b"mft1" + bytes(4) + bytes([4, 3, _STEPS, 0]) + _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    lut += straight * 4 + table + straight * 3
    return _profile(b"scnr", b"CMYK", b"Lab ", "Coated paper", {b"A2B0": lut, b"A2B1": lut})

"""How a picture looks, in 64 bits: two that look alike differ in few of them.

The signs of the lowest frequencies of a picture's brightness (discrete cosine transform, type II). They
hardly change when it is scaled, saved with less quality, brightened, or cut at its edges; docs/photos.md says
what was measured. Pure, but for Pillow.
"""

import math

from PIL import Image

BITS = 64
_SIDE = 32
# A picture in which nothing is to be seen (grey levels of 255) has no look of its own.
_LEAST_CONTRAST = 2.0

_COSINES = [
    [math.cos((2 * place + 1) * wave * math.pi / (2 * _SIDE)) for place in range(_SIDE)] for wave in range(11)
]
# Those that wave least, in order, without the mean brightness: (down, across).
_WAVES = sorted(
    ((down, across) for down in range(11) for across in range(11) if down + across),
    key=lambda wave: (wave[0] + wave[1], wave),
)[:BITS]


def fingerprint(small: Image.Image) -> int | None:
    """Return the fingerprint of a small copy, 0 to 2**64 - 1; None for one that has but one brightness."""
    grey = small.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    rows = [grey[start : start + _SIDE] for start in range(0, len(grey), _SIDE)]
    mean = sum(grey) / len(grey)
    if sum((value - mean) ** 2 for value in grey) / len(grey) < _LEAST_CONTRAST**2:
        return None
    across = [[sum(map(float.__mul__, map(float, row), cosine)) for cosine in _COSINES] for row in rows]
    columns = list(zip(*across, strict=True))
    found = [sum(map(float.__mul__, columns[x], _COSINES[y])) for y, x in _WAVES]
    return sum(1 << place for place, value in enumerate(found) if value > 0)


def distance(one: int, other: int) -> int:
    """Return in how many bits two fingerprints differ."""
    return (one ^ other).bit_count()

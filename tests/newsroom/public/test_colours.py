"""Text must stand out from what it stands on: 4.5 to 1 (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

BASE = (Path(settings.BASE_DIR) / "static" / "site" / "base.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))
    for part in BASE.split("@media (prefers-color-scheme: dark)")
)
INKS = ["ink", "ink-2", "ink-3", "seal", "register"]
PAIRS = [
    *((ink, ground) for ink in INKS for ground in ["paper", "wash"]),
    ("ink", "register-wash"),
    ("ink-2", "register-wash"),
    ("register", "register-wash"),
    ("ink", "warning-wash"),
    ("night-ink", "night"),
    ("night-ink-2", "night"),
]


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("text, ground", PAIRS)
@pytest.mark.parametrize("scheme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5

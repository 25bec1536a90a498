"""Says how many tests ran that need a program of this machine, by pytest's JUnit report.

Fails when they did not all run.
"""

import sys
from xml.etree import ElementTree

NEEDING = {
    "tests.browser": ("Browser tests", "is a Chromium installed?"),
    "tests.newsroom.imaging.metadata": (
        "Tests with programs that write metadata",
        "are exiftool, exiv2, ImageMagick, GraphicsMagick and darktable installed?",
    ),
}

if __name__ == "__main__":
    every = list(ElementTree.parse(sys.argv[1]).iter("testcase"))  # noqa: S314 our own report
    for where, (what, question) in NEEDING.items():
        cases = [case for case in every if case.get("classname", "").startswith(where)]
        left_out = sum(case.find("skipped") is not None for case in cases)
        print(f"{what}: {len(cases) - left_out} ran, {left_out} were left out.")
        if left_out or not cases:
            sys.exit(f"{what} must run here: {question}")

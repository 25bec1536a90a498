"""Says how many tests ran that need a program of this machine, by pytest's JUnit report.

Fails when some of them were left out. With a second argument, "with a database", only tests that ask one ran.
"""

import sys
from xml.etree import ElementTree

KINDS = {
    "Browser tests": ("tests.browser", "is a Chromium installed?"),
    "Tests of files on a disk and in a bucket": ("tests.storage", "is OpenStack Swift installed?"),
    "Tests with programs that write metadata": (
        "tests.newsroom.imaging.metadata",
        "are exiftool, exiv2, ImageMagick, GraphicsMagick and darktable installed?",
    ),
}

WITHOUT_A_DATABASE = {"tests.newsroom.imaging.metadata"}

if __name__ == "__main__":
    without_a_database = WITHOUT_A_DATABASE if "with a database" in sys.argv[2:] else ()
    every = list(ElementTree.parse(sys.argv[1]).iter("testcase"))  # noqa: S314 our own report
    failed = []
    for kind, (place, question) in KINDS.items():
        cases = [case for case in every if case.get("classname", "").startswith(place)]
        left_out = sum(case.find("skipped") is not None for case in cases)
        print(f"{kind}: {len(cases) - left_out} ran, {left_out} were left out.")
        if left_out or not (cases or place in without_a_database):
            failed.append(f"{kind} must run here: {question}")
    if failed:
        sys.exit("\n".join(failed))

"""Says how many tests of a browser and of a bucket ran, by pytest's JUnit report; fails when some did not."""

import sys
from xml.etree import ElementTree

KINDS = {
    "Browser tests": ("tests.browser", "is a Chromium installed?"),
    "Tests of files on a disk and in a bucket": ("tests.storage", "is OpenStack Swift installed?"),
}

if __name__ == "__main__":
    every = list(ElementTree.parse(sys.argv[1]).iter("testcase"))  # noqa: S314 our own report
    failed = []
    for kind, (place, question) in KINDS.items():
        cases = [case for case in every if case.get("classname", "").startswith(place)]
        left_out = sum(case.find("skipped") is not None for case in cases)
        print(f"{kind}: {len(cases) - left_out} ran, {left_out} were left out.")
        if left_out or not cases:
            failed.append(f"{kind} must run here: {question}")
    if failed:
        sys.exit("\n".join(failed))

"""Says how many browser tests ran, by pytest's JUnit report, and fails when they did not all run."""

import sys
from xml.etree import ElementTree

if __name__ == "__main__":
    cases = [
        case
        for case in ElementTree.parse(sys.argv[1]).iter("testcase")  # noqa: S314 our own report
        if case.get("classname", "").startswith("tests.browser")
    ]
    left_out = sum(case.find("skipped") is not None for case in cases)
    print(f"Browser tests: {len(cases) - left_out} ran, {left_out} were left out.")
    if left_out or not cases:
        sys.exit("The browser tests must run here: is a Chromium installed?")

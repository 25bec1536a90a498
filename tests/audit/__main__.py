"""Judges a site that runs by other people's programs: `bin/audit` sets up what this needs and calls it.

Pages of every kind are validated (Nu Html Checker) and looked at for barriers (axe-core, light and dark, at
three widths), four of each language are measured (Lighthouse), and one of each kind is walked through by
keyboard, enlarged to 400 %, and heard as a screen reader tells it (reachable.py). Its feeds are held to their
standards, by the W3C's validator where FEED_VALIDATOR names a checkout of it.
"""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

import django

PROGRAMS = Path(__file__).resolve().parents[2] / ".tools" / "audit" / "node_modules"
WIDTHS = (360, 768, 1280)
# Of each kind, what Lighthouse is asked for.
MEASURED = ("newsroom:front", "newsroom:story", "partnerships:partner", "newsroom:search")
LEAST = 99
RUNS = 3


def _markup(pages):
    from tests.audit.markup import faults

    return faults(pages, PROGRAMS / "vnu-jar" / "build" / "dist" / "vnu.jar")


def _barriers(site, pages, browser):
    from playwright.sync_api import sync_playwright

    from tests.audit.accessible import violations

    found = Counter()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce")
            window = context.new_page()
            for width in WIDTHS:
                window.set_viewport_size({"width": width, "height": 900})
                print(f"axe-core, {scheme}, {width} pixels wide", flush=True)
                for page in pages:
                    window.goto(site + page.address)
                    for said in violations(window):
                        found[f"{page.kind}: {said}"] += 1
            context.close()
        chromium.close()
    return [f"{said} ({times} times)" for said, times in found.items()]


def _reach(site, pages, browser):
    from playwright.sync_api import sync_playwright

    from tests.audit.pages import titles_twice
    from tests.audit.reachable import faults, to_be_looked_at

    first = {}
    for page in pages:
        first.setdefault((page.kind, page.language), page)
    found = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = chromium.new_context(base_url=site, reduced_motion="reduce")
        window = context.new_page()
        for page in first.values():
            found += [f"{page.address}: {said}" for said in faults(window, page.address)]
            print(page.address, *to_be_looked_at(window), sep="\n    ", flush=True)
        chromium.close()
    return found + titles_twice(pages)


def _scores(site, pages, browser):
    from tests.audit.lighthouse import score

    program = PROGRAMS / "lighthouse" / "cli" / "index.js"
    first = {}
    for page in pages:
        if (kind := page.kind.partition(" ")[0]) in MEASURED:
            first.setdefault((kind, page.language), page.address)
    low = []
    for address in first.values():
        # The middle one: a machine that is busy for a moment says nothing of the page.
        runs = sorted(
            (score(site, address, program, browser) for _run in range(RUNS)),
            key=lambda one: one.points["performance"],
        )
        middle = runs[len(runs) // 2]
        print(address, *(f"{name} {points}" for name, points in middle.points.items()), flush=True)
        if min(middle.points.values()) < LEAST:
            low.append(f"{address}: {middle.points} {'; '.join(middle.lost)}")
    return low


def _feeds(site):
    from django.conf import settings

    from tests.audit.feeds import faults

    return faults(site, [code for code, _name in settings.LANGUAGES], os.environ.get("FEED_VALIDATOR", ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", help="the address of the site, such as http://127.0.0.1:8000")
    parser.add_argument(
        "--only", choices=["markup", "barriers", "scores", "reach", "feeds"], help="one of these"
    )
    asked = parser.parse_args()
    os.environ.setdefault("COMMUNIQUE_ENV", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
    django.setup()
    from django.conf import settings

    from tests.audit.pages import every_kind_of_page
    from tests.browser.conftest import find_chromium

    site, browser = asked.site.rstrip("/"), find_chromium()
    pages = every_kind_of_page(site, [code for code, _name in settings.LANGUAGES])
    kinds = {page.kind for page in pages}
    print(f"{len(pages)} pages of {len(kinds)} kinds: {', '.join(sorted(kinds))}", flush=True)
    judges = {
        "markup": lambda: _markup(pages),
        "barriers": lambda: _barriers(site, pages, browser),
        "scores": lambda: _scores(site, pages, browser),
        "reach": lambda: _reach(site, pages, browser),
        "feeds": lambda: _feeds(site),
    }
    failed = False
    for name, judge in judges.items():
        if asked.only in (None, name):
            found = judge()
            print(f"\n{name}: {len(found)} faults", *found, sep="\n  ", flush=True)
            failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

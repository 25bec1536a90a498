"""What the documents lead to is there, and a browser test takes every picture of the editors' guide."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.utils.text import slugify

ROOT = settings.BASE_DIR
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDE = ROOT / "docs" / "editors.md"
PICTURES = ROOT / "docs" / "pictures" / "editors"
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_somewhere(document):
    for target in LINK.findall(document.read_text()):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, place = target.partition("#")
        led_to = (document.parent / path) if path else document
        assert led_to.exists(), f"{document.name} leads to {target}, which is not there"
        if place:
            assert place in _places(led_to), f"{document.name} leads to {target}: no such heading"


def test_the_guide_shows_each_of_its_pictures_once_and_a_browser_test_takes_each_once():
    shown = Counter(re.findall(r"\(pictures/editors/([\w-]+)\.webp\)", GUIDE.read_text()))
    tests = (ROOT / "tests" / "browser").glob("test_*.py")
    taken = Counter(
        name for test in tests for name in re.findall(r'guide_picture\(\s*\w+, "([\w-]+)"', test.read_text())
    )
    kept = Counter(picture.stem for picture in PICTURES.iterdir())
    assert shown == taken == kept
    assert set(shown.values()) == {1}


def test_the_pictures_of_the_guide_are_small():
    sizes = {picture.name: picture.stat().st_size for picture in PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > 80_000} == {}
    assert sum(sizes.values()) < 900_000


def _places(document):
    return {slugify(heading) for heading in re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)}

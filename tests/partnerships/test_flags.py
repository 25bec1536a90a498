"""The flags: one for each code, and nothing in them but shapes."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from partnerships.models import Partner
from partnerships.world import flag_of, places

FOLDER = settings.BASE_DIR / "static" / "site" / "flags"
FILES = sorted(FOLDER.glob("*.svg"))

SHAPES = {
    "svg", "g", "defs", "path", "circle", "ellipse", "rect", "use", "clipPath", "marker",
    "linearGradient", "radialGradient", "stop",
}  # fmt: skip


def test_every_flag_that_is_shown_is_there_and_every_one_there_is_shown():
    shown = {flag_of(place.kind, place.code) for place in places().values()} - {""}

    assert shown == {f"site/flags/{file.name}" for file in FILES}


def test_every_country_has_its_flag_but_the_one_that_the_ministry_does_not_show():
    assert [place.code for place in places().values() if place.kind == "country" and not place.has_flag] == [
        "TW"
    ]
    assert flag_of("country", "VN") == "site/flags/vn.svg"
    assert flag_of("organisation", "EU") == "site/flags/eu.svg"
    assert flag_of("country", "EU") == flag_of("country", "XX") == flag_of("organisation", "NATO") == ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_flag_holds_shapes_and_no_script_style_picture_or_link_to_elsewhere(file):
    text = file.read_text(encoding="utf-8")
    for element in ElementTree.fromstring(text).iter():
        assert element.tag.rpartition("}")[2] in SHAPES
        for name, value in element.attrib.items():
            name = name.rpartition("}")[2]
            assert not name.startswith("on")
            assert name != "style"
            if name == "href" or "url(" in value:
                assert re.fullmatch(r"(url\()?#[\w-]+\)?", value)


def test_all_of_them_together_weigh_little_and_their_licence_lies_beside_them():
    assert sum(file.stat().st_size for file in FILES) < 1_000_000
    assert "MIT" in (FOLDER / "LICENSE").read_text(encoding="utf-8")


def test_a_flag_is_a_picture_that_says_nothing_by_itself():
    shown = render_to_string("partnerships/_flag.html", {"partner": Partner(code="VN")})

    for said in ('alt=""', 'width="24"', 'height="18"', 'loading="lazy"', "site/flags/vn"):
        assert said in shown
    assert render_to_string("partnerships/_flag.html", {"partner": Partner(code="TW")}).strip() == ""

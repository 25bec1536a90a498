"""The map of partnerships in a browser: by slider, by keyboard, without script, on paper."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from partnerships.models import Level, Partner
from tests.register import LONG_AGO

HELD = {
    "FR": [("relations", "1973-04-12"), ("closest", "2024-10-07")],
    "GB": [("relations", "1973-09-11"), ("strategic", "2010-09-08"), ("closest", "2025-10-29")],
    "SG": [("relations", "1973-08-01"), ("strategic", "2013-09-11")],
    "BE": [("relations", "1973-03-22")],
    "CL": [],
    "GF": [],
}

# What the map shows, told by nothing but its shapes and the words on them.
COLOURS = """() => [...document.querySelectorAll(".world a")].map((link) => [
    link.dataset.code, getComputedStyle(link.querySelector("path, circle:last-child")).fill,
    link.querySelector("title").textContent,
]).sort()"""
COUNTS = """() => [...document.querySelectorAll(".map-count")].map((count) => count.textContent)"""


@pytest.fixture
def register(live_server, section):
    levels = {
        slug: Level.objects.create(slug=slug, rank=rank, name={"en": name, "vi": name}, colour=colour)
        for rank, (slug, name, colour) in enumerate(
            [
                ("relations", "Relations", "#6b7783"),
                ("strategic", "Strategic", "#8a63a6"),
                ("closest", "Closest", "#b8483c"),
            ],
            1,
        )
    }
    for code, history in HELD.items():
        partner = Partner.objects.create(code=code, region="europe")
        for slug, since in history:
            partner.periods.create(
                level=levels[slug], since=datetime.date.fromisoformat(since), public_from=LONG_AGO
            )
    union = Partner.objects.create(kind="organisation", code="EU", own_names={"en": "Union"}, region="europe")
    union.periods.create(level=levels["strategic"], since=datetime.date(2012, 6, 27), public_from=LONG_AGO)
    broken = Partner.objects.create(code="AF", region="south-asia")
    broken.periods.create(
        level=levels["relations"],
        since=datetime.date(1974, 9, 16),
        until=datetime.date(1992, 1, 1),
        public_from=LONG_AGO,
    )


@pytest.fixture
def asked(page):
    """The addresses of the map that the page asked for by itself."""
    found = []
    page.on("request", lambda request: found.append(request.url) if "part=day" in request.url else None)
    return found


def slide(page, year):
    """Move the slider as a hand does: the browser tells of the move, and the page answers at once."""
    page.get_by_role("slider", name="Year").evaluate(
        "(slider, year) => { slider.value = year; slider.dispatchEvent(new Event('input')); }", str(year)
    )


def test_the_slider_colours_the_map_at_once_and_exactly_as_the_page_of_that_year_does(
    page, new_page, register, asked
):
    page.goto("/en/partners/map/")
    other = new_page()
    this_year = timezone.now().year
    for year in (1973, 1974, 1991, 1992, 2010, 2012, 2024, 2025, this_year):
        slide(page, year)
        at_once = page.evaluate(COLOURS), page.evaluate(COUNTS)
        other.goto(f"/en/partners/map/?year={year}")
        assert at_once == (other.evaluate(COLOURS), other.evaluate(COUNTS)), year
        expect(page.get_by_role("heading", name=other.locator("#map-table").inner_text())).to_be_visible()
        assert page.locator(".map-table").inner_text() == other.locator(".map-table").inner_text()
        assert page.evaluate(COUNTS) == other.evaluate(COUNTS)
    assert len(asked) == 9


def test_a_long_move_asks_for_the_facts_once_and_the_address_says_the_day(page, register, asked):
    page.goto("/en/partners/map/")
    before = page.evaluate("history.length")

    for year in range(1990, 2014):
        slide(page, year)

    expect(page.get_by_role("heading", name="31 December 2013", exact=True)).to_be_visible()
    assert len(asked) == 1
    assert page.url.endswith("/en/partners/map/?on=2013-12-31")
    assert page.evaluate("history.length") == before
    expect(page.locator(".map-year-now")).to_have_text("2013")
    expect(page.get_by_label("Day", exact=True)).to_have_value("2013-12-31")
    expect(page.get_by_role("status")).to_have_text("Partnerships on 31 December 2013")
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url.endswith("/vi/partners/map/?on=2013-12-31")

    page.goto("/en/partners/map/?on=2013-12-31")
    slide(page, timezone.now().year)
    page.wait_for_url("**/en/partners/map/")


def test_facts_that_cannot_be_fetched_are_said_to_be_missing(page, register, complaints):
    page.goto("/en/partners/map/")
    page.route("**/*part=day*", lambda route: route.abort())

    slide(page, 1990)

    expect(page.get_by_role("status")).to_contain_text("could not be fetched")
    complaints.heard.clear()


def test_by_keyboard_one_moves_through_the_years_skips_the_map_or_walks_it(page, register):
    page.goto("/en/partners/map/")
    page.get_by_role("slider", name="Year").focus()
    page.keyboard.press("ArrowLeft")
    year = timezone.now().year - 1
    expect(page.get_by_role("heading", name=f"31 December {year}", exact=True)).to_be_visible()

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip the map")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#map-facts")).to_be_focused()

    skip.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="World")).to_be_focused()
    page.keyboard.press("Tab")
    walked = []
    for _stop in range(7):
        walked.append(page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Tab")
    # By name, and then those that are a marker.
    assert [words.split(":")[0].split(",")[0] for words in walked] == [
        "Afghanistan",
        "Belgium",
        "Chile",
        "France",
        "French Guiana",
        "United Kingdom",
        "Singapore",
    ]


def test_a_country_is_a_link_with_a_spoken_name_and_a_visible_focus(page, register):
    page.goto("/en/partners/map/?on=2025-10-29")
    country = page.get_by_role("link", name="United Kingdom: Closest since 29 October 2025")
    shape = country.locator("path").first
    before = shape.evaluate("(path) => getComputedStyle(path).strokeWidth")
    page.get_by_role("link", name="French Guiana, drawn with France").focus()
    page.keyboard.press("Tab")

    expect(country).to_be_focused()
    assert shape.evaluate("(path) => getComputedStyle(path).strokeWidth") != before
    # As a screen reader is told it.
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    links = {node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "link"}
    assert "United Kingdom: Closest since 29 October 2025" in links
    assert "Chile: no level on this day" in links
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/partners/united-kingdom/")


def test_the_smallest_country_is_found_by_a_finger(phone, register):
    phone.goto("/en/partners/map/")
    hit = phone.get_by_role("link", name="Singapore: ").locator(".hit")
    assert hit.bounding_box()["width"] >= 14
    phone.get_by_text("Southeast Asia", exact=True).click()
    assert hit.bounding_box()["width"] >= 20

    hit.click()

    phone.wait_for_url("**/en/partners/singapore/")


def test_a_part_of_the_world_is_looked_at_and_left_when_the_focus_leaves_it(page, register):
    page.goto("/en/partners/map/")
    france = page.get_by_role("link", name=re.compile("^France: ")).locator("path")
    small = france.bounding_box()["width"]
    page.get_by_role("radio", name="Europe").check()
    marker = page.get_by_role("link", name="Singapore: ").locator("circle").last

    assert france.bounding_box()["width"] > 3 * small
    page.get_by_role("link", name="Chile: ").focus()
    expect(page.get_by_role("radio", name="World")).to_be_checked()
    # Markers keep their size.
    width = marker.bounding_box()["width"]
    page.get_by_role("radio", name="Southeast Asia").check()
    assert marker.bounding_box()["width"] == pytest.approx(width, abs=1)


def test_without_script_the_forms_lead_to_the_day_and_to_the_year(new_page, register):
    page = new_page(java_script_enabled=False)
    page.goto("/en/partners/map/")
    expect(page.get_by_role("rowheader", name="France")).to_be_visible()

    page.get_by_label("Day", exact=True).fill("2010-09-08")
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.url.endswith("?on=2010-09-08")
    expect(page.get_by_role("heading", name="8 September 2010", exact=True)).to_be_visible()

    page.get_by_role("slider", name="Year").press("ArrowLeft")
    page.get_by_role("button", name="Show that year").click()
    expect(page.get_by_role("heading", name="31 December 2009", exact=True)).to_be_visible()
    page.get_by_role("link", name="The end of 2010").click()
    expect(page.get_by_role("heading", name="31 December 2010", exact=True)).to_be_visible()


def test_on_paper_levels_differ_in_more_than_colour(page, register):
    page.goto("/en/partners/map/")
    page.emulate_media(media="print")

    fills = page.evaluate("""() => ["FR", "SG", "BE"].map((code) => getComputedStyle(
        document.querySelector(`.world a[data-code=${code}] :is(path, circle:last-child)`)).fill)""")

    assert len(set(fills)) == 3
    assert sum("#hatching-" in fill for fill in fills) == 2
    expect(page.locator(".map-letter").first).to_be_visible()
    expect(page.locator(".map-form").first).to_be_hidden()

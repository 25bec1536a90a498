"""Reading the register in a browser: on every width, in both languages and lights, and without script."""

import pytest
from playwright.sync_api import expect

from tests.register import PAGES, small_register

STRUCTURE = """() => {
    const ids = [...document.querySelectorAll("[id]")].map((part) => part.id);
    const headings = [...document.querySelectorAll("h1, h2, h3, h4")];
    const levels = headings.map((heading) => Number(heading.tagName[1]));
    return {
        headlines: levels.filter((level) => level === 1).length,
        skipped: levels.filter((level, place) => place && level > levels[place - 1] + 1),
        repeated: ids.filter((id, place) => ids.indexOf(id) !== place),
        unnamed: [...document.querySelectorAll("[aria-labelledby]")]
            .map((part) => part.getAttribute("aria-labelledby"))
            .filter((id) => !document.getElementById(id)),
        beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
}"""
SOUND = {"headlines": 1, "skipped": [], "repeated": [], "unnamed": [], "beyond": 0}


@pytest.fixture
def register(live_server, section):
    return small_register()


@pytest.mark.parametrize(("width", "light"), [(360, "dark"), (1280, "light")])
def test_every_page_fits_and_is_well_formed(new_page, register, width, light):
    page = new_page(width=width, color_scheme=light)
    for language in ("en", "vi"):
        for path in [*PAGES, "feeds/"]:
            page.goto(f"/{language}/{path}")
            assert page.evaluate(STRUCTURE) == SOUND, f"/{language}/{path}"


def test_a_reader_without_script_filters_a_list_and_takes_the_choice_along(new_page, register):
    page = new_page(java_script_enabled=False)
    page.goto("/en/partners/")

    page.get_by_role("combobox", name="Region", exact=True).select_option("europe")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("link", name="France")).to_be_visible()
    expect(page.get_by_role("link", name="Japan")).to_have_count(0)
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url.endswith("/vi/partners/?region=europe")
    expect(page.get_by_role("link", name="Pháp")).to_be_visible()


def test_one_walks_from_a_partner_to_its_event_its_people_and_back(page, register):
    page.goto("/en/partners/")
    page.get_by_role("link", name="Japan").click()
    page.get_by_role("link", name="Visit to Tokyo").first.click()
    page.get_by_role("link", name="Minister Aoki").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minister Aoki")
    page.get_by_role("link", name="Japan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Japan")

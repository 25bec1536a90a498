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


def test_a_reader_without_script_asks_how_a_partner_stood_on_a_day_and_comes_back(new_page, register):
    page = new_page(java_script_enabled=False)
    page.goto("/en/partners/japan/")

    page.get_by_role("link", name="On another day").click()
    page.get_by_label("As it stood on").fill("2010-03-04")
    page.get_by_role("button", name="Show").click()

    assert page.url.endswith("/en/partners/japan/?on=2010-03-04")
    expect(page.get_by_role("status")).to_contain_text("As it stood on 4 March 2010, by what is known today.")
    expect(page.locator(".level-now").first).to_contain_text("Strategic since 20 April 2009")
    expect(page.get_by_label("As it stood on")).to_have_value("2010-03-04")
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url.endswith("/vi/partners/japan/?on=2010-03-04")
    expect(page.get_by_role("status")).to_contain_text("4/3/2010")
    page.get_by_role("link", name="Xem hiện trạng hôm nay").click()
    assert page.url.endswith("/vi/partners/japan/")
    expect(page.get_by_role("status")).to_have_count(0)


def test_a_day_that_cannot_be_told_of_is_answered_in_the_page(page, register):
    page.goto("/en/partners/japan/?on=2025-02-30")

    expect(page.get_by_role("alert")).to_contain_text("The calendar has no such day")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Japan")


def test_one_finds_the_parts_of_a_dossier_by_the_keyboard(page, register):
    page.goto("/en/partners/japan/")

    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Timeline").focus()
    page.keyboard.press("Enter")

    assert page.url.endswith("#timeline")
    expect(page.get_by_role("heading", name="Timeline")).to_be_in_viewport()

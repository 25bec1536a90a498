"""The search in a browser: suggestions are reached by the keys alone, and it all works without script."""

import pytest
from playwright.sync_api import expect

from newsroom import publishing


@pytest.fixture
def harbour(live_server, make_story, publisher):
    for headline in ("Đà Nẵng opens a harbour", "Harbours of the north"):
        publishing.publish(make_story(headline, text="<p>Ships come in.</p>"), publisher)


def test_a_reader_goes_to_a_suggestion_by_the_keys_alone(page, live_server, harbour):
    page.goto(f"{live_server.url}/en/")
    box = page.get_by_role("combobox", name="Search the site")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("har")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", "search-suggestions-0-0")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("har")
    box.fill("")
    box.press_sequentially("da n")
    expect(options).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/en/stories/da-nang-opens-a-harbour/")


def test_the_search_works_without_script(new_page, live_server, harbour):
    page = new_page(width=360, java_script_enabled=False)
    page.goto(f"{live_server.url}/en/")
    page.get_by_role("searchbox", name="Search the site").fill("da nang")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("h2 mark")).to_have_text(["Đà", "Nẵng"])
    expect(page.get_by_role("status")).to_have_text("1 result")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360

"""How a journalist works in the story's form, for the journeys."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

ADD = "/admin/newsroom/article/add/"


def until(page: Page, holds: Callable[[], bool], within: float = 10) -> bool:
    """Whether `holds` comes true within so many seconds: what a page sends as it goes arrives later."""
    deadline = time.monotonic() + within
    while not holds() and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    return holds()


def open_story(page: Page, **chosen) -> None:
    """Open the form of a new story; `chosen` is what the address presets."""
    page.goto(ADD + ("?" + "&".join(f"{key}={value}" for key, value in chosen.items()) if chosen else ""))
    expect(page.locator(".block-bar")).to_be_visible()


def add(page: Page, kind: str) -> Locator:
    """Add a block by the bar's button called `kind`; return it."""
    page.locator(".block-bar").get_by_role("button", name=kind, exact=True).click()
    return newest(page)


def blocks(page: Page) -> list[Locator]:
    """The blocks in the order in which they are seen, once the editor has laid them out."""
    expect(page.locator(".block-bar")).to_be_visible()
    seen = page.locator(".order-machine > .inline-related:not(.empty-form)").evaluate_all(
        "all => all.map(block => [Number(block.style.order), block.id])"
    )
    return [page.locator(f"#{key}") for _order, key in sorted(seen)]


def newest(page: Page) -> Locator:
    return blocks(page)[-1]


def write(block: Locator, text: str) -> None:
    """Type into a block of rich text."""
    prose = block.locator(".tiptap")
    prose.click()
    prose.press_sequentially(text)


def told(page: Page) -> list[str]:
    """What each block says, in the order in which they are seen."""
    said = []
    for block in blocks(page):
        prose = block.locator(".tiptap")
        if prose.count():
            said.append(prose.inner_text().strip())
            continue
        fields = block.locator("fieldset input[type=text]:visible, fieldset textarea:visible").all()
        said.append(next((field.input_value() for field in fields if field.input_value()), ""))
    return said


def choose_photo(block: Locator, title: str) -> None:
    """Choose a photo of the library by its thumbnail."""
    page = block.page
    block.get_by_role("button", name=re.compile("Choose a photo")).click()
    dialog = page.locator("#photo-dialog")
    dialog.get_by_role("searchbox").fill(title)
    dialog.get_by_role("button", name=re.compile(re.escape(title))).click()
    expect(dialog).not_to_be_visible()


def choose(page: Page, field: str, term: str, text: str) -> None:
    """Choose by autocomplete in the field called `field`: type `term`, take the answer that says `text`."""
    row = page.locator(f".form-row.field-{field}, .fieldBox.field-{field}").first
    row.locator(".select2-selection").click()
    page.keyboard.type(term)
    page.locator(".select2-results__option", has_text=text).first.click()
    expect(row.locator(".select2-selection")).to_contain_text(text)

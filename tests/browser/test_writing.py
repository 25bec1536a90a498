"""Writing in the story's form: nothing that was typed is lost, and blocks stay in their order."""

import pytest
from playwright.sync_api import expect

from newsroom.models import Article
from tests.browser.desk_pages import add, blocks, choose_photo, open_story, told, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, login, reporter, section):
    login(page, reporter)
    return page


def test_blocks_are_added_moved_and_deleted_in_any_order(desk, make_photo):
    make_photo(title="Bàn hội đàm")
    open_story(desk)
    desk.get_by_label("Headline").fill("Two ministers meet")
    desk.locator("#id_section").select_option(label="Politics")
    write(add(desk, "Text"), "First they met.")
    photo = add(desk, "Photo")
    choose_photo(photo, "Bàn hội đàm")
    quote = add(desk, "Pull quote")
    quote.locator("textarea").first.fill("It was long.")
    write(add(desk, "Text"), "Then they parted.")
    quote.get_by_role("button", name="Move up").click()
    desk.get_by_role("button", name="Save and continue editing").last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert told(desk) == ["First they met.", "It was long.", "", "Then they parted."]

    blocks(desk)[1].locator("h3 .delete input").check()
    blocks(desk)[3].get_by_role("button", name="Move up").click()
    desk.get_by_role("button", name="Save and continue editing").last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert told(desk) == ["First they met.", "Then they parted.", ""]
    expect(blocks(desk)[2].locator("output")).to_have_text("Bàn hội đàm")


def test_a_refused_save_gives_back_every_block_in_its_order(desk):
    open_story(desk)
    write(add(desk, "Text"), "The first paragraph.")
    add(desk, "Pull quote").locator("textarea").first.fill("A quotation")
    write(add(desk, "Text"), "The last paragraph.")
    blocks(desk)[2].get_by_role("button", name="Move up").click()
    desk.get_by_label("Standfirst").fill("What happened.")
    # Neither a headline nor a section.
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".errornote")).to_be_visible()
    assert told(desk) == ["The first paragraph.", "The last paragraph.", "A quotation"]
    expect(desk.get_by_label("Standfirst")).to_have_value("What happened.")
    assert not Article.objects.exists()

    desk.get_by_label("Headline").fill("Mended")
    desk.locator("#id_section").select_option(label="Politics")
    desk.get_by_role("button", name="Save and continue editing").last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert told(desk) == ["The first paragraph.", "The last paragraph.", "A quotation"]

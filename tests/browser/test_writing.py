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
    expect(blocks(desk)[2].locator(".photo-choice-title")).to_have_text("Bàn hội đàm")


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


def test_a_photo_is_chosen_with_the_keyboard_alone(desk, make_photo):
    make_photo(title="Bàn hội đàm", caption={"en": "The long table."})
    make_photo(title="Sân bay")
    open_story(desk)
    desk.locator(".field-lead_photo").get_by_role("button", name="Choose a photo").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.type("ban hoi")
    expect(desk.locator("#photo-dialog .photo-card")).to_have_count(1)
    desk.locator("#photo-dialog .photo-card").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".field-lead_photo output")).to_have_text("Bàn hội đàm")
    expect(desk.locator("#id_lead_caption")).to_have_attribute("placeholder", "The long table.")
    expect(desk.locator(".field-lead_photo").get_by_role("button", name="Choose a photo")).to_be_focused()

    desk.locator(".field-lead_photo").get_by_role("button", name="Remove").click()
    expect(desk.locator("#id_lead_photo")).to_have_value("")


def test_enter_in_a_field_saves_and_does_not_publish(page, login, publisher, make_story):
    story = make_story()
    login(page, publisher)
    page.goto(story.get_absolute_url())
    page.get_by_label("Headline").fill("Typed by hand")
    page.get_by_label("Headline").press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("Typed by hand")


def test_somebody_elses_save_meanwhile_is_told_and_what_was_typed_stays(
    desk, make_story, new_page, login, editor
):
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.get_by_label("Standfirst").fill("Mine.")
    write(add(desk, "Text"), "My new paragraph.")

    other = new_page()
    login(other, editor)
    other.goto(story.get_absolute_url())
    other.get_by_label("Headline").fill("Theirs")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".messagelist .success")).to_be_visible()

    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".errorlist.nonfield")).to_contain_text(
        "editor saved this story while you were writing"
    )
    expect(desk.get_by_label("Standfirst")).to_have_value("Mine.")
    assert told(desk) == ["They met.", "My new paragraph."]
    desk.get_by_label("Save mine in its place").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    story.refresh_from_db()
    assert story.standfirst == "Mine."


def test_the_form_is_of_use_without_script(new_page, login, reporter, make_story, make_photo):
    photo, story = make_photo(title="Bàn hội đàm"), make_story()
    page = new_page(java_script_enabled=False)
    login(page, reporter)
    page.goto(story.get_absolute_url())
    expect(page.locator(".interview-only")).to_be_visible()
    page.get_by_label("Headline").fill("Written without script")
    page.locator("#id_lead_photo").fill(str(photo.pk))
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(".field-lead_photo output")).to_have_text("Bàn hội đàm")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_fits_a_phone(new_page, login, publisher, make_story, make_photo, scheme):
    story = make_story(lead_photo=make_photo())
    phone = new_page(width=360, height=740, color_scheme=scheme)
    login(phone, publisher)
    for address in (
        story.get_absolute_url(),
        "/admin/newsroom/article/",
        "/admin/newsroom/photo/",
        f"/admin/newsroom/article/{story.pk}/schedule/",
        "/admin/partnerships/event/add/",
        "/admin/partnerships/partner/add/",
    ):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_the_desk_speaks_the_language_that_one_chooses(desk):
    desk.goto("/admin/newsroom/article/")
    desk.locator("#language-switch").get_by_role("button", name="Tiếng Việt").click()
    expect(desk.locator("html")).to_have_attribute("lang", "vi")
    expect(desk).to_have_url(desk.url.split("/admin/")[0] + "/admin/newsroom/article/")
    expect(desk.locator("#logout-form")).to_contain_text("Thoát")


def test_a_new_block_is_taken_away_again_and_the_others_stay(desk, make_story):
    story = make_story()
    desk.goto(story.get_absolute_url())
    write(add(desk, "Text"), "The second.")
    write(add(desk, "Text"), "A mistake.")
    write(add(desk, "Text"), "The last.")
    blocks(desk)[3].get_by_role("button", name="Move up").click()
    mistake = next(block for block in blocks(desk) if "A mistake." in block.inner_text())
    mistake.locator(".inline-deletelink").click()
    assert told(desk) == ["They met.", "The second.", "The last."]
    desk.get_by_role("button", name="Save and continue editing").last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert told(desk) == ["They met.", "The second.", "The last."]


def test_a_time_typed_in_the_newsrooms_zone_is_shown_in_utc(page, login, publisher, make_story, settings):
    settings.NEWSROOM_TIME_ZONE = "Europe/London"
    story = make_story()
    login(page, publisher)
    page.goto(f"/admin/newsroom/article/{story.pk}/schedule/")
    when = page.get_by_label("When shall it become public?")
    when.fill("2099-01-15T09:30")
    expect(page.locator(".utc-time")).to_have_text("In UTC: 2099-01-15 09:30")
    when.fill("2099-07-15T09:30")
    expect(page.locator(".utc-time")).to_have_text("In UTC: 2099-07-15 08:30")
    page.get_by_role("button", name="Schedule", exact=True).click()
    expect(page.locator(".messagelist .success")).to_contain_text("2099-07-15 08:30 UTC")
    expect(page.locator(".story-standing")).to_contain_text("scheduled")


def test_the_times_of_a_storys_form_are_shown_in_utc_where_clocks_are_changed(
    page, login, reporter, make_story, settings
):
    settings.NEWSROOM_TIME_ZONE = "Europe/London"
    login(page, reporter)
    page.goto(make_story(embargo_until="2099-07-15T08:30Z").get_absolute_url())
    told = page.locator(".field-embargo_until .utc-time")
    expect(told).to_have_text("In UTC: 2099-07-15 08:30")
    day, hour = page.locator("#id_embargo_until_0"), page.locator("#id_embargo_until_1")
    for typed, at, said in [
        ("2099-01-15", "09:30", "In UTC: 2099-01-15 09:30"),
        ("15/7/2099", "9:30:00", "In UTC: 2099-07-15 08:30"),
        ("2026-03-29", "01:30", ""),
        ("2026-10-25", "01:30", "In UTC: 2026-10-25 00:30 / 2026-10-25 01:30"),
        ("soon", "01:30", ""),
    ]:
        day.fill(typed)
        hour.fill(at)
        expect(told).to_have_text(said)


def test_every_field_of_the_form_has_a_name_for_whoever_hears_it(page, login, reporter, section):
    login(page, reporter)
    open_story(page)
    write(add(page, "Text"), "They met.")
    page.get_by_text("Add another Author").click()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_have_text("They met.")
    for name in ("Partners", "Pillars", "Events", "People", "Agreements"):
        expect(page.get_by_role("searchbox", name=name, exact=True)).to_have_count(1)
    row = page.locator("#bylines-0")
    expect(row.get_by_role("combobox", name="Author", exact=True)).to_be_visible()
    expect(row.get_by_label("Order", exact=True)).to_be_visible()

"""A story's photos opened large: by mouse, by keyboard, by touch, and without script."""

import re

import pytest
from playwright.sync_api import expect

from newsroom import publishing
from newsroom.models import PhotoBlock
from tests.making import add_block

STORY = "/en/stories/two-ministers-meet/"
SIZES = [(1800, 1200), (900, 1600), (1000, 1000), (2400, 800)]


@pytest.fixture
def photos(live_server, make_story, make_photo, publisher):
    """A story with four photos: landscape, portrait, square, and a panorama with nothing but a credit."""
    made = [
        make_photo(size=size, caption={"en": f"Caption {number}."}, credit_line=f"Photo: Name {number}")
        for number, size in enumerate(SIZES[:3], 1)
    ]
    made.append(make_photo(size=SIZES[3], caption={}, alt_text={}))
    article = make_story("Two ministers meet", lead_photo=made[0])
    for photo in made[1:3]:
        add_block(article, PhotoBlock, photo=photo)
    add_block(article, PhotoBlock, photo=made[3], decorative=True)
    publishing.publish(article, publisher)
    return made


def large(page):
    return page.get_by_role("dialog", name="Photos of this story")


def link(page, number):
    return page.locator(".story a.photo-link").nth(number)


def open_first(page):
    page.goto(STORY)
    link(page, 0).click()
    expect(large(page)).to_be_visible()


def test_a_photo_opens_with_its_caption_and_credit_and_says_which_of_how_many_it_is(photos, page):
    open_first(page)
    expect(large(page).get_by_role("status")).to_have_text("1 of 4")
    expect(large(page)).to_contain_text("Caption 1. (Photo: Name 1)")
    image = large(page).get_by_role("img")
    expect(image).to_have_count(1)
    expect(image).to_have_attribute("alt", "Two hands shaking")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 600)")
    box = image.bounding_box()
    assert box["width"] > 900
    assert 0 <= box["y"] <= 900 - box["height"]


def test_the_keyboard_moves_among_the_photos_and_closes(photos, page):
    page.goto(STORY)
    link(page, 1).focus()
    page.keyboard.press("Enter")
    status = large(page).get_by_role("status")
    expect(status).to_have_text("2 of 4")
    for key, said in [
        ("ArrowRight", "3 of 4"),
        ("ArrowLeft", "2 of 4"),
        ("End", "4 of 4"),
        ("ArrowRight", "4 of 4"),
        ("Home", "1 of 4"),
        ("ArrowLeft", "1 of 4"),
    ]:
        page.keyboard.press(key)
        expect(status).to_have_text(said)
    page.keyboard.press("Escape")
    expect(large(page)).to_be_hidden()
    expect(link(page, 1)).to_be_focused()
    expect(page).to_have_url(re.compile(re.escape(STORY) + "$"))


NAME_OF_FOCUSED = """() => {
    const focused = document.activeElement;
    return focused.closest("dialog") ? focused.ariaLabel || focused.textContent : "";
}"""


def test_the_tab_key_stays_within_and_reaches_all_that_can_be_done(photos, page):
    open_first(page)
    names = set()
    for _time in range(12):
        page.keyboard.press("Tab")
        names.add(page.evaluate(NAME_OF_FOCUSED))
    # The browser's own bar is the only other stop.
    assert names - {"", "Photos of this story"} == {
        "Close",
        "Previous photo",
        "Next photo",
        "About this photo",
    }


def test_the_buttons_move_and_the_ends_say_that_they_are_ends(photos, page):
    open_first(page)
    before, after = (
        large(page).get_by_role("button", name=name) for name in ("Previous photo", "Next photo")
    )
    expect(before).to_have_attribute("aria-disabled", "true")
    expect(after).to_have_attribute("aria-disabled", "false")
    for said in ("2 of 4", "3 of 4", "4 of 4"):
        after.click()
        expect(large(page).get_by_role("status")).to_have_text(said)
    expect(after).to_have_attribute("aria-disabled", "true")
    # A button that was just pressed keeps the focus, though it leads no further.
    expect(after).to_be_focused()


def test_back_closes_it_and_forward_opens_it_again(photos, page):
    open_first(page)
    page.keyboard.press("ArrowRight")
    page.go_back()
    expect(large(page)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_forward()
    expect(large(page).get_by_role("status")).to_have_text("2 of 4")
    page.reload()
    expect(large(page).get_by_role("status")).to_have_text("2 of 4")


STEP_BACK_AND_FORWARD_AT_ONCE = """() => new Promise((done) => {
    let steps = 0;
    history.back = () => (steps += 1);
    document.querySelector("dialog[open]").addEventListener("close", () => done(steps), { once: true });
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
})"""


def test_a_step_forward_right_after_one_back_leaves_it_open(photos, page):
    open_first(page)
    assert page.evaluate(STEP_BACK_AND_FORWARD_AT_ONCE) == 0
    expect(large(page).get_by_role("status")).to_have_text("1 of 4")


# Asked in this way, because the page's policy lets no text be run as script.
UNTIL_BACK = """new Promise((done) => {
    const look = setInterval(() => history.state === null && done(clearInterval(look)), 20);
})"""


def test_closing_leaves_no_step_behind_in_the_history(photos, page):
    page.goto("/en/")
    open_first(page)
    large(page).get_by_role("button", name="Close").click()
    expect(large(page)).to_be_hidden()
    page.evaluate(UNTIL_BACK)
    page.go_back()
    expect(page).to_have_url(re.compile("/en/$"))


def test_a_click_beside_the_picture_closes_it(photos, page):
    page.goto(STORY)
    link(page, 1).click()
    box = page.locator(".large-stage").bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + box["height"] / 2)
    expect(large(page)).to_be_hidden()


def swipe(page, across, along=0):
    """One finger across the picture, as the browser is told of it."""
    touch = page.context.new_cdp_session(page)
    x, y = 180, 350

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for step in range(1, 6):
        send("touchMove", {"x": x + across * step / 5, "y": y + along * step / 5})
    send("touchEnd")


def test_a_swipe_moves_on_and_back_and_a_stroke_downwards_does_not(photos, phone):
    open_first(phone)
    status = large(phone).get_by_role("status")
    swipe(phone, -120)
    expect(status).to_have_text("2 of 4")
    swipe(phone, 120)
    expect(status).to_have_text("1 of 4")
    swipe(phone, 120)
    expect(status).to_have_text("1 of 4")
    swipe(phone, -60, along=150)
    expect(status).to_have_text("1 of 4")
    expect(large(phone)).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_shape_of_picture_lies_within_the_window_and_the_words_too(photos, new_page, width):
    window = new_page(width=width, height=740)
    open_first(window)
    for number in range(len(SIZES)):
        expect(large(window).get_by_role("status")).to_have_text(f"{number + 1} of 4")
        box = window.locator(".large-stage picture img").bounding_box()
        assert -0.5 <= box["x"] <= width + 0.5 - box["width"]
        assert -0.5 <= box["y"] <= 740.5 - box["height"]
        about = large(window).get_by_role("link", name="About this photo").bounding_box()
        assert about["y"] + about["height"] <= 740
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        window.keyboard.press("ArrowRight")


def test_all_that_can_be_pressed_is_large_enough_for_a_finger(photos, phone):
    open_first(phone)
    for button in large(phone).get_by_role("button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_without_script_a_photo_leads_to_its_page_and_from_there_to_the_others(photos, new_page):
    window = new_page(java_script_enabled=False)
    window.goto(STORY)
    link(window, 1).click()
    expect(window).to_have_url(re.compile(rf"/en/photos/{photos[1].uid.hex}/\?in=two-ministers-meet$"))
    steps = window.get_by_role("navigation", name="Photos of this story")
    expect(steps).to_contain_text("2 of 4")
    steps.get_by_role("link", name="Next photo").click()
    expect(window).to_have_url(re.compile(photos[2].uid.hex))
    window.get_by_role("navigation", name="Photos of this story").get_by_role(
        "link", name="Previous photo"
    ).click()
    expect(window).to_have_url(re.compile(photos[1].uid.hex))
    window.get_by_role("link", name="Two ministers meet").first.click()
    expect(window).to_have_url(re.compile(STORY))


def test_a_link_opened_in_a_tab_of_its_own_is_the_photo_s_page(photos, page):
    page.goto(STORY)
    with page.context.expect_page() as opened:
        link(page, 0).click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(re.compile(photos[0].uid.hex))
    expect(large(page)).to_be_hidden()


def test_the_one_photo_of_a_story_has_no_steps(live_server, make_story, make_photo, publisher, page):
    publishing.publish(make_story("Two ministers meet", lead_photo=make_photo()), publisher)
    open_first(page)
    expect(large(page).get_by_role("button")).to_have_count(1)
    expect(large(page).get_by_role("status")).to_have_text("")


def test_nothing_moves_for_whoever_wants_stillness(photos, page):
    open_first(page)
    assert large(page).evaluate("dialog => getComputedStyle(dialog).animationName") == "none"


def test_a_story_without_photos_loads_no_script(live_server, make_story, publisher, page):
    publishing.publish(make_story("Two ministers meet"), publisher)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(STORY)
    assert not [url for url in asked if "lightbox" in url]

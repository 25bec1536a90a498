"""What the pages say of their pictures is true in a browser: how wide they are, and that nothing jumps."""

import pytest

from newsroom import publishing
from newsroom.models import PhotoBlock
from tests.making import add_block

# How far what `sizes` says may be from what is shown. A scroll bar is in it.
TOLERANCE = 0.05

MEASURE = """() => {
    const width = (said) => {
        const box = document.createElement("div");
        box.style.cssText = "position: absolute; height: 0";
        box.style.width = said;
        document.body.append(box);
        const found = box.getBoundingClientRect().width;
        box.remove();
        return found;
    };
    const told = (sizes) => {
        // Commas within brackets part nothing.
        for (const part of sizes.split(/, (?![^()]*(?:\\([^()]*\\)[^()]*)*\\))/)) {
            const match = /^(\\(min-width: [^)]*\\)) (.*)$/.exec(part);
            if (!match) return width(part);
            if (matchMedia(match[1]).matches) return width(match[2]);
        }
    };
    return [...document.querySelectorAll("picture > img")].map((image) => {
        const box = image.getBoundingClientRect();
        const ratio = image.getAttribute("width") / image.getAttribute("height");
        const fits = getComputedStyle(image).objectFit === "contain";
        const shown = fits ? Math.min(box.width, box.height * ratio) : box.width;
        return { shown, told: told(image.sizes), sizes: image.sizes };
    });
}"""


@pytest.fixture
def addresses(live_server, make_story, make_photo, publisher, visit):
    """Pages with pictures in every place and every shape."""
    shapes = [(2000, 1200), (900, 1600), (1400, 1400), (2600, 900)]
    photos = [make_photo(size=size) for size in shapes]
    for number in range(6):
        story = make_story(f"Story {number}", lead_photo=photos[number % 4], events=[visit])
        for place, size in enumerate(["column", "wide", "full"]):
            add_block(story, PhotoBlock, photo=photos[place], size=size)
        publishing.publish(story, publisher)
    for number in range(3):
        kind = "photo-story"
        story = make_story(f"Pictures {number}", kind=kind, lead_photo=photos[number], events=[visit])
        for photo in photos:
            add_block(story, PhotoBlock, photo=photo, size="wide")
        publishing.publish(story, publisher)
    return [
        "/en/",
        "/en/sections/politics/",
        "/en/photo-stories/",
        "/en/stories/story-0/",
        "/en/stories/pictures-0/",
        "/en/events/visit/",
        "/en/events/visit/photos/",
        *(f"/en/photos/{photo.uid.hex}/" for photo in photos),
    ]


def test_every_picture_is_as_wide_as_its_sizes_say(addresses, new_page):
    window, wrong, seen = new_page(), [], 0
    for width, height in [(360, 740), (768, 1024), (1280, 900), (1920, 1080)]:
        window.set_viewport_size({"width": width, "height": height})
        for address in addresses:
            window.goto(address, wait_until="load")
            for picture in window.evaluate(MEASURE):
                seen += 1
                if abs(picture["told"] / picture["shown"] - 1) > TOLERANCE:
                    wrong.append((width, address, picture))
    assert wrong == []
    assert seen > 150


ALL_HERE = """Promise.all([...document.images].map((image) => image.complete || new Promise((done) => {
    image.onload = image.onerror = done;
})))"""

SHIFTS = """new Promise((told) => {
    let moved = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => told(moved), 400);
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_when_the_pictures_come(addresses, new_page, width):
    window = new_page(width=width)
    # Fonts are not what is looked at here: an empty one is none.
    window.route("**/fonts.css", lambda route: route.fulfill(content_type="text/css", body=""))
    for address in addresses:
        window.goto(address, wait_until="load")
        window.evaluate("for (const image of document.images) image.loading = 'eager'")
        window.evaluate(ALL_HERE)
        assert window.evaluate(SHIFTS) == 0, address


def test_the_lead_picture_that_is_asked_for_early_is_the_one_that_is_shown(addresses, page):
    asked = []
    page.on("request", lambda request: "/media/" in request.url and asked.append(request.url))
    page.goto("/en/stories/story-0/", wait_until="load")
    shown = page.evaluate("document.querySelector('.story > .photo picture img').currentSrc")
    assert shown.endswith(".avif")
    assert asked.count(shown) == 1
    assert asked[0] == shown

"""Whether a page can be used by everybody: at 400 % zoom, by keyboard alone, and by ear (WCAG 2.2).

It looks at a page that is open in a browser; `spoken` judges what a screen reader gets. A fault is a line
that begins with what it is about.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.audit import spoken

# What remains of a window of 1280 by 1024 pixels at 400 % (WCAG 1.4.10).
ENLARGED = {"width": 320, "height": 256}
WIDE = {"width": 1280, "height": 900}
MOST_COVERED = 1 / 3
# Of an outline against its ground (WCAG 1.4.11).
LEAST_CONTRAST = 3
ASKS = (Path(__file__).parent / "reachable.js").read_text(encoding="utf-8")
# A field of a day is three numbers and a button, each a stop of its own.
STOPS_IN_A_FIELD = 6


def faults(window: Page, address: str) -> list[str]:
    """Return what keeps somebody from using the page at `address`, in a wide window and in one at 400 %."""
    found = []
    for size in (WIDE, ENLARGED):
        window.set_viewport_size(size)
        for look in (by_keyboard, by_ear, *([enlarged] if size is ENLARGED else [])):
            _open(window, address)
            found += [f"{said} (at {size['width']})" for said in look(window)]
    return list(dict.fromkeys(found))


def _open(window: Page, address: str) -> None:
    window.goto(address)
    window.evaluate(ASKS)


def enlarged(window: Page) -> Iterator[str]:
    """Tell what of the open page, in a narrow window, has to be scrolled sideways or is cut off."""
    yield from (f"reflow: {said}" for said in window.evaluate("reach.beyond()"))
    for box in window.evaluate("reach.boxes()"):
        if not (box["may"] and box["reached"] and box["named"]):
            yield f"reflow: {box['told']} scrolls and is no region for the keyboard with a name"
    if (covered := window.evaluate("reach.stuck()")) > MOST_COVERED:
        yield f"reflow: {covered:.0%} of the window stay covered"
    yield from (f"clipped: {said}" for said in window.evaluate("reach.clipped()"))
    window.evaluate("reach.space()")
    yield from (f"spaced: {said}" for said in window.evaluate("reach.beyond()"))
    yield from (f"spaced: {said} is clipped" for said in window.evaluate("reach.clipped()"))
    yield from (f"spaced: {said}" for said in window.evaluate("reach.overlaps()"))


def by_keyboard(window: Page) -> Iterator[str]:
    """Walk through the open page by Tab, and tell what is not reached, not seen, or holds the focus."""
    yield from _skipping(window)
    _open(window, window.url.partition("#")[0])
    window.evaluate("reach.remember()")
    places: list[int] = []
    most = 50 + STOPS_IN_A_FIELD * window.locator("a, button, input, select, summary").count()
    for _press in range(most):
        window.keyboard.press("Tab")
        stop = window.evaluate("reach.stop()")
        if stop is None or (len(places) > 1 and stop["place"] == places[0]):
            break
        if places and stop["place"] == places[-1]:
            if stop["many"] and places[-STOPS_IN_A_FIELD:].count(stop["place"]) < STOPS_IN_A_FIELD:
                places.append(stop["place"])
                continue
            yield f"keyboard: {stop['told']} holds the focus"
            break
        if places and stop["place"] < places[-1]:
            yield f"keyboard: {stop['told']} comes after what follows it"
        places.append(stop["place"])
        if not stop["seen"]:
            yield f"keyboard: {stop['told']} has the focus out of sight"
        if not stop["shown"]:
            yield f"keyboard: {stop['told']} does not show that it has the focus"
        if stop["contrast"] is not None and stop["contrast"] < LEAST_CONTRAST:
            yield f"keyboard: {stop['told']} has an outline of {stop['contrast']:.1f} to 1"
    else:
        yield f"keyboard: no end after {most} presses of Tab"
    yield from (f"keyboard: {said} is never reached" for said in window.evaluate("reach.missed()"))


def _skipping(window: Page) -> Iterator[str]:
    window.evaluate("document.activeElement.blur()")
    window.keyboard.press("Tab")
    stop = window.evaluate("reach.stop()")
    if not stop or not stop["skips"]:
        yield f"keyboard: the first stop is {stop and stop['told']}, and no way to the content"
        return
    window.keyboard.press("Enter")
    if not window.evaluate("document.activeElement.matches('main')"):
        yield "keyboard: the way to the content leads elsewhere"


def by_ear(window: Page) -> Iterator[str]:
    """Tell what a screen reader says wrongly, or not at all, of the open page."""
    said = tree(window)
    yield from (f"ear: {fault}" for fault in spoken.faults_of_tree(said))
    yield from (f"ear: {hole}" for hole in window.evaluate("reach.holes()"))
    texts = window.evaluate("reach.spoken()")
    yield from (f"language: {fault}" for fault in spoken.faults_of_languages(texts))
    language = window.evaluate("document.documentElement.lang")
    is_front = urlsplit(window.url).path == f"/{language}/"
    yield from (f"title: {fault}" for fault in spoken.faults_of_title(window.title(), is_front))
    if f"/{language}/" not in window.url + "/":
        yield f"language: the page is marked as “{language}”"


def to_be_looked_at(window: Page) -> list[str]:
    """Return what is no fault by itself on the open page, and should be judged by eye."""
    return list(spoken.alike(tree(window)))


def tree(window: Page) -> list[spoken.Said]:
    """Return what a screen reader is given of the open page."""
    protocol = window.context.new_cdp_session(window)
    nodes = protocol.send("Accessibility.getFullAXTree")["nodes"]
    protocol.detach()
    return spoken.said_of(nodes)

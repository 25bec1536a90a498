"""A real Chromium on a real server. A test here fails when the browser complained about anything.

`page` is a window 1280 pixels wide and `phone` one of 360; `new_page` opens others (dark, without
script …). `login(page, user)` signs a user in without the form. Addresses are relative: `page.goto("/en/")`.
"""

import io
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, sync_playwright

HERE = Path(__file__).parent
RESULTS = HERE.parent.parent / "test-results"
# Where the editors' guide has its pictures; GUIDE_PICTURES=1 lets the tests take them anew.
GUIDE = HERE.parent.parent / "docs" / "pictures" / "editors"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NONE_FOUND = "no Chromium is here, so the browser tests are left out (Debian: apt-get install chromium)"

NAMES_IN_THE_GUIDE = {"reporter": ("Lan", "Trần"), "editor": ("Minh", "Phạm"), "publisher": ("Hà", "Nguyễn")}

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
    console.error(`Content security policy: ${violatedDirective} blocked ${blockedURI} ${sample}`);
});
"""

outcome = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[outcome] = report.failed
    return report


def find_chromium(own: str = "") -> str:
    """The path of a Chromium on this machine, or of Playwright's own; empty when there is none."""
    on_path = filter(None, map(shutil.which, NAMES))
    installed = (place for place in (*ELSEWHERE, own) if place and Path(place).exists())
    return next(on_path, None) or next(installed, "")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of one module's tests: tests of other modules must not run inside Playwright's loop."""
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as environment:
        found = find_chromium(playwright.chromium.executable_path)
        if not found:
            pytest.skip(NONE_FOUND)
        # Playwright's loop lives in the tests' thread; the ORM is still called from one place at a time.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        options = ["--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")
        browser = playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        browser.close()
        # Django keeps a connection apart for code inside a loop, and would forget it open.
        connections.close_all()


@dataclass
class Complaints:
    """What the browser found wrong with a page: script errors, blocked or missing parts, other hosts."""

    home: str
    heard: list[str] = field(default_factory=list)
    refused_documents: set[str] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.heard.append(f"script error: {error}"))
        page.on("request", self.on_request)
        page.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(f"{message.text} ({message.location.get('url', '')})")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.heard.append(f"asked another host: {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"{response.status} from {response.url}")
        elif response.status >= 400 and response.request.is_navigation_request():
            self.refused_documents.add(response.url)

    def remaining(self) -> list[str]:
        """Everything but Chromium's note that a page which a test opened is a 404 or a 410."""
        noted = re.compile(r"Failed to load resource.* \((.*)\)$")
        return [
            said
            for said in self.heard
            if not ((match := noted.match(said)) and match[1] in self.refused_documents)
        ]


@pytest.fixture
def complaints(live_server) -> Complaints:
    """What the browser complained of so far; a test that expects a complaint clears `heard`."""
    return Complaints(home=live_server.url)


@pytest.fixture
def server_at_rest(live_server) -> Iterator[Callable[[], None]]:
    """`server_at_rest()` waits until the server has answered whatever it was asked."""
    answering: set[int] = set()
    changed = threading.Condition()

    def begin(**_said):
        with changed:
            answering.add(threading.get_ident())

    def end(**_said):
        with changed:
            answering.discard(threading.get_ident())
            changed.notify_all()

    def wait():
        with changed:
            assert changed.wait_for(lambda: not answering, timeout=15)

    request_started.connect(begin)
    request_finished.connect(end)
    yield wait
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def new_page(
    chromium: Browser, live_server, complaints: Complaints, server_at_rest, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens windows: `new_page(width=360, color_scheme="dark", java_script_enabled=False)`."""
    opened: list[Page] = []

    def open_page(width: int = 1280, height: int = 900, **options) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            **{"locale": "en-GB", "reduced_motion": "reduce", **options},
        )
        context.set_default_timeout(15_000)
        context.add_init_script(REPORT_VIOLATIONS)
        # A window that a page opens itself (the admin's choosers) is listened to as well.
        context.on("page", complaints.listen)
        page = context.new_page()
        opened.append(page)
        return page

    yield open_page

    heard = complaints.remaining()
    failed = request.node.stash.get(outcome, False) or heard
    for number, page in enumerate(opened):
        if failed and not page.is_closed():
            name = re.sub(r"[^\w-]+", "-", request.node.name)
            page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
        # Closed before the database is emptied, and nothing is sent while it closes: what a page says as it
        # is left would run into the next test.
        page.context.set_offline(True)
        page.context.close()
    server_at_rest()
    assert not heard, "The browser complained:\n" + "\n".join(heard)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(width=1280)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(width=360, height=740, has_touch=True, is_mobile=True)


@pytest.fixture
def login(live_server) -> Callable[..., None]:
    """`login(page, user)`: the user is signed in to the desk in this window."""

    def sign_in(page: Page, user) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def guide_picture(cast) -> Callable[..., None]:
    """`guide_picture(page, "start-page")`: what is seen now is a picture of the editors' guide.

    `of` narrows it to one element of the page; otherwise it is the window. The cast has names, for nobody on
    a real desk is called "reporter".
    """
    for role, (first, last) in NAMES_IN_THE_GUIDE.items():
        user = getattr(cast, role)
        user.first_name, user.last_name = first, last
        user.save()

    def take(page: Page, name: str, of: Locator | None = None) -> None:
        taken = (of or page).screenshot(animations="disabled")
        if os.environ.get("GUIDE_PICTURES") == "1":
            GUIDE.mkdir(parents=True, exist_ok=True)
            picture = Image.open(io.BytesIO(taken)).convert("RGB")
            picture.save(GUIDE / f"{name}.webp", quality=72, method=6)

    return take

"""A server of its own process is killed while somebody writes, and started again: nothing typed is lost."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from newsroom.models import UnsavedWork
from tests.browser.desk_pages import add, told, write
from tests.durability.killing import address_of_the_database

pytestmark = pytest.mark.django_db(transaction=True)


class Server:
    """The newsroom served on one port by a process that can be killed and started again."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        granian = Path(sys.executable).with_name("granian")
        self.process = subprocess.Popen(
            [granian, "--interface", "wsgi", "--no-ws", "--port", str(self.port), "website.wsgi:application"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "COMMUNIQUE_ENV": "test", "DATABASE_URL": address_of_the_database()},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < deadline, "The server does not start."
            time.sleep(0.1)

    def _answers(self):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz") as answer:
            return answer.status == 200
        return False

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)


@pytest.fixture
def server(db):
    server = Server()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def page(chromium, server, reporter):
    client = Client()
    client.force_login(reporter)
    name = settings.SESSION_COOKIE_NAME
    context = chromium.new_context(base_url=server.address, locale="en-GB")
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.address}])
    yield context.new_page()
    context.close()


def test_what_is_typed_while_the_server_is_down_is_kept_and_brought_back(page, server, make_story):
    story = make_story()
    page.goto(story.get_absolute_url())
    page.get_by_label("Headline").fill("Typed before the crash")
    expect(page.locator(".kept-status")).to_have_text(re.compile("Kept on the server at"), timeout=15_000)

    server.kill()
    write(add(page, "Text"), "Typed during the crash.")
    expect(page.locator(".kept-status")).to_contain_text("Kept in this browser only", timeout=15_000)
    server.start()
    expect(page.locator(".kept-status")).to_have_text(re.compile("Kept on the server at"), timeout=30_000)
    assert "<p>Typed during the crash.</p>" in str(UnsavedWork.objects.get().fields)

    # And the worst: the server is down, and the tab is closed.
    server.kill()
    page.get_by_label("Standfirst").fill("Typed with nobody to send it to.")
    context = page.context
    page.close()
    server.start()
    again = context.new_page()
    again.goto(story.get_absolute_url())
    again.get_by_role("link", name="Bring it back").click()
    expect(again.get_by_label("Headline")).to_have_value("Typed before the crash")
    expect(again.get_by_label("Standfirst")).to_have_value("Typed with nobody to send it to.")
    assert told(again) == ["They met.", "Typed during the crash."]

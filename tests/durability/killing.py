"""Killing the newsroom's server in the middle of what it does, and looking at what is left."""

import contextlib
import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

# What a move leaves besides the story: who was signed in, and the admin's own log.
NOT_OURS = {"sessions", "admin", "contenttypes", "auth"}
CSRF = "k" * 32


class Mortal:
    """A server that dies in the middle of its requests, again and again."""

    def __init__(self):
        environment = {**os.environ, "COMMUNIQUE_ENV": "test", "DATABASE_URL": address_of_the_database()}
        self.zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(settings.BASE_DIR),
            env={**environment, "DJANGO_SETTINGS_MODULE": "website.settings"},
        )

    def close(self):
        self.zygote.stdin.close()
        self.zygote.wait(timeout=30)
        self.zygote.stdout.close()

    def start(self):
        self.zygote.stdin.write("\n")
        self.zygote.stdin.flush()
        pid, port = map(int, self.zygote.stdout.readline().split())
        return pid, port

    def post(self, user, address, fields, killed_after=None):
        """Post `fields` as `user` and kill the server so many seconds later; return the status, or None."""
        pid, port = self.start()
        status, headers = [], _headers(user)

        def ask():
            with contextlib.suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                asked.request("POST", address, urlencode(fields, doseq=True), headers)
                status.append(asked.getresponse().status)

        asking = threading.Thread(target=ask)
        asking.start()
        if killed_after is None:
            asking.join(timeout=60)
        else:
            # The delay is the experiment itself: nothing is waited for.
            time.sleep(killed_after)
        os.kill(pid, signal.SIGKILL)
        asking.join(timeout=60)
        wait_until_the_database_is_done(pid)
        return status[0] if status else None


def _headers(user):
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}",
        "X-CSRFToken": CSRF,
    }


def address_of_the_database():
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host, port = database["HOST"] or "127.0.0.1", database["PORT"] or 5432
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{host}:{port}/{database['NAME']}"


def wait_until_the_database_is_done(pid):
    """Wait until the process is gone, and PostgreSQL has noticed and ended what it had begun."""
    deadline = time.monotonic() + 30
    while is_alive(pid) or _others_are_connected():
        if time.monotonic() > deadline:
            raise TimeoutError("What the killed server had begun does not end.")
        time.sleep(0.005)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _others_are_connected():
    if connection.vendor == "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return cursor.fetchone()[0] > 0


def everything():
    """Return every row of the newsroom and the register, as one comparable value."""
    rows = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in NOT_OURS or model._meta.proxy:
            continue
        columns = [field.attname for field in model._meta.concrete_fields]
        rows[model._meta.label] = [
            repr(row) for row in model._base_manager.order_by("pk").values_list(*columns)
        ]
    return rows


class Chance:
    """The moments at which the server is killed: within the time that the move takes, and a little after.

    That time is learned: a machine is now busy, now idle, and a kill that comes too late shows nothing.
    """

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.longest = float("inf")

    def measure(self, move):
        begun = time.monotonic()
        move()
        self.longest = min(self.longest, time.monotonic() - begun)

    def moment(self):
        return self.random.uniform(0, 1.1 * self.longest)

    def learn(self, was_made):
        self.longest *= 0.96 if was_made else 1.04

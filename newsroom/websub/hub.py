"""How a hub is told that a topic changed.

The Recommendation leaves that to the hub. What they take, from Google's to Superfeedr's and Switchboard, is
one form with `hub.mode=publish` and the topic as `hub.url` or as `hub.topic`: it is named as both.
"""

import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urlencode

TIMEOUT = 5  # seconds


class NotTold(Exception):
    """The hub did not take it. `is_silent`: it did not answer at all."""

    def __init__(self, why: str, *, is_silent: bool = False):
        super().__init__(why)
        self.is_silent = is_silent


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        # What would follow is a GET, which tells a hub nothing.
        return None


# What a line or an answer that is broken ends with.
_BROKEN = (OSError, ValueError, HTTPException)
_opener = urllib.request.build_opener(_NoRedirect)


def tell(hub: str, topic: str) -> None:
    """Tell the hub at `hub` that the feed at `topic` changed. Raises NotTold."""
    said = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic})
    request = urllib.request.Request(hub, said.encode(), {"User-Agent": "Communique"})  # noqa: S310, as set
    try:
        with _opener.open(request, timeout=TIMEOUT):
            pass
    except urllib.error.HTTPError as refused:
        with refused:
            words = _beginning(refused)
        raise NotTold(f"{topic}: {refused.code} {words}".strip()) from refused
    except _BROKEN as silent:
        # A refused connection, a time-out, a broken answer.
        raise NotTold(f"{topic}: {silent or type(silent).__name__}", is_silent=True) from silent


def _beginning(refused: urllib.error.HTTPError) -> str:
    """The first words of why the hub refuses, as far as they have come: it may say no more, for ever."""
    try:
        return refused.read1(200).decode("utf-8", "replace")
    except _BROKEN:
        return ""

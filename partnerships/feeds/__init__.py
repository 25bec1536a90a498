"""How every feed of the site is written: RSS 2.0, Atom 1.0 and JSON Feed 1.1 out of one description.

A view describes its feed in no format (`described.Feed`) and has it written in the one that the end of the
address names. Stories and what becomes of commitments are told by the same writers.
"""

from collections.abc import Callable

from django.urls import URLPattern, path

from partnerships.feeds import atom, json_feed, rss
from partnerships.feeds.described import Feed, Item, Picture, Topic, Withdrawn
from partnerships.feeds.xml import MEDIA_TYPES

__all__ = [
    "FORMATS",
    "Feed",
    "Item",
    "Picture",
    "Topic",
    "Withdrawn",
    "address_in",
    "content_type",
    "feed_paths",
    "written",
]

_WRITERS = {"rss": rss, "atom": atom, "json": json_feed}

# By the end of an address, what is found there.
FORMATS = MEDIA_TYPES
NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def written(feed: Feed, form: str) -> bytes:
    """Return the feed as it goes over the wire, in UTF-8, in the format `form` (one of `FORMATS`)."""
    return _WRITERS[form].written(feed)


def content_type(form: str) -> str:
    """Return the `Content-Type` of a feed in the format `form`.

    Links to a feed name its own media type (`FORMATS`). What goes over the wire is called XML, as which every
    reader takes it: what is called a feed, browsers show as bare text or offer to store.
    """
    return f"{MEDIA_TYPES['json'] if form == 'json' else 'application/xml'}; charset=utf-8"


def address_in(form: str, address: str) -> str:
    """Return the address of the same feed in another format: `/en/feeds/all.rss` in "atom" is `….atom`.

    A query goes with it.
    """
    path_, mark, query = address.partition("?")
    return f"{path_.rpartition('.')[0]}.{form}{mark}{query}"


def feed_paths(route: str, view: Callable[[str], Callable], name: str) -> list[URLPattern]:
    """Return the three addresses of a feed, `view(form)` at `route` with the ending of each format.

    RSS has the `name`, the others have theirs at its end: "feed", "feed_atom" and "feed_json".
    """
    return [
        path(f"{route}.{form}", view(form), name=name if form == "rss" else f"{name}_{form}")
        for form in FORMATS
    ]

"""A story's stored HTML, made to stand where relative addresses lead nowhere: in a reader of feeds."""

import re
from urllib.parse import urljoin

# A tag with its attributes. The values are quoted, as our templates and the cleaner of prose write them,
# so that words of the text which merely look like an attribute are left alone.
_TAG = re.compile(r'<[a-zA-Z](?:"[^"]*"|[^">])*>')
_ADDRESS = re.compile(r'(\s(?:href|src|poster|cite)=")([^"]*)(?=")')
_SOURCES = re.compile(r'(\ssrcset=")([^"]*)(?=")')

# The sign that leads to a place on the page, as newsroom/_anchor.html writes it.
_ANCHOR = re.compile(r'<a class="anchor"(?:"[^"]*"|[^">])*><span aria-hidden="true">#</span></a>')

# As newsroom/_picture.html writes it.
_PLACEHOLDER = '<img class="placeholder"'

# A path from the root of the site, with no empty step and none that begins with a dot.
_PLAIN = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+/?\Z")


def _absolute(address: str, page: str) -> str:
    if _PLAIN.match(address):
        # Most are photos' files, and a feed has hundreds: nothing in such a path needs to be worked out.
        site = page.find("/", page.find("//") + 2)
        return page[:site] + address
    try:
        return urljoin(page, address)
    except ValueError:  # an address that was mistyped leads nowhere, here as there
        return address


def _absolute_sources(sources: str, page: str) -> str:
    candidates = (candidate.strip().partition(" ") for candidate in sources.split(","))
    return ", ".join(
        f"{_absolute(address, page)}{space}{size}" for address, space, size in candidates if address
    )


def with_absolute_addresses(markup: str, page: str) -> str:
    """Return `markup` with every address in it absolute, as seen from the absolute address `page`.

    The few pixels that stand behind a photo on our pages are left out: a reader would show them beside it.
    So are the signs with which the address of a part is copied from our pages.
    """

    def in_tag(tag):
        if tag[0].startswith(_PLACEHOLDER):
            return ""
        if "=" not in tag[0]:
            return tag[0]
        opened = _ADDRESS.sub(lambda found: found[1] + _absolute(found[2], page), tag[0])
        return _SOURCES.sub(lambda found: found[1] + _absolute_sources(found[2], page), opened)

    return _TAG.sub(in_tag, _ANCHOR.sub("", markup))

"""A story's stored HTML, made to stand where relative addresses lead nowhere: in a reader of feeds."""

import re
from urllib.parse import urljoin

# A tag with its attributes. The values are quoted, as our templates and the cleaner of prose write them,
# so that words of the text which merely look like an attribute are left alone.
_TAG = re.compile(r'<[a-zA-Z](?:"[^"]*"|[^">])*>')
_ADDRESS = re.compile(r'(\s(?:href|src|poster|cite)=")([^"]*)(?=")')
_SOURCES = re.compile(r'(\ssrcset=")([^"]*)(?=")')


def _absolute(address: str, page: str) -> str:
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
    """Return `markup` with every address in it absolute, as seen from the absolute address `page`."""

    def in_tag(tag):
        opened = _ADDRESS.sub(lambda found: found[1] + _absolute(found[2], page), tag[0])
        return _SOURCES.sub(lambda found: found[1] + _absolute_sources(found[2], page), opened)

    return _TAG.sub(in_tag, markup)

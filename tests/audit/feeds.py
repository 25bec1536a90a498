"""The feeds of a site that runs, held to their standards by our own rules and by the W3C's validator."""

import json
import re
import subprocess
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import feedparser
import jsonschema
from lxml import etree

from partnerships.feeds import FORMATS, address_in
from tests.newsroom.feeds import rules

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".tools" / "feeds" / "bin" / "python"
PROGRAM = Path(__file__).with_name("feed_validator.py")
HOW_TO_GET_IT = (
    "The W3C’s validator was not asked. To have it: git clone https://github.com/w3c/feedvalidator and "
    "FEED_VALIDATOR=feedvalidator bin/audit …"
)
# A feed that no list names.
UNLISTED = "search/stories.rss?kind=news"
OLDER = re.compile(r'<(?:atom:)?link [^>]*rel="prev-archive"[^>]*>')

# What the validator warns of and is meant so, with the namespace where it is one (docs/feeds.md).
MEANT = {
    ("UnknownNamespace", "http://purl.org/atompub/tombstones/1.0"): "RFC 6721, which it does not know",
    ("DuplicateUpdated", ""): "entries that became public in the same second",
}


@dataclass(frozen=True)
class Document:
    """One document of a feed as it was answered."""

    address: str
    form: str
    body: bytes

    @property
    def older(self) -> str:
        """The address of the next older document, or ""."""
        if self.form == "json":
            return str(json.loads(self.body).get("next_url", ""))
        link = OLDER.search(self.body.decode())
        return unescape(re.findall(r'href="([^"]+)"', link[0])[0]) if link else ""


def _at(site: str, address: str) -> str:
    """Return an address of the site where it runs, whatever it calls itself."""
    parts = urlsplit(address)
    return f"{site}{parts.path}{'?' if parts.query else ''}{parts.query}"


def _fetched(address: str, form: str) -> Document:
    with urlopen(address, timeout=60) as answer:
        return Document(address, form, answer.read())


def documents(site: str, languages: Iterable[str]) -> list[Document]:
    """Return all feeds that the site lists, in each format, and of each the first document of its past."""
    found = []
    for language in languages:
        with urlopen(f"{site}/{language}/feeds/feeds.opml", timeout=60) as answer:
            listed = re.findall(r'xmlUrl="([^"]+)"', answer.read().decode())
        for address in [*map(unescape, listed), f"{site}/{language}/{UNLISTED}"]:
            for form in FORMATS:
                newest = _fetched(_at(site, address_in(form, address)), form)
                found.append(newest)
                if newest.older:
                    found.append(_fetched(_at(site, newest.older), form))
    return found


def broken(document: Document) -> str:
    """Return which of our own rules a document breaks, or ""."""
    try:
        rules.check(document.form, document.body)
    except (AssertionError, ValueError, etree.LxmlError, jsonschema.ValidationError) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} {str(error)[:300]} at {Path(where.filename).name}: {where.line}"
    if document.form != "json" and (parsed := feedparser.parse(document.body)).bozo:
        return f"feedparser: {parsed.bozo_exception}"
    return ""


def _validated(addresses: list[str], checkout: str) -> list[str]:
    """Return what the W3C's validator says of the feeds at these addresses, and was not meant."""
    command = [str(PYTHON), str(PROGRAM), checkout]
    asked = "".join(f"{address}\n" for address in addresses)
    ran = subprocess.run(command, input=asked, stdout=subprocess.PIPE, text=True, check=True, timeout=3600)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    return [
        f"{address}: {words}"
        for address, answer in zip(addresses, answers, strict=True)
        for name, words, namespace in answer
        if (name, namespace) not in MEANT
    ]


def faults(site: str, languages: Iterable[str], checkout: str) -> list[str]:
    """Return what is wrong with the feeds of the site, a line each.

    `checkout` is where the validator lies; "" when it is not here.
    """
    judged = documents(site, languages)
    print(f"{len(judged)} documents of feeds", flush=True)
    found = [f"{one.address}: {why}" for one in judged if (why := broken(one))]
    if not checkout:
        print(HOW_TO_GET_IT, flush=True)
        return found
    return found + _validated([one.address for one in judged if one.form != "json"], checkout)

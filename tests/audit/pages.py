"""One page of each kind in each language, found by following the links of a site that runs."""

import re
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

# Enough to come by every kind of page of the demonstration; a site that has more is not walked whole.
MOST_PAGES = 1_500
# Of each kind, in each language: a second story differs from the first in its photos, quotations and ties.
OF_A_KIND = 2
# So many stories are looked at for those of each kind: news, an interview, a photo story …
STORIES = 40
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
KIND_OF_STORY = re.compile(r'<article class="story story-([\w-]+)')
NOT_WALKED = ("/admin/", "/static/", "/media/", "/data/", "/i18n/")
# Pages to which no link leads: an address that is not there, and lists further back.
UNLINKED = (
    "search/",
    "search/?q=2025",
    "nothing-here/",
    "?before=2030-01-01T00:00:00.000000Z,9223372036854775807",
)


@dataclass(frozen=True)
class Page:
    """A page as it was answered: its address below the site's, its kind (the name of its view), its HTML."""

    address: str
    kind: str
    language: str
    status: int
    html: str


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.append(href)


def fetched(site: str, address: str) -> tuple[int, str, str]:
    """Return `(status, kind of content, text)` of what the site answers; "" for what is no HTML."""
    request = urllib.request.Request(site + address, headers={"Accept": "text/html"})
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        content = answer.headers.get_content_type()
        text = answer.read().decode() if content == "text/html" else ""
        return answer.status, content, text


def titles_twice(pages: list[Page]) -> list[str]:
    """Return the titles that pages of a language share; what of a list is narrowed or goes on is one page."""
    places = defaultdict(set)
    for page in pages:
        if address := CANONICAL.search(page.html):
            places[page.language, TITLE.search(page.html)[1]].add(address[1].partition("?")[0])
    return [
        f"title: “{title}” is that of {', '.join(sorted(to))}"
        for (_language, title), to in places.items()
        if len(to) > 1
    ]


def _kind(address: str) -> str:
    """Return the name of an address’s view, with "?before" of a list further back, "?" of one narrowed."""
    parts = urlsplit(address)
    try:
        # The prefix of a language is an address only while that language is spoken.
        with translation.override(address.split("/")[1]):
            found = resolve(parts.path)
    except Resolver404:
        return "nowhere"
    if not parts.query:
        return found.view_name
    return f"{found.view_name}?before" if "before=" in parts.query else f"{found.view_name}?"


def every_kind_of_page(site: str, languages: list[str]) -> list[Page]:
    """Return up to two pages of each kind and language of the site at `site`, such as "http://127.0.0.1:8000".

    It follows the links of the front pages on and on, at most to `MOST_PAGES` pages of a kind that is not
    seen often enough yet.
    """
    fronts = tuple(f"/{code}/" for code in languages)
    waiting = [f"/{code}/{path}" for code in languages for path in ("", *UNLINKED)]
    seen, pages, asked, kept = set(waiting), [], Counter(), Counter()
    while waiting and asked.total() < MOST_PAGES:
        address = waiting.pop(0)
        language, kind = address.split("/")[1], _kind(address)
        if asked[kind, language] >= (STORIES if kind == "newsroom:story" else OF_A_KIND):
            continue
        status, content, html = fetched(site, address)
        # What is no page counts as well, so that not every file is asked for.
        asked[kind, language] += 1
        if content != "text/html":
            continue
        if story := KIND_OF_STORY.search(html):
            kind = f"{kind} ({story[1]})"
        kept[kind, language] += 1
        if kept[kind, language] > OF_A_KIND:
            continue
        pages.append(Page(address, kind, language, status, html))
        links = _Links()
        links.feed(html)
        for link in links.found:
            to = urljoin(address, link).partition("#")[0].removeprefix(site)
            if to in seen or to.startswith(NOT_WALKED) or not to.startswith(fronts):
                continue
            seen.add(to)
            waiting.append(to)
    return pages

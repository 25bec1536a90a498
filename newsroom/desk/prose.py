"""What stands in a text of the story's form: its headings, links, paragraphs and tables, in order."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_WORDS_APART = {"p", "h2", "h3", "li", "br", "td", "th", "tr"}


@dataclass
class Table:
    """The words of each header cell, and how many of the cells are headers."""

    headers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    href: str
    words: str


class Prose(HTMLParser):
    """Reads the HTML that the text editor writes; anything else in it counts for nothing."""

    def __init__(self, markup: str):
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[Link] = []
        self.paragraphs: list[str] = []
        self.tables: list[Table] = []
        self._heard: list[str] = []
        # Where the words of each open element begin.
        self._begun: dict[str, int] = {}
        self._href = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in _WORDS_APART:
            self._heard.append(" ")
        self._begun[tag] = len(self._heard)
        if tag == "a":
            self._href = dict(attrs).get("href") or ""
        elif tag == "table":
            self.tables.append(Table())

    def handle_data(self, data):
        self._heard.append(data)

    def handle_endtag(self, tag):
        if tag not in self._begun:
            return
        words = " ".join("".join(self._heard[self._begun.pop(tag) :]).split())
        if tag in {"h2", "h3"}:
            self.headings.append((int(tag[1]), words))
        elif tag == "a":
            self.links.append(Link(self._href, words))
        elif tag == "p":
            self.paragraphs.append(words)
        elif tag == "th" and self.tables:
            self.tables[-1].headers.append(words)

"""Addresses within a story's page: its headings, answers and quotations, each readable and there only once.

They are made when a story is published, from its words. A question's own is kept by the desk (its `anchor`).
"""

import html
import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from newsroom.models.blocks import PAGE_ADDRESSES
from partnerships.folding import slugify

LENGTH = 48

# As the cleaner of prose writes them: lower case and closed.
_HEADING = re.compile(r"<(?P<name>h[23])>(?P<inside>.*?)</(?P=name)>", re.DOTALL)
_QUOTATION = re.compile(r"<blockquote>(?P<inside>.*?)</blockquote>", re.DOTALL)
_ADDRESSED = re.compile(r'<(?P<name>h[23]) id="(?P<anchor>[^"]+)">(?P<inside>.*?)</(?P=name)>', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """One heading of a body: its level (2 or 3), its address on the page, its words as HTML without tags."""

    level: int
    anchor: str
    words: str


class Anchors:
    """The addresses that one page has given away."""

    def __init__(self, blocks: list[dict]):
        # What the desk gave away stays as it is, wherever on the page it stands.
        questions = {block["anchor"] for block in blocks if block["kind"] == "question"}
        self.taken = {*PAGE_ADDRESSES, *questions}

    def heading(self, words: str) -> str:
        """Return an address for a heading."""
        return self._free(slugify(words, max_length=LENGTH) or "part")

    def answer(self, question_anchor: str) -> str:
        """Return an address for the answer to the question at `question_anchor`."""
        return self._free(f"{question_anchor}-answer")

    def _free(self, base):
        anchor, number = base, 2
        while anchor in self.taken:
            anchor, number = f"{base}-{number}", number + 1
        self.taken.add(anchor)
        return anchor

    def quotation(self, words: str) -> str:
        """Return an address for a quotation."""
        return self._free(slugify(f"quote {words}", max_length=LENGTH))

    def in_prose(self, markup: str) -> str:
        """Return the prose `markup` with an address at each heading and each quotation."""
        headed = _HEADING.sub(self._heading, markup)
        return _QUOTATION.sub(self._quotation, headed)

    def _heading(self, found):
        name, inside = found["name"], found["inside"]
        return f'<{name} id="{self.heading(_words(inside))}">{inside}</{name}>'

    def _quotation(self, found):
        anchor = self.quotation(_words(found["inside"]))
        link = render_to_string(
            "newsroom/_anchor.html", {"anchor": anchor, "label": _("Link to this quotation")}
        )
        # Which way it is written is told by its first letter: it may be in Arabic or Hebrew.
        quoted = f'<blockquote dir="auto">{found["inside"]}</blockquote>'
        return f'<div class="quotation" id="{anchor}">{quoted}{link.strip()}</div>'


def _words(markup):
    return html.unescape(strip_tags(markup.replace("<br", " <br").replace("</p>", "</p> ")))


def headings_in(body_html: str) -> list[Heading]:
    """Return the headings of a rendered body that have an address; none where it was rendered without."""
    return [
        Heading(int(found["name"][1]), found["anchor"], strip_tags(found["inside"]).strip())
        for found in _ADDRESSED.finditer(body_html)
    ]

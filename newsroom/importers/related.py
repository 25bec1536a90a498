"""The list of other stories that a web page leaves at the foot of a copied text, or in its middle."""

import re

from django.utils.translation import gettext_lazy as _

from newsroom.importers.lines import Line, Reading, words_between_bars, words_only
from newsroom.importers.pieces import Left, RelatedHeading, RelatedItem
from partnerships.folding import fold

_HEADINGS = words_between_bars(
    """
    related news | related stories | related articles | related story | related posts |
    related content | related | related links | related topics | read also | read more | see also |
    see more | also read | more on this story | more news | more stories | more on this topic |
    you may also like | you might also like | recommended | further reading | other news |
    other stories | tin lien quan | bai lien quan | bai viet lien quan | tin bai lien quan |
    cac tin lien quan | tin cung chuyen muc | cung chuyen muc | xem them | doc them | tin khac |
    tin bai khac | cac tin khac | bai viet khac | tin cung chu de | co the ban quan tam |
    ban co the quan tam | doc tiep | xem tiep | tin lien quan khac
    """
)
_INLINE = re.compile(
    r"^(?:>+\s*)?(read also|also read|see also|read more|see more|"
    r"related(?: (?:news|story|stories|article))?|xem them|doc them|tin lien quan|doc tiep)"
    r"\s*(?:[:：»>|]|[-–—](?=\s))+\s*(?=\S)"
)
_BULLET = re.compile(r"^(?:[-–—•*·▪►▶→»>+]+|\(?\d{1,2}[.)])\s+")
_LINK = re.compile(r"^\[(?P<title>[^\]]+)\]\((?P<url>https?://\S+?)\)$")
_ADDRESS = re.compile(r"[\s(<\[–—|:-]*(?P<url>https?://[^\s)>\]]+)[)>\]]?\s*$")

LONGEST_TITLE, LONGEST_WITH_ADDRESS = 220, 800


def recognise_related(reading: Reading) -> None:
    """Take every related list, its heading and its titles."""
    at = 0
    while at < len(reading.lines):
        line = reading.lines[at]
        if reading.pieces[at] is None:
            if words_only(line.text) in _HEADINGS and at:
                at = _take_list(reading, at)
                continue
            if _INLINE.match(line.folded) and len(line.text) <= LONGEST_WITH_ADDRESS:
                title, url = title_and_address(line.text)
                reading.take(at, RelatedItem, title=title, url=url)
        at += 1


def title_and_address(text: str) -> tuple[str, str]:
    """A related story's title without its bullet or "Read also:", and the web address beside it or ""."""
    text = text[: LONGEST_WITH_ADDRESS * 4]
    for mark in (_BULLET, _INLINE):
        if found := mark.match(fold(text)):
            text = text[found.end() :]
    if link := _LINK.match(text):
        return link["title"].strip(), link["url"]
    if address := _ADDRESS.search(text):
        return text[: address.start()].strip() or address["url"], address["url"]
    return text.strip(), ""


def _take_list(reading: Reading, at: int) -> int:
    """Take the heading at `at` and the titles under it; where the list ends."""
    end = _list_end(reading, at)
    if end == at + 1:
        # No title follows: a button under the story, or an ordinary line after all.
        if end == len(reading.lines):
            reading.take(at, Left, why=_("a web page's button"))
        return end
    reading.take(at, RelatedHeading)
    place = at + 1
    while place < end:
        title, url = title_and_address(reading.lines[place].text)
        following = reading.lines[place + 1] if place + 1 < end else None
        if not url and following and (alone := _ADDRESS.fullmatch(following.text)):
            reading.take(place, RelatedItem, place + 1, title=title, url=alone["url"])
            place += 2
        else:
            reading.take(place, RelatedItem, title=title, url=url)
            place += 1
    return end


def _list_end(reading: Reading, heading: int) -> int:
    lines = reading.lines
    end = heading + 1
    while end < len(lines) and reading.pieces[end] is None and _like_a_title(lines[end]):
        end += 1
    gaps = [at for at in range(heading + 2, end) if lines[at].after_blank]
    if not gaps or all(piece is not None for piece in reading.pieces[end:]):
        return end
    # The story goes on below. Titles that stand together end at the first gap; where each stands
    # alone, the last short line before the story is its sub-heading.
    if gaps[0] > heading + 2 or len(gaps) < end - heading - 2 or len(gaps) < 2:
        return gaps[0]
    return end - 1


def _like_a_title(line: Line) -> bool:
    text = line.text
    stopped = text.endswith((".", ":", ";", ",")) and not text.endswith("...")
    return len(text) <= LONGEST_TITLE and (not stopped or bool(_BULLET.match(text)))

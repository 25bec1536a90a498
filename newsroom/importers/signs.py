"""Lines that say what they are: labels, Markdown, kickers, end marks, rules, a web page's buttons."""

import re

from django.utils.translation import gettext_lazy as _

from newsroom.importers.datelines import opening
from newsroom.importers.lines import Line, Reading, words_between_bars, words_only
from newsroom.importers.pieces import Headline, Kicker, Left, Piece, Standfirst, SubHeading

_LABELS: dict[str, type[Piece]] = {
    **dict.fromkeys(("headline", "title", "tieu de", "tit"), Headline),
    **dict.fromkeys(("standfirst", "sapo", "sa po", "summary", "tom tat", "lead", "deck"), Standfirst),
}
_LABEL = re.compile(rf"^(?P<label>{'|'.join(_LABELS)})\s*[:：]\s*(?=\S)")
_MARKDOWN = re.compile(r"^(?P<signs>#{1,6})\s+(?=\S)")
_KICKERS = words_between_bars(
    """
    press release | news release | media release | press statement | media statement |
    for immediate release | statement | speech | remarks | interview | exclusive interview |
    exclusive | photo story | photo essay | in pictures | analysis | explainer | press communique |
    communique | joint statement | thong cao bao chi | thong cao | tuyen bo | phat bieu |
    bai phat bieu | phong van | phong van rieng | phong su anh | chum anh | tin anh |
    thong tin bao chi
    """
)
_END = re.compile(r"^(?:#{2,}|-\s*30\s*-|[\-–—*\s(]*(?:ends?|het)\s*[./\-–—*\s)]*|\./\.?)$", re.IGNORECASE)
_RULE = re.compile(r"^[\W_]+$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")
_PAGE = re.compile(
    r"^(?:share|print|email|follow us.*|subscribe.*|comments?|advertisement|chia se|in bai|"
    r"binh luan|quang cao|copy link|tweet|listen to this article|"
    r"\d+ (?:min|minutes) read|theo doi .{0,40} tren .*)$"
)


def recognise_signs(reading: Reading) -> None:
    """Take every line that a mark or its words give away."""
    ended = False
    for at, line in reading.free():
        folded = line.folded
        if ended:
            reading.take(at, Left, why=_("after the end mark"))
        elif _END.match(folded):
            reading.take(at, Left, why=_("end mark"))
            ended = at * 2 > len(reading.lines)
        elif _RULE.match(line.text):
            reading.take(at, Left, why=_("signs without words"))
        elif _PAGE.match(folded):
            reading.take(at, Left, why=_("a web page's button"))
        else:
            _take_labelled(reading, at, line)


def recognise_addresses(reading: Reading) -> None:
    """Leave out web addresses that stand alone and belong to no related story."""
    for at, line in reading.free():
        if _ADDRESS.match(line.text):
            reading.take(at, Left, why=_("an address alone"))


def _take_labelled(reading: Reading, at: int, line: Line) -> None:
    if (label := _LABEL.match(line.folded)) and not reading.of(_LABELS[label["label"]]):
        _take_as(reading, at, _LABELS[label["label"]], line.text[label.end() :])
    elif found := _MARKDOWN.match(line.text):
        first = found["signs"] == "#" and not reading.of(Headline) and not reading.of(SubHeading)
        text = line.text[found.end() :].strip("# ")
        if text:
            reading.take(at, Headline if first else SubHeading, text=text)
    elif (
        at < 4
        and words_only(line.text) in _KICKERS
        and all(piece is not None for piece in reading.pieces[:at])
    ):
        reading.take(at, Kicker, text=line.text)


def _take_as(reading: Reading, at: int, kind: type[Piece], text: str) -> None:
    if kind is Standfirst and (found := opening(text)):
        reading.take(at, Standfirst, text=found.rest, place=found.place, agency=found.agency)
    else:
        reading.take(at, kind, text=text)

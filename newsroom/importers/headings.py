"""The lines above a story's paragraphs: headline, standfirst, sub-headings; and the signs around them."""

import re
from itertools import zip_longest

from newsroom.importers.datelines import AGENCIES, opening, own_line
from newsroom.importers.lines import Line, Reading, words_only
from newsroom.importers.pieces import (
    Byline,
    Dateline,
    Headline,
    ListItem,
    Paragraph,
    Question,
    Standfirst,
    SubHeading,
)
from newsroom.importers.questions import asks_somebody, ends_in_a_question, wonders_aloud

_BOLD = re.compile(r"^(\*\*|__)(?P<text>[^*_]+)\1$")
_BY = re.compile(
    r"^(?:(?:by|written by|reported by|interviewed by|story by|text by)\s*[:：]?\s+|"
    r"(?:tac gia|bai|bai va anh|nguoi thuc hien|thuc hien)\s*[:：]\s*)(?=\S)"
)
_DONE_BY = re.compile(r"\s*[-–(]*\s*\(?(?:thuc hien|ghi|tong hop|reporting)\)?$")
_BULLET = re.compile(r"^(?:[-–—•*·▪►+]\s+)(?=\S)")
_NUMBERED = re.compile(r"^\(?(?P<number>\d{1,2})[.)]\s+(?=\S)")
_STOPS = (".", "!", ";", ",", ":", "…")
_CLOSING = " \"'”’»)]*_"

LONGEST_HEADLINE, LONGEST_HEADING, LONGEST_STANDFIRST = 32, 20, 500


def recognise_headline(reading: Reading) -> None:
    """Take the first line as the headline, if it reads like one; and lines about the day and the writer."""
    for at, line in reading.free():
        if at > 6:
            break
        if (day := own_line(line.text)) and (at or len(reading.lines) > 1):
            reading.take(at, Dateline, place=day[0], day=day[1])
        elif name := _written_by(line):
            reading.take(at, Byline, name=name)
    first = next(reading.free(), None)
    if first is None or reading.of(Headline):
        return
    at, line = first
    repeated = sum(other.key == line.key for other in reading.lines) > 1
    if _reads_like_a_headline(reading, at, line) or (repeated and len(line.text.split()) <= LONGEST_HEADLINE):
        reading.take(at, Headline, text=line.text.strip("*_ "))


def _reads_like_a_headline(reading: Reading, at: int, line: Line) -> bool:
    rest = [
        other for place, other in enumerate(reading.lines) if place > at and reading.pieces[place] is None
    ]
    if not rest or len(line.text.split()) > LONGEST_HEADLINE or opening(line.text):
        return False
    if _BULLET.match(line.text):
        return False
    bare = line.text.rstrip(_CLOSING)
    if asks_somebody(line.text):
        return False
    if bare.endswith("?"):
        # "What next for trade?" heads a story; "Minister, could you …?" opens an interview.
        return opening(rest[0].text) is not None or not ends_in_a_question(rest[0].text)
    if bare.endswith(_STOPS) and not bare.endswith("…"):
        return opening(rest[0].text) is not None and bare.endswith((".", "!"))
    return True


def recognise_standfirst(reading: Reading) -> None:
    """Take the paragraph under the headline, and the dateline off the first paragraphs."""
    free = [at for at, _line in reading.free()]
    if not free:
        return
    at, line = free[0], reading.lines[free[0]]
    first_question = min(reading.of(Question), default=len(reading.lines))
    found = opening(line.text)
    if not reading.of(Standfirst) and at < first_question:
        text = found.rest if found else line.text
        if (found and len(text) <= LONGEST_STANDFIRST) or _reads_like_a_standfirst(reading, text, len(free)):
            place, agency = (found.place, found.agency) if found else ("", "")
            reading.take(at, Standfirst, text=text.strip("*_ "), place=place, agency=agency)
    for at, line in list(reading.free())[:2]:
        if found := opening(line.text):
            reading.take(at, Paragraph, text=found.rest, place=found.place, agency=found.agency)
            break


def _reads_like_a_standfirst(reading: Reading, text: str, left: int) -> bool:
    return (
        bool(reading.of(Headline))
        and (left > 1 or bool(reading.of(Question)))
        and len(text) <= LONGEST_STANDFIRST
        and len(text.split()) >= 8
        and not text.endswith((",", ":", ";", "?"))
        and not _BULLET.match(text)
        and not _NUMBERED.match(text)
        and not is_salutation(text)
    )


def is_salutation(text: str) -> bool:
    """Whether a speaker greets the hall: "Excellencies, ladies and gentlemen,", "Kính thưa quý vị,"."""
    folded = words_only(text)
    return len(folded.split()) <= 25 and bool(
        re.search(
            r"\b(?:excellenc(?:y|ies)|ladies and gentlemen|dear (?:friends|colleagues|compatriots|guests)|"
            r"distinguished (?:guests|delegates)|mr president|madam president|mr chair|"
            r"kinh thua|thua (?:cac|quy|toan))\b",
            folded,
        )
    )


def recognise_sub_headings(reading: Reading) -> None:
    """Take list items, a writer's name at the foot, and short lines without a stop between paragraphs."""
    free = list(reading.free())
    for at, line in free:
        if bullet := _BULLET.match(line.text):
            reading.take(at, ListItem, text=line.text[bullet.end() :])
    _recognise_numbered(reading)
    _recognise_last_byline(reading)
    body = [(at, line) for at, line in reading.free()]
    short = {at for at, line in body if _is_short(line)}
    run: list[int] = []
    for at in range(len(reading.lines) + 1):
        if at in short:
            run.append(at)
            continue
        # Three short lines in a row are a list, not headings; and a heading has its paragraph below.
        if (
            run
            and len(run) <= 2
            and at < len(reading.lines)
            and _begins_text(reading, at)
            and _has_text_above(reading, run[0])
        ):
            for place in run:
                reading.take(place, SubHeading, text=_unmarked(reading.lines[place].text))
        run = []


def _recognise_numbered(reading: Reading) -> None:
    """Items counted 1, 2, 3 in lines that follow each other.

    Where text stands between the numbers, as in a statement, they are the paragraphs' own.
    """
    numbered = [
        (at, int(found["number"]), line.text[found.end() :])
        for at, line in reading.free()
        if (found := _NUMBERED.match(line.text))
    ]
    runs: list[list[tuple[int, int, str]]] = []
    for item in numbered:
        if runs and runs[-1][-1][:2] == (item[0] - 1, item[1] - 1):
            runs[-1].append(item)
        else:
            runs.append([item])
    for run, following in zip_longest(runs, runs[1:]):
        goes_on = following is not None and following[0][1] == run[-1][1] + 1
        if len(run) > 1 and run[0][1] == 1 and not goes_on:
            for at, _number, text in run:
                reading.take(at, ListItem, text=text, numbered=True)


def _recognise_last_byline(reading: Reading) -> None:
    free = [at for at, _line in reading.free()]
    if not free:
        return
    line = reading.lines[free[-1]]
    done = _DONE_BY.search(line.folded)
    signed = line.text[: done.start()] if done else _written_by(line)
    name = (signed or line.text).strip("()*_ -–")
    by_name = 2 <= len(name.split()) <= 5 and _is_a_name(name) and (signed or len(free) > 2)
    if by_name or name in AGENCIES:
        reading.take(free[-1], Byline, name=name)


def _written_by(line: Line) -> str:
    """The name after "By" or "Tác giả:", or "" when the line goes on with other words."""
    found = _BY.match(line.folded)
    name = line.text[found.end() :].strip("()*_ ") if found else ""
    return name if _is_a_name(name) else ""


def _is_a_name(text: str) -> bool:
    words = [word for word in text.split() if word not in {"and", "và", "-", "–", "&"}]
    return (
        0 < len(words) <= 8
        and all(word[0].isupper() for word in words)
        and all(sign.isalpha() or sign in " -–.,&'’" for sign in text)
        and not text.endswith((".", ","))
    )


def _is_short(line: Line) -> bool:
    text = _unmarked(line.text)
    bare = text.rstrip(_CLOSING)
    return (
        len(text.split()) <= LONGEST_HEADING
        and len(text) <= 130
        and (text[:1].isupper() or text[:1].isdigit() or text[:1] in '“"‘«')
        and not bare.endswith(_STOPS)
        and not is_salutation(text)
        and (not bare.endswith("?") or (ends_in_a_question(text) and not wonders_aloud(text)))
    )


def _unmarked(text: str) -> str:
    return found["text"].strip() if (found := _BOLD.match(text)) else text


def _begins_text(reading: Reading, at: int) -> bool:
    """Whether a paragraph, a list or a photo with a paragraph follows here."""
    piece = reading.pieces[at]
    return (
        piece is None
        or isinstance(piece, Paragraph | ListItem)
        or (piece.code == "photo_place" and any(below is None for below in reading.pieces[at + 1 : at + 3]))
    )


def _has_text_above(reading: Reading, at: int) -> bool:
    return any(
        piece is None or isinstance(piece, Headline | Standfirst | Paragraph | Question)
        for piece in reading.pieces[:at]
    )

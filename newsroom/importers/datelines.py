"""Where a story was written and for which agency: "WVR - …", "Hà Nội (TTXVN) - …", "LONDON, 5 May – …"."""

import re
from dataclasses import dataclass

from newsroom.importers.letters import CAPITALS

_DASH = r"\s*[-–—]+\s*"
_AGENCY = r"[A-ZĐ][A-ZĐ&.]{1,9}(?:\.vn|\.VN)?"
_NAME = rf"[{CAPITALS}][\w.'’]*"
_PLACE = rf"{_NAME}(?:[ -](?:{_NAME}|of|de|del|la|di))*(?:, (?:D\.?C\.?|[A-Z]{{2}}))?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?"
    r"|(?:[Nn]gày\s+)?\d{1,2}(?:\s*[/.-]\s*\d{1,2}|\s+tháng\s+\d{1,2})(?:(?:\s*[/.-]\s*|,?\s+năm\s+)\d{4})?)"
)

_SIGNED = re.compile(
    rf"^\(?(?P<agency>{_AGENCY})\)?\s+[-–—]+\s*(?=\S)|^\((?P<agency2>{_AGENCY})\)\s*[-–—:]\s*"
)
_WITH_AGENCY = re.compile(
    rf"^(?P<place>{_PLACE})(?:,\s*(?P<day>{_DAY}))?,?\s*"
    rf"\((?P<agency>{_AGENCY}(?:[ /,&]+[\w.&]+)*)\){_DASH}"
)
_WITH_DAY = re.compile(rf"^(?P<place>{_PLACE}),\s*(?P<day>{_DAY}){_DASH}(?=\S)")
_IN_CAPITALS = re.compile(
    rf"^(?P<place>[{CAPITALS}]{{2,}}(?:[ -][{CAPITALS}]{{2,}}){{0,3}})\s+[-–—]+\s+(?=\S)"
)
_OWN_LINE = re.compile(
    rf"^(?:(?P<place>{_PLACE}),\s*)?(?P<day>{_DAY})(?:[,\s|-]+\d{{1,2}}[:hH.]\d{{2}}.{{0,12}})?\.?$"
)

AGENCIES = frozenset(
    [
        "WVR",
        "TGVN",
        "TG&VN",
        "VNA",
        "TTXVN",
        "VOV",
        "VTV",
        "AFP",
        "AP",
        "BBC",
        "PA",
        "DPA",
        "EFE",
        "ANSA",
        "TASS",
        "KYODO",
        "XINHUA",
        "REUTERS",
        "MOFA",
        "BNG",
    ]
)
# No dateline is longer; what follows is the paragraph.
_LONGEST = 160
# What stands before a dash in capitals and signs nothing: "UK - Vietnam trade …".
_COUNTERPARTS = frozenset(
    [
        "UK",
        "US",
        "USA",
        "EU",
        "UN",
        "UNSC",
        "ASEAN",
        "APEC",
        "UAE",
        "NATO",
        "WTO",
        "WHO",
        "IMF",
        "AMM",
        "CPTPP",
        "EVFTA",
        "UKVFTA",
        "RCEP",
        "COP",
    ]
)


@dataclass(frozen=True)
class Opening:
    """A dateline taken off the front of a paragraph; `rest` is the paragraph without it."""

    rest: str
    place: str = ""
    day: str = ""
    agency: str = ""


def opening(text: str) -> Opening | None:
    """The dateline at the start of `text`, or None."""
    text_start = text[:_LONGEST]
    found = _WITH_AGENCY.match(text_start)
    if found and (found["day"] or found["agency"] in AGENCIES or _is_brief(found["place"])):
        return Opening(text[found.end() :], found["place"], found["day"] or "", found["agency"])
    if found := _WITH_DAY.match(text_start):
        return Opening(text[found.end() :], found["place"], found["day"])
    if found := _SIGNED.match(text_start):
        agency = found["agency"] or found["agency2"]
        bracketed = text.startswith("(")
        if agency not in _COUNTERPARTS and (
            bracketed or agency in AGENCIES or (len(agency) <= 5 and not _spoken(agency))
        ):
            return Opening(text[found.end() :], agency=agency)
    found = _IN_CAPITALS.match(text_start)
    if found and found["place"] not in _COUNTERPARTS | AGENCIES and len(found["place"]) >= 4:
        return Opening(text[found.end() :], found["place"])
    return None


def own_line(text: str) -> tuple[str, str] | None:
    """Place and day of a line that holds nothing else: "Hanoi, 5 May 2025"."""
    found = _OWN_LINE.match(text)
    return (found["place"] or "", found["day"]) if found else None


def _is_brief(place: str) -> bool:
    """Whether it can be a town: "The Harbour Compact (AHC) – …" opens with a name, not with a place."""
    return len(place.split()) <= 3 and not place.startswith(("The ", "A "))


def _spoken(word: str) -> bool:
    """Whether it reads like a name rather than an abbreviation: HANOI, PARIS."""
    vowels = sum(sign in "AEIOUY" for sign in word)
    return len(word) >= 4 and vowels >= 2

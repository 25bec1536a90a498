"""One answer for each field from IPTC, XMP and Exif, which may differ.

By the Metadata Working Group's Guidelines 2.0, §3.3, which IPTC refers to: XMP before IPTC's older record,
unless the digest says that this was changed since; both before Exif.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from newsroom.imaging.metadata.iptc import is_cut_from
from newsroom.imaging.metadata.texts import cleaned, cut, day, web_address
from newsroom.imaging.metadata.xmp import Said

# The room that the library's fields have, in characters.
ROOM = {
    "title": 200,
    "caption": 600,
    "photographer": 120,
    "agency": 120,
    "credit_line": 200,
    "copyright": 200,
    "place": 200,
    "keywords": 500,
    "licence": 200,
    "licence_url": 300,
    "alt_text": 300,
    "people": 500,
}
# What is read of a text that is longer than its room, and of a list.
MOST_CHARACTERS = 10_000
MOST_OF_A_NAME = 1_000
MOST_KEYWORDS = 100
MOST_PEOPLE = 50
MOST_LANGUAGES = 20

_IN_LANGUAGES = ("title", "caption", "alt_text")
_LINES = ("caption", "alt_text")
_LABEL = re.compile(
    r"(?:photo(?:graph)?|image|picture|source|credit|courtesy|ảnh|nguồn|foto)s?\s*(?:by|of|:|-|–)\s*",
    re.IGNORECASE,
)

Entry = dict[str, Any]


class Source(NamedTuple):
    """What one of the three says: field to what says it, the likeliest first."""

    name: str
    said: dict[str, list[list[Said]]]


def reconciled(sources: list[Source]) -> dict[str, Entry]:
    """Return for each field what the first of the `sources` says that says it."""
    found: dict[str, Entry] = {}
    for field, make in _MAKING.items():
        for source in sources:
            entries = (make(field, texts) for texts in source.said.get(field, []))
            if entry := next(filter(None, entries), None):
                found[field] = {"text": entry.pop("text"), "from": source.name, **entry}
                break
    if agency := _agency(sources, found):
        found["agency"] = agency
    return {field: found[field] for field in (*ROOM, "taken_on") if field in found}


def without_what_was_cut(newer: Source, older: Source) -> Source:
    """Return IPTC's older record without the texts that are XMP's, cut to the room it has."""

    def kept(field: str, texts: list[Said]) -> bool:
        wholes = [_text(said.text, field) for other in older.said.get(field, []) for said in other]
        return not any(is_cut_from(field, _text(texts[0].text, field), whole) for whole in wholes)

    said = {field: [texts for texts in found if kept(field, texts)] for field, found in newer.said.items()}
    return newer._replace(said=said)


def _text(text: str, field: str) -> str:
    return cleaned(text[:MOST_CHARACTERS], lines=field in _LINES)


def _fitting(field: str, text: str) -> Entry:
    """Return `text` in its field's room, with the whole of it where it had none."""
    short = cut(text, ROOM[field])
    return {"text": short} if short == text else {"text": short, "whole": text}


def _plain(field: str, texts: list[Said]) -> Entry | None:
    by_language: dict[str, str] = {}
    for said in texts[:MOST_LANGUAGES]:
        if text := _text(said.text, field):
            by_language.setdefault(said.language.lower(), text)
    if not by_language:
        return None
    text = by_language.get("x-default") or next(iter(by_language.values()))
    languages: dict[str, str] = {}
    for language, of_it in by_language.items():
        if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", language, re.ASCII):
            languages.setdefault(language.partition("-")[0], cut(of_it, ROOM[field]))
    entry = _fitting(field, text)
    return {**entry, "languages": languages} if languages and field in _IN_LANGUAGES else entry


def _once(texts: list[str], most: int) -> list[str]:
    found: dict[str, str] = {}
    for text in texts:
        if clean := _text(text[:MOST_OF_A_NAME], ""):
            found.setdefault(clean.casefold(), clean)
    return list(found.values())[:most]


def _joined(field: str, texts: list[str]) -> Entry | None:
    """Return those of the texts for which there is room, with commas between."""
    kept = list(texts)
    while kept and len(", ".join(kept)) > ROOM[field]:
        kept.pop()
    if not kept:
        return None
    entry = {"text": ", ".join(kept)}
    return entry if len(kept) == len(texts) else {**entry, "whole": ", ".join(texts)}


def _names(field: str, texts: list[Said]) -> Entry | None:
    names = _once([said.text for said in texts], MOST_PEOPLE)
    entry = _joined(field, names)
    if entry is None:
        return _fitting(field, names[0]) if names else None
    return {**entry, "names": names} if field == "people" else entry


def _keywords(field: str, texts: list[Said]) -> Entry | None:
    words = [word for said in texts for word in re.split(r"[,;\n]", said.text[:MOST_CHARACTERS])]
    return _joined(field, [word for word in _once(words, MOST_KEYWORDS) if len(word) <= 100])


def _place(field: str, texts: list[Said]) -> Entry | None:
    parts = _once([part for said in texts for part in said.text[:MOST_CHARACTERS].split("\n")], 8)
    return _fitting(field, ", ".join(parts)) if parts else None


def _day(field: str, texts: list[Said]) -> Entry | None:
    text = next(filter(None, (day(_text(said.text, field)) for said in texts)), "")
    return {"text": text} if text else None


def _address(field: str, texts: list[Said]) -> Entry | None:
    addresses = (web_address(_text(said.text, field), ROOM[field]) for said in texts)
    text = next(filter(None, addresses), "")
    return {"text": text} if text else None


def _agency(sources: list[Source], found: dict[str, Entry]) -> Entry | None:
    """Return who provided the photo: the source, or whom the credit line names beside the photographer."""
    for source in sources:
        for texts in source.said.get("source", []):
            if text := _text(texts[0].text, ""):
                return {**_fitting("agency", text), "from": source.name}
    if "credit_line" not in found:
        return None
    credit = found["credit_line"]
    photographer = found.get("photographer", {}).get("text", "").casefold()
    photographers = {photographer, *photographer.split(", ")}
    named = [
        _LABEL.sub("", part.strip(), count=1) for part in _LABEL.sub("", credit["text"], count=1).split("/")
    ]
    parts = [part.strip(" ()") for part in named]
    parts = [part for part in parts if part and part.casefold() not in photographers]
    return {**_fitting("agency", "/".join(parts)), "from": credit["from"]} if parts else None


_MAKING: dict[str, Callable[[str, list[Said]], Entry | None]] = {
    "title": _plain,
    "caption": _plain,
    "photographer": _names,
    "credit_line": _plain,
    "copyright": _plain,
    "taken_on": _day,
    "place": _place,
    "keywords": _keywords,
    "licence": _plain,
    "licence_url": _address,
    "alt_text": _plain,
    "people": _names,
}

"""What a screen reader is given of a page: its tree of roles and names, and the marks of languages.

Nothing here needs a browser. The tree is that of the DevTools protocol (Accessibility.getFullAXTree).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from partnerships.guessed_language import guessed_language

LANDMARKS = {"banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"}
NAMED = {
    *("link", "button", "image", "img", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider"),
    *("listbox", "spinbutton", "Date", "DateTime", "dialog", "table", "navigation", "region"),
}
HOME = "Communiqué"
# A table says by its rows and the heading above what it is.
MAY_BE_NAMELESS = {"table"}


@dataclass(frozen=True)
class Said:
    """One thing of the tree: what it is, how it is called, and the landmark in which it lies."""

    role: str
    name: str
    level: int = 0
    leads_to: str = ""
    within: str = ""


def said_of(nodes: list[dict]) -> list[Said]:
    """Return what the protocol's `nodes` tell, in the order of the page, without what is ignored."""
    by_id = {node["nodeId"]: node for node in nodes}
    found: list[Said] = []

    def walk(node: dict, within: str) -> None:
        role, name = _value(node, "role"), _value(node, "name")
        if not node.get("ignored") and role != "InlineTextBox":
            of = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
            found.append(Said(role, name, int(of.get("level") or 0), of.get("url") or "", within))
            if role in LANDMARKS:
                within = f"{role} {name}".strip()
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child], within)

    walk(nodes[0], "")
    return found


def _value(node: dict, key: str) -> str:
    return str(node.get(key, {}).get("value") or "").strip()


def faults_of_tree(said: list[Said]) -> Iterator[str]:
    """Tell what is missing or twice there among landmarks, headings and names."""
    for role in ("main", "banner", "contentinfo"):
        number = sum(one.role == role for one in said)
        if number != 1:
            yield f"{number} landmarks “{role}”"
    headings = [one for one in said if one.role == "heading"]
    number = sum(one.level == 1 for one in headings)
    if number != 1:
        yield f"{number} headings of level 1"
    # What stands above the first of them is the page itself.
    for before, heading in pairwise([Said("heading", "", level=1), *headings]):
        if heading.level > before.level + 1:
            yield f"heading “{heading.name}” skips from level {before.level} to {heading.level}"
    for role in LANDMARKS:
        names = [one.name for one in said if one.role == role]
        yield from (f"two of “{role}” are called “{name}”" for name in _twice(names))
    for one in said:
        if one.role in NAMED - MAY_BE_NAMELESS and not one.name:
            yield f"a nameless {one.role} in {one.within or 'the page'}"


def alike(said: list[Said]) -> Iterator[str]:
    """Tell of links in one landmark with one name that lead elsewhere: no fault, but to be looked at."""
    places: dict[tuple[str, str], set[str]] = {}
    for one in said:
        if one.role == "link":
            places.setdefault((one.within, one.name), set()).add(one.leads_to)
    for (within, name), to in places.items():
        if len(to) > 1:
            yield f"“{name}” leads to {len(to)} places in {within or 'the page'}"


def faults_of_languages(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Tell which of `(language it is marked with, text)` are plainly in another language."""
    for marked, text in dict.fromkeys(map(tuple, texts)):
        if (language := guessed_language(text)) and language != marked:
            yield f"marked as “{marked}” and not as “{language}”: “{text[:60]}”"


def faults_of_title(title: str, is_front: bool) -> Iterator[str]:
    """Tell whether the title begins with what the page is and ends with whose; the front has the name."""
    begins, _, ends = title.rpartition(" · ")
    if title != HOME if is_front else not begins or ends != HOME:
        yield f"the title “{title}” does not say what the page is and then whose"


def _twice(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}

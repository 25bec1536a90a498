"""The words of schema.org, as far as our pages use them: `standards/schema_org.json`."""

import json
from pathlib import Path

_TABLE = json.loads((Path(__file__).parent / "standards" / "schema_org.json").read_text(encoding="utf-8"))
# A Distance is written as text or, of a picture, as its number of pixels.
_PLAIN = {
    "Distance",
    "Text",
    "URL",
    "Date",
    "DateTime",
    "Time",
    "Number",
    "Integer",
    "Float",
    "Boolean",
    "Duration",
}


def _kinds(name):
    return {name, *_TABLE["types"][name]}


def faults(node: dict, path: str = "", stands_for: str = "") -> list[str]:
    """Return what schema.org has no word for in `node` and below it, each with where it stands."""
    kind = node.get("@type")
    if kind is None:
        return [] if set(node) == {"@id"} else [f"{path}: neither a kind nor a reference"]
    if kind not in _TABLE["types"]:
        return [f"{path}: {kind} is no type of the table"]
    found = []
    for name, value in node.items():
        # What a form asks for is written beside the action (https://schema.org/docs/actions.html).
        if name.startswith("@") or name == "query-input":
            continue
        here, said = f"{path}/{kind}.{name}", _TABLE["properties"].get(name)
        # A Role has the property that it stands for once more (https://schema.org/Role).
        if said is None or not (_kinds(kind) & set(said["on"]) or (kind == "Role" and name == stands_for)):
            found.append(f"{here}: no such property")
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                found += _of_value(one, here, name, said["values"])
            # A member of an enumeration is named by its address.
            elif not _PLAIN & set(said["values"]) and not str(one).startswith("https://schema.org/"):
                found.append(f"{here}: takes no plain value")
    return found


def _of_value(value, here, name, wanted):
    kind = value.get("@type")
    if kind in _TABLE["types"] and kind != "Role" and not _kinds(kind) & set(wanted):
        return [f"{here}: takes no {kind}"]
    return faults(value, here, name)

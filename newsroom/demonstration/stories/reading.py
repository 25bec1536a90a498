"""Reading the story files.

A file holds one story, or several under ``[[stories]]``. What a story's languages share stands at its
top; each language has a table of its own with headline, standfirst and either ``text`` or ``blocks``.
"""

import tomllib
import uuid
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(__file__).parent
# All identities follow from a story's key, so that a second loading finds what the first one made.
NAMESPACE = uuid.UUID("5f0d4c1e-3b52-4a8e-9a63-6c2f1f1a7c10")


def identity(*names: str) -> uuid.UUID:
    """Return the same identity for the same names, on every machine."""
    return uuid.uuid5(NAMESPACE, "/".join(names))


def read(name: str) -> dict[str, Any]:
    """Return the contents of one file, named without its suffix."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def languages_of(story: dict[str, Any]) -> list[str]:
    """Return the languages in which a story is told."""
    return [code for code, _name in settings.LANGUAGES if code in story]


def published_stories() -> list[dict[str, Any]]:
    """Return the stories that the public reads, or will read or has read."""
    names = ["samples", *_names("core"), *_names("briefs")]
    return list(chain.from_iterable(_stories(read(name)) for name in names))


def working_copies() -> list[dict[str, Any]]:
    """Return what only the desk sees."""
    return _stories(read("desk"))


def _names(folder: str) -> list[str]:
    return [f"{folder}/{file.stem}" for file in sorted((FOLDER / folder).glob("*.toml"))]


def _stories(contents):
    return contents.get("stories", [contents])

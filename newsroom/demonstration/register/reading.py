"""Reading the register's data files, which are TOML."""

import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read(name: str) -> dict[str, Any]:
    """Return the contents of one data file, named without its suffix."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def read_folder(name: str) -> list[dict[str, Any]]:
    """Return the rows of every file in the folder `name`, each of which keeps them under that name."""
    files = sorted((DATA / name).glob("*.toml"))
    return list(chain.from_iterable(read(f"{name}/{file.stem}")[name] for file in files))

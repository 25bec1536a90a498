"""The world as our data files have it: countries and territories, organisations, who belongs to what.

Read once in a process, and before there is any database.
"""

import datetime
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from partnerships.dates import Precision
from partnerships.known_days import dated

DATA = Path(__file__).parent / "data"

# The same membership has the same identifier in every installation.
_MEMBERSHIPS = uuid.UUID("80b73c33-34b7-43b7-b427-302d86bfd36e")

# Those of which a flag is drawn beside the countries'.
_FLYING = frozenset({"ASEAN", "EU", "LAS", "UN"})


@dataclass(frozen=True)
class Place:
    """A country, an organisation or a grouping. `alpha3` and `numeric` are a country's in ISO 3166-1."""

    kind: str
    code: str
    slug: str
    region: str
    capital: dict[str, str]
    own_names: dict[str, str]
    other_names: tuple[str, ...]
    alpha3: str = ""
    numeric: str = ""
    has_flag: bool = True


@dataclass(frozen=True)
class Belonging:
    """A membership: from when to when, by what source. `until` is the first day on which it was over."""

    uid: uuid.UUID
    member: str
    grouping: str
    since: datetime.date
    since_precision: Precision
    until: datetime.date | None
    source: str
    source_url: str


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _texts(written: str | dict[str, str]) -> dict[str, str]:
    """A text that is the same in each language is written once."""
    return {"en": written, "vi": written} if isinstance(written, str) else written


@cache
def places() -> MappingProxyType[str, Place]:
    """Return every place by its code, the countries first."""
    data = _read(DATA / "countries.toml")
    names, other = data.pop("names"), data.pop("other")
    found = [
        Place(
            kind="country",
            code=code,
            slug="",
            region=region,
            capital=_texts(row["capital"]),
            own_names=names.get(code, {}),
            other_names=tuple(other.get(code, ())),
            alpha3=row["alpha3"],
            numeric=row["numeric"],
            has_flag=row.get("flag", True),
        )
        for region, rows in data.items()
        for code, row in rows.items()
    ]
    data = _read(DATA / "organisations.toml")
    for kind, rows in (("organisation", data["organisations"]), ("grouping", data["groupings"])):
        found += [
            Place(
                kind=kind,
                code=row["code"],
                slug=row["slug"],
                region=row["region"],
                capital={},
                own_names=row["names"],
                other_names=tuple(row["other"]),
                has_flag=row["code"] in _FLYING,
            )
            for row in rows
        ]
    return MappingProxyType({place.code: place for place in found})


def country(code: str) -> Place | None:
    """Return the country or territory with this two-letter code of ISO 3166-1, or None."""
    place = places().get(code)
    return place if place and place.kind == "country" else None


def _belongings(data: dict[str, Any]) -> Iterator[Belonging]:
    """Those of one grouping. Who left and came back stands under several days, and leaves them in turn."""
    left: dict[str, list[datetime.date]] = {}
    for day, members in sorted(data.get("left", {}).items()):
        for member in members:
            left.setdefault(member, []).append(datetime.date.fromisoformat(day))
    times: dict[str, int] = {}
    for day, members in sorted(data["joined"].items()):
        since, precision = dated(day)
        source, address = data.get("sources", {}).get(day, (data["source"], data["source_url"]))
        for member in members:
            time = times[member] = times.get(member, 0) + 1
            ends = left.get(member, [])
            yield Belonging(
                uid=uuid.uuid5(_MEMBERSHIPS, f"{member}/{data['grouping']}/{time}"),
                member=member,
                grouping=data["grouping"],
                since=since,
                since_precision=precision,
                until=ends[time - 1] if time <= len(ends) else None,
                source=source,
                source_url=address,
            )


@cache
def belongings() -> tuple[Belonging, ...]:
    """Return every membership of every grouping that has a file of its own."""
    files = sorted((DATA / "memberships").glob("*.toml"))
    return tuple(row for file in files for row in _belongings(_read(file)))


@cache
def _flags() -> frozenset[tuple[str, str]]:
    return frozenset((place.kind, place.code) for place in places().values() if place.has_flag)


def flag_of(kind: str, code: str) -> str:
    """Return the static file of the flag of the partner of this kind and code, or "" where none is drawn."""
    return f"site/flags/{code.lower()}.svg" if (kind, code) in _flags() else ""

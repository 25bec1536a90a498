"""The columns of the open data: what each holds, its JSON Schema, its example, and how CSV writes it.

A column reads a row that came with all it needs; it asks no query. JSON Schema is that of
https://json-schema.org/draft/2020-12/schema, which OpenAPI 3.1 uses.
"""

import datetime
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Choices

from partnerships.addresses import address_of
from partnerships.dates import Precision
from partnerships.texts import site_languages

# Between the identifiers of a list, in one field of CSV.
BETWEEN = ";"

Schema = dict[str, Any]
Reader = Callable[[Any], Any]


def _plainly(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


@dataclass(frozen=True)
class Column:
    """One value of a row: `read` takes it from the row, `schema` says what it can be."""

    name: str
    about: str
    read: Reader
    kind: Schema
    example: Any

    def schema(self) -> Schema:
        return {**self.kind, "description": self.about}

    def said_by_example(self) -> Any:
        return self.example

    def heads(self) -> list[str]:
        """The names of the fields in which CSV writes it."""
        return [self.name]

    def cells(self, value: Any) -> list[str]:
        """What CSV writes in these fields for a value of JSON: the same characters, nothing for null."""
        return [_plainly(value)]


class Texts(Column):
    """A text in each language that has it: an object in JSON, a field for each language in CSV."""

    def schema(self) -> Schema:
        languages = {code: {"type": "string"} for code in site_languages()}
        kind = {"type": "object", "properties": languages, "additionalProperties": False}
        return {**kind, "description": self.about}

    def said_by_example(self) -> Any:
        return {code: text for code, text in self.example.items() if code in site_languages()}

    def heads(self) -> list[str]:
        return [f"{self.name}_{code}" for code in site_languages()]

    def cells(self, value: Any) -> list[str]:
        return [value.get(code, "") for code in site_languages()]


class References(Column):
    """The identifiers of several other rows."""

    def cells(self, value: Any) -> list[str]:
        return [BETWEEN.join(value)]


class Objects(Column):
    """What has no identifier of its own: a list of objects, which CSV holds as the same JSON."""

    def cells(self, value: Any) -> list[str]:
        return [json.dumps(value, ensure_ascii=False) if value else ""]


def own(name: str) -> Reader:
    """Read the attribute `name` of a row, its empty text as null."""
    return lambda row: None if (value := getattr(row, name)) == "" else value


def urn(uid: Any) -> str | None:
    """Return a UUID as the identifier that never changes (RFC 9562 §4), or None."""
    return f"urn:uuid:{uid}" if uid else None


URN = {"type": "string", "format": "uri", "pattern": "^urn:uuid:[0-9a-f-]{36}$"}
CODE = {"type": "string", "maxLength": 12}
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
A_URN = "urn:uuid:0b6f3d6e-6a3e-4d4c-9a53-5d8f6f0c7a11"
ANOTHER_URN = "urn:uuid:7c1f5be2-0f52-4f0d-8a2f-3f1b1f1f9d42"


def nullable(kind: Schema) -> Schema:
    if "enum" in kind:
        return {**kind, "type": ["string", "null"], "enum": [*kind["enum"], None]}
    return {**kind, "type": [kind["type"], "null"]}


def fact_id(about: str) -> Column:
    return Column("id", f"{about} It never changes.", lambda row: urn(row.uid), URN, A_URN)


def line(name: str, about: str, example: str, read: Reader | None = None) -> Column:
    """A text without a language, or null."""
    return Column(name, about, read or own(name), nullable({"type": "string"}), example)


def texts(name: str, about: str, en: str, vi: str, read: Reader | None = None) -> Column:
    """A text of the register in all its languages; those without one are left out."""
    reader = read or own(name)

    def in_languages(row):
        said = reader(row) or {}
        return {code: str(said[code]) for code in site_languages() if said.get(code)}

    return Texts(name, about, in_languages, {}, {"en": en, "vi": vi})


def choice(name: str, about: str, values: type[Choices], example: str, read: Reader | None = None) -> Column:
    kind = {"type": "string", "enum": list(values.values)}
    return Column(name, about, read or own(name), kind, example)


def perhaps_choice(name: str, about: str, values: type[Choices], example: str) -> Column:
    kind = nullable({"type": "string", "enum": list(values.values)})
    return Column(name, about, own(name), kind, example)


def number(name: str, about: str, example: int) -> Column:
    return Column(name, about, own(name), {"type": "integer"}, example)


def flag(name: str, about: str, example: bool) -> Column:
    return Column(name, about, own(name), {"type": "boolean"}, example)


def no_more_exactly(day: datetime.date | None, precision: str) -> str | None:
    """Return `day` in ISO 8601, as the first of its month or year where no more is known."""
    if day is None:
        return None
    if precision == Precision.YEAR:
        day = day.replace(month=1, day=1)
    elif precision == Precision.MONTH:
        day = day.replace(day=1)
    return day.isoformat()


def day(name: str, about: str, precision: str = "", example: str = "2025-10-29", required=False) -> Column:
    """A day (ISO 8601), with the attribute that says how exactly it is known where that is told."""
    kind = {"type": "string", "format": "date"}
    if precision:
        about = f"{about} Where `{precision}` is month or year, the first day of it."

    def read(row):
        known = getattr(row, precision) if precision else Precision.DAY
        return no_more_exactly(getattr(row, name), known)

    return Column(name, about, read, kind if required else nullable(kind), example)


def precision(name: str, of: str) -> Column:
    """How exactly the day in the column `of` is known; null where there is none."""

    def read(row):
        return str(getattr(row, name)) if getattr(row, of) else None

    kind = nullable({"type": "string", "enum": list(Precision.values)})
    return Column(name, f"How exactly `{of}` is known.", read, kind, "day")


def utc(moment: datetime.datetime | None) -> str | None:
    """Return an aware time in UTC as ISO 8601 (RFC 3339), to the second or as exactly as it is known."""
    if moment is None:
        return None
    return moment.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def moment(name: str, about: str, read: Reader | None = None, required=False) -> Column:
    reader = read or own(name)
    kind = {"type": "string", "format": "date-time"}
    return Column(
        name,
        f"{about} In UTC.",
        lambda row: utc(reader(row)),
        kind if required else nullable(kind),
        "2025-10-29T09:00:00Z",
    )


def identifier(row: Any) -> str | None:
    """Return by what other rows name `row`: a fact's URN, a partner's code, else a slug; None for none."""
    if row is None:
        return None
    return urn(row.uid) if hasattr(row, "uid") else getattr(row, "code", None) or row.slug


def reference(
    name: str, about: str, example: str = ANOTHER_URN, read: Reader | None = None, required=False
) -> Column:
    """The identifier of another row; null where there is none, or none that the public knows."""
    kind = URN if example == ANOTHER_URN else {"type": "string"}
    reader = read or (lambda row: identifier(getattr(row, name)))
    return Column(name, about, reader, kind if required else nullable(kind), example)


def if_told(name: str, about: str) -> Column:
    """The identifier of another fact that `collections.if_known` looked up, or null."""
    return reference(name, about, read=lambda row: urn(getattr(row, f"known_{name}")))


def references(name: str, about: str, example: str = ANOTHER_URN, tied: str = "") -> Column:
    """The identifiers of all rows that are tied to a row by the field `tied`, which has the name else."""
    kind = {"type": "array", "items": URN if example == ANOTHER_URN else {"type": "string"}}
    return References(
        name,
        about,
        lambda row: [identifier(other) for other in getattr(row, tied or name).all()],
        kind,
        [example],
    )


def at_site(route: str, *args: str, language: str) -> str:
    """Return the absolute address of a page in a language of the site."""
    return settings.SITE_URL + address_of(route, *args, language=language)


def page(route: str, *slugs: str) -> Column:
    """The addresses of the page that tells of a row, in each language of the site.

    `slugs` are the attributes, as paths, that stand in the address.
    """
    names = [attrgetter(path) for path in slugs or ["slug"]]

    def read(row):
        args = [name(row) for name in names]
        return {code: at_site(route, *args, language=code) for code in site_languages()}

    name = route.partition(":")[2]
    said = {code: f"https://ministry.example/{code}/{name}/…" for code in ("en", "vi")}
    return texts("page", "The page that tells of it, in each language.", said["en"], said["vi"], read)


# Of every fact: who says so, and since when the public knows it.
SOURCED = (
    line("source", "Who says so.", "Joint declaration of 29 October 2025"),
    line("source_url", "Where they say so.", "https://ministry.example/declaration"),
    moment("public_from", "Since when the public has known it.", own("known_since"), required=True),
)


def record(columns: Iterable[Column], row: Any) -> dict[str, Any]:
    """Return a row as its object in JSON."""
    return {column.name: column.read(row) for column in columns}


def heads(columns: Iterable[Column]) -> list[str]:
    """Return the header of a table in CSV."""
    return [head for column in columns for head in column.heads()]


def cells(columns: Iterable[Column], said: dict[str, Any]) -> list[str]:
    """Return an object of JSON as the fields of its line in CSV."""
    return [cell for column in columns for cell in column.cells(said[column.name])]


def schema(columns: Iterable[Column]) -> Schema:
    """Return the JSON Schema of a row."""
    columns = list(columns)
    return {
        "type": "object",
        "properties": {column.name: column.schema() for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
        "examples": [{column.name: column.said_by_example() for column in columns}],
    }

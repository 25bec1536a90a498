"""The description of the open data, made from the columns: OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.0."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from partnerships.open_data.answering import CSV, JSON, VERSION, licence
from partnerships.open_data.asking import LARGEST_PAGE, PAGE
from partnerships.open_data.collections import Collection
from partnerships.open_data.columns import Column, heads, schema
from partnerships.open_data.partners import PARTNERS
from partnerships.open_data.register import COLLECTIONS

# What a partner's own answer holds, and what it leads to.
TOLD_WITH = ("partnership-periods", "memberships", "partnership-pillars")
LINKED_FROM = ("events", "agreements", "commitments", "posts", "appointments")

_ABOUT = """\
The register of partnerships: whom we work with, at what level since when, on what, and what came of it.

What became public is there in the second in which it becomes public; before that nothing tells of it.

**Identifiers** never change: `urn:uuid:…` for facts, the code of ISO 3166-1 for countries, a short name for \
organisations, a slug for levels, pillars and posts. Things refer to each other by these.

**Days** are those of ISO 8601; beside each stands how exactly it is known. **Times** are in UTC. **Texts** \
stand in every language that has them.

**Pages**: follow `next` (in CSV the header `Link`) until there is none. **Caches**: send back `ETag` as \
`If-None-Match`, and 304 says that nothing has changed.

**CSV** is that of RFC 4180, in UTF-8 without a mark at its beginning, with a header. A text takes one \
field for each language, such as `name_en`; a list of identifiers is one field with `;` between them; a list \
of objects is their JSON; null is an empty field. Values are exact: a spreadsheet that computes what begins \
with `=` must be told to take it as text.

**Versions**: within version 1 columns and collections may be added; nothing is renamed or removed, and \
nothing changes its meaning. Whatever would do that becomes version 2, at an address of its own."""

_PARAMETERS: dict[str, dict[str, Any]] = {
    "after": {
        "description": "The id of the last row of the page before. Take it from `next`.",
        "schema": {"type": "string"},
    },
    "limit": {
        "description": "How many rows a page has.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
    },
    "partner": {
        "description": "Only what concerns the partner with this id or slug.",
        "schema": {"type": "string"},
        "example": "GB",
    },
    "since": {
        "description": "Only what became public then or later: a time with its zone, or a day (in UTC).",
        "schema": {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]},
        "example": "2025-10-30",
    },
}

_HEADERS = {
    "ETag": {"description": "Send it back as `If-None-Match`.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "When the register last changed.", "schema": {"type": "string"}},
}
_NEXT = {"Link": {"description": 'The next page, with `rel="next"`.', "schema": {"type": "string"}}}


_FOLLOWING = {"type": ["string", "null"], "format": "uri", "description": "The address of the next page."}


def schema_name(collection: Collection) -> str:
    """Return the name of its rows among the schemas: PartnershipPeriod."""
    words = collection.name.replace("-", " ").title().replace(" ", "")
    return {"People": "Person", "CommitmentEntries": "CommitmentEntry"}.get(words) or words.removesuffix("s")


def _refers(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _answers(json_schema: dict, columns: Iterable[Column] | None, *, pages: bool) -> dict[str, Any]:
    """The answers of an address: JSON of this schema, or a table where there are `columns`."""
    content: dict[str, Any] = {JSON: {"schema": json_schema}}
    if columns is not None:
        content = {CSV: {"schema": {"type": "string"}, "example": ",".join(heads(columns)) + "\r\n"}}
    return {
        "200": {
            "description": "What was asked for.",
            "headers": _HEADERS | (_NEXT if pages else {}),
            "content": content,
        },
        "304": {"description": "Nothing has changed."},
        "400": _refers("responses", "Wrong"),
        "404": _refers("responses", "Missing"),
    }


def _page_schema(collection: Collection) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "collection": {"const": collection.name},
            "licence": _refers("schemas", "Licence"),
            "items": {"type": "array", "items": _refers("schemas", schema_name(collection))},
            "next": _FOLLOWING,
        },
        "required": ["version", "collection", "licence", "items", "next"],
        "additionalProperties": False,
    }


def _parameters(collection: Collection) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = [_refers("parameters", name) for name in ("after", "limit")]
    for name in collection.filters:
        if name == "on":
            said.append(
                {
                    "name": "on",
                    "in": "query",
                    "description": collection.on_about,
                    "schema": {"type": "string", "format": "date"},
                    "example": "2025-10-30",
                }
            )
        else:
            said.append(_refers("parameters", name))
    return said


def _partner_schema() -> dict[str, Any]:
    told = {
        name.replace("-", "_"): {"type": "array", "items": _refers("schemas", schema_name(COLLECTIONS[name]))}
        for name in TOLD_WITH
    }
    addresses = {name: {"type": "string", "format": "uri"} for name in LINKED_FROM}
    links = {"type": "object", "properties": addresses, "required": list(addresses)}
    return {
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "licence": _refers("schemas", "Licence"),
            "item": _refers("schemas", "Partner"),
            **told,
            "links": {**links, "additionalProperties": False},
        },
        "required": ["version", "licence", "item", *told, "links"],
        "additionalProperties": False,
    }


def _index_schema() -> dict[str, Any]:
    uri, line = {"type": "string", "format": "uri"}, {"type": "string"}
    lines = {"type": "array", "items": line}
    entry = {"name": line, "about": line, "json": uri, "csv": uri, "filters": lines}
    said = {
        "version": {"const": VERSION},
        "title": line,
        "licence": _refers("schemas", "Licence"),
        "languages": lines,
        "documentation": {"type": "object", "additionalProperties": uri},
        "openapi": uri,
        "collections": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": entry,
                "required": list(entry),
                "additionalProperties": False,
            },
        },
    }
    return {"type": "object", "properties": said, "required": list(said), "additionalProperties": False}


def _schemas() -> dict[str, Any]:
    line = {"type": "string"}
    schemas = {
        "Index": _index_schema(),
        "Licence": {
            "type": "object",
            "properties": {"name": line, "url": {"type": "string", "format": "uri"}},
            "required": ["name", "url"],
            "additionalProperties": False,
        },
        "Problem": {
            "type": "object",
            "description": "What is wrong, where, and what to do (RFC 9457).",
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": line,
                "status": {"type": "integer"},
                "detail": line,
                "parameter": {"type": ["string", "null"], "description": "The parameter that is wrong."},
                "known": {"type": "array", "items": line, "description": "The parameters that there are."},
                "documentation": {"type": "string", "format": "uri"},
            },
            "required": ["type", "title", "status", "detail", "documentation"],
            "additionalProperties": False,
        },
        "OnePartner": _partner_schema(),
    }
    for collection in COLLECTIONS.values():
        name = schema_name(collection)
        schemas[name] = {**schema(collection.columns), "description": collection.about}
        schemas[f"{name}Page"] = _page_schema(collection)
    return schemas


def _endings(collection: Collection) -> list[tuple[str, Iterable[Column] | None]]:
    return [("json", None), ("csv", collection.columns)]


def _paths() -> dict[str, Any]:
    paths: dict[str, Any] = {
        "/": {
            "get": {
                "operationId": "index",
                "summary": "What there is.",
                "responses": _answers(_refers("schemas", "Index"), None, pages=False),
            }
        }
    }
    for collection in COLLECTIONS.values():
        rows = _refers("schemas", f"{schema_name(collection)}Page")
        for ending, columns in _endings(collection):
            paths[f"/{collection.name}.{ending}"] = {
                "get": {
                    "operationId": f"{collection.name}-{ending}",
                    "tags": [collection.name],
                    "summary": collection.about,
                    "parameters": _parameters(collection),
                    "responses": _answers(rows, columns, pages=True),
                }
            }
    which = {
        "name": "partner",
        "in": "path",
        "required": True,
        "description": "Its id or slug.",
        "schema": {"type": "string"},
        "example": "GB",
    }
    for ending, columns in _endings(PARTNERS):
        paths[f"/partners/{{partner}}.{ending}"] = {
            "get": {
                "operationId": f"partner-{ending}",
                "tags": ["partners"],
                "summary": "One partner, with its levels over time, memberships and pillars.",
                "parameters": [which],
                "responses": _answers(_refers("schemas", "OnePartner"), columns, pages=False),
            }
        }
    return paths


def document() -> dict[str, Any]:
    """Return the description of all addresses and of all that they answer."""
    problem = {"application/problem+json": {"schema": _refers("schemas", "Problem")}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The partnerships register",
            "version": f"{VERSION}.0.0",
            "description": _ABOUT,
            "license": licence(),
        },
        "servers": [{"url": f"{settings.SITE_URL}/data/v{VERSION}"}],
        "tags": [{"name": name, "description": one.about} for name, one in COLLECTIONS.items()],
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "parameters": {name: {"name": name, "in": "query", **said} for name, said in _PARAMETERS.items()},
            "responses": {
                "Wrong": {"description": "A parameter is wrong.", "content": problem},
                "Missing": {"description": "Nothing is there.", "content": problem},
            },
        },
    }

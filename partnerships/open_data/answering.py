"""A page of a collection, as JSON and as CSV (RFC 4180)."""

import csv
import datetime
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from partnerships.open_data.asking import Asked, key_of, partner_named
from partnerships.open_data.collections import Collection
from partnerships.open_data.columns import Column, cells, heads, record, utc

VERSION = 1
JSON = "application/json"
CSV = "text/csv; charset=utf-8; header=present"


@dataclass(frozen=True)
class Page:
    """Rows of a collection as objects of JSON, and the key after which the next page begins ("" for none)."""

    items: list[dict[str, Any]]
    next_after: str


def address(name: str, *args: str) -> str:
    """Return the absolute address of the open data's route `name`."""
    return settings.SITE_URL + reverse(f"open_data:{name}", args=args)


def page_of(collection: Collection, asked: Asked, at: datetime.datetime, today: datetime.date) -> Page:
    """Return what was asked for, as the public knows it at `at`: as it stands `today` if no day was given.

    Takes one query, one for each kind of thing that is tied, and one to find the partner that was asked for.
    It reads one row more than it shows, and nothing counts the rest.
    """
    rows = collection.rows(at, asked.on or today)
    if asked.partner and collection.by_partner:
        rows = rows.filter(collection.by_partner(partner_named(asked.partner)))
    if asked.on and collection.on:
        rows = collection.on(rows, asked.on)
    if asked.since:
        rows = rows.filter(known_since__gte=asked.since)
    if asked.after:
        rows = rows.filter(**{f"{collection.key}__gt": key_of(asked.after, collection.key)})
    found = list(rows.order_by(collection.key)[: asked.limit + 1])
    items = [record(collection.columns, row) for row in found[: asked.limit]]
    return Page(items, items[-1]["id"] if len(found) > asked.limit else "")


def next_address(collection: Collection, ending: str, asked: Asked, after: str) -> str | None:
    """Return the address of the page that begins after the key `after`, for the same question."""
    if not after:
        return None
    said = {
        "partner": asked.partner,
        "on": asked.on and asked.on.isoformat(),
        "since": utc(asked.since),
        "limit": asked.limit,
        "after": after,
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{address('collection', collection.name, ending)}?{query}"


def licence() -> dict[str, str]:
    return {"name": settings.OPEN_DATA_LICENCE, "url": settings.OPEN_DATA_LICENCE_URL}


def as_json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def envelope(collection: Collection, page: Page, following: str | None) -> dict[str, Any]:
    """Return a page as its object in JSON."""
    return {
        "version": VERSION,
        "collection": collection.name,
        "licence": licence(),
        "items": page.items,
        "next": following,
    }


def as_csv(columns: Iterable[Column], items: Iterable[dict[str, Any]]) -> str:
    """Return rows as a table with a header. Values are exact, also those that begin with =."""
    columns = list(columns)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(heads(columns))
    writer.writerows(cells(columns, said) for said in items)
    return written.getvalue()

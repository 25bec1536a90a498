"""What every page of the register has in common: its day, when it last changed, how long a copy holds."""

import datetime
import hashlib
import json
import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from partnerships.changes import last_change, with_last_change

# Part of the ETag of every file: count it up when the same facts are written differently.
WRITING = 3


def today(at: datetime.datetime) -> datetime.date:
    """Return the ministry's date at `at` (aware)."""
    return at.astimezone(zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)).date()


def changed_at(changed: datetime.datetime | None, at: datetime.datetime) -> datetime.datetime:
    """Return when a page changed: with the register, at `changed`, or with the day."""
    return max(filter(None, [changed, _midnight(at)]))


def _midnight(at):
    """When today began: who is in post, and what is still to come, changes with the day alone."""
    zone = zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)
    return datetime.datetime.combine(today(at), datetime.time(), tzinfo=zone)


def kept(
    request: HttpRequest,
    at: datetime.datetime,
    content_type: str,
    write: Callable[[], bytes],
    moved: datetime.datetime | None = None,
):
    """Return a file that follows from the register, such as a feed, or that a subscriber's copy still stands.

    The copy is compared by when the file changed, so that `write` is called only for who needs it: `moved`,
    or when that is not given with the register and with the day.
    """
    moved = moved or changed_at(last_change(at), at)
    said = json.dumps([WRITING, settings.SITE_URL, request.path, moved.isoformat()])
    etag = f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag, last_modified=int(moved.timestamp()))
    if response is None:
        response = HttpResponse(write(), content_type=content_type)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(int(moved.timestamp()))
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def find(rows, at: datetime.datetime, slug: str):
    """Return the row at this address, with what `page` needs to date its page (one query); else 404.

    `rows` are those that the public may know at `at`: what is not announced is not found,
    exactly as what does not exist.
    """
    return get_object_or_404(with_last_change(rows, at), slug=slug)


def the_one(found: list):
    """Return the row that a composed query found at an address; else 404."""
    if not found:
        raise Http404
    return found[0]


def page(request: HttpRequest, template: str, context: dict, at: datetime.datetime, subject=None):
    """Return the page with the headers by which a cache keeps it and asks whether it still stands.

    `subject` is the row that `find` returned; a page without one takes a query more.
    The middleware adds the ETag.
    """
    return with_dates(render(request, template, context), at, subject)


def with_dates(response: HttpResponse, at: datetime.datetime, subject=None) -> HttpResponse:
    """Give any answer the headers of `page`, and return it."""
    changed = subject.register_changed if subject else last_change(at)
    response["Cache-Control"] = "public, no-cache"
    response["Last-Modified"] = http_date(changed_at(changed, at).timestamp())
    return response

"""What every page of the register has in common: its day, when it last changed, how long a copy holds."""

import datetime
import zoneinfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import http_date

from partnerships.changes import last_change, with_last_change


def today(at: datetime.datetime) -> datetime.date:
    """Return the ministry's date at `at` (aware)."""
    return at.astimezone(zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)).date()


def _midnight(at):
    """When today began: who is in post, and what is still to come, changes with the day alone."""
    zone = zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)
    return datetime.datetime.combine(today(at), datetime.time(), tzinfo=zone)


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
    changed = subject.register_changed if subject else last_change(at)
    return kept(render(request, template, context), at, changed)


def kept(response: HttpResponse, at: datetime.datetime, changed: datetime.datetime | None) -> HttpResponse:
    """Return `response` with the headers of what the register says at `at`, when it last `changed` before."""
    response["Cache-Control"] = "public, no-cache"
    response["Last-Modified"] = http_date(max(filter(None, [changed, _midnight(at)])).timestamp())
    return response

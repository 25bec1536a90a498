"""What every page of the newsroom has in common: when it last changed, and how long a copy holds."""

from collections.abc import Iterable
from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.http import http_date

from newsroom.newsroom_time import newsroom_day, newsroom_zone
from partnerships.changes import last_change


def absolute(path: str) -> str:
    """Return the absolute address of a path of this site; one that is absolute already stays as it is."""
    return settings.SITE_URL + path if path.startswith("/") else path


def elsewhere(address: str) -> HttpResponsePermanentRedirect:
    """Return the way to where a story is now.

    A browser keeps such an answer for good unless told otherwise, and a story may be named back.
    """
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "public, no-cache"})


def page(
    request: HttpRequest,
    template: str,
    context: dict,
    at: datetime,
    *,
    status: int = 200,
    daily: bool = False,
    changed: Iterable[datetime] = (),
) -> HttpResponse:
    """Return the page, with the headers that let a cache keep it and ask whether it still stands.

    A page changes when a story leaves it too, so it is as old as the last move of the newsroom or
    the register, not as what it shows (one query); a `daily` page changes with the day as well, and a page
    that has moments of its own passes them as `changed`.
    `no-cache` lets every cache keep it and has it asked each time: a withdrawal is
    obeyed at once, and a page that still stands costs its reader a 304. The middleware adds the ETag.
    """
    return with_dates(render(request, template, context, status=status), at, daily=daily, changed=changed)


def with_dates(
    response: HttpResponse, at: datetime, *, daily: bool = False, changed: Iterable[datetime] = ()
) -> HttpResponse:
    """Give any answer the headers of `page`, and return it."""
    response["Cache-Control"] = "public, no-cache"
    if response.status_code == 200:
        midnight = datetime.combine(newsroom_day(at), time(), tzinfo=newsroom_zone()) if daily else None
        moments = [moment for moment in (last_change(at), midnight, *changed) if moment]
        if moments:
            response["Last-Modified"] = http_date(max(moments).timestamp())
    return response

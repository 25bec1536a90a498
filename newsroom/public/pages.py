"""What every page of the newsroom has in common: when it last changed, and how long a copy holds."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date

from newsroom.models import Edition


def last_move(at: datetime) -> datetime | None:
    """When the newsroom last moved before `at`: published, updated, corrected or withdrew (one query).

    A page changes when a story leaves it too, so the dates of what it shows would not be enough.
    """
    moves = Edition.objects.filter(public_from__lte=at).order_by("-public_from")
    return moves.values_list("public_from", flat=True).first()


def page(
    request: HttpRequest, template: str, context: dict, changed: datetime | None, status: int = 200
) -> HttpResponse:
    """Return the page, with the headers that let a cache keep it and ask whether it still stands.

    `no-cache` lets every cache keep the page and has it asked each time: a withdrawal is
    obeyed at once, and a page that still stands costs its reader a 304. The middleware adds the ETag.
    """
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "public, no-cache"
    if changed and status == 200:
        response["Last-Modified"] = http_date(min(changed, timezone.now()).timestamp())
    return response

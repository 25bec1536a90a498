"""Under which address a page is known, when several show the same."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

# What makes another page of a list. All else that an address may ask only narrows or orders the same one.
PAGING = ("after", "before")


def paging(request: HttpRequest) -> str:
    """Return what in the query makes this another page than the first, such as "?before=…"; else ""."""
    asked = [(name, request.GET[name]) for name in PAGING if request.GET.get(name)]
    return f"?{urlencode(asked)}" if asked else ""


def canonical(request: HttpRequest) -> str:
    """Return the absolute address by which the page that `request` asks for is known."""
    return settings.SITE_URL + request.path + paging(request)

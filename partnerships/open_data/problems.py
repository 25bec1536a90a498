"""What is answered to a question that cannot be answered: problem details (RFC 9457)."""

import json
from collections.abc import Iterable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

# Any page may ask, and may see what a cache needs (https://fetch.spec.whatwg.org/#http-cors-protocol).
FOR_EVERYONE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cache-Control": "public, no-cache",
}


class Unanswerable(Exception):
    """A question that cannot be answered: `detail` says what is wrong and what to do, `more` where."""

    def __init__(self, status: HTTPStatus, detail: str, **more):
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


def wrong(parameter: str, detail: str) -> Unanswerable:
    """Return what to raise for a parameter that cannot be read."""
    return Unanswerable(HTTPStatus.BAD_REQUEST, detail, parameter=parameter)


def problem(status: HTTPStatus, detail: str, **more) -> HttpResponse:
    """Return the answer: what is wrong, where (`more`), what to do, and where the description is."""
    said = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        **more,
        "documentation": settings.SITE_URL + reverse("open_data:openapi"),
    }
    return HttpResponse(
        json.dumps(said, ensure_ascii=False) + "\n",
        status=status.value,
        content_type="application/problem+json",
        headers=FOR_EVERYONE,
    )


def one_of(names: Iterable[str]) -> str:
    """Return names as a sentence tells them: `after`, `limit` and `on`."""
    *others, last = (f"“{name}”" for name in names)
    return f"{', '.join(others)} and {last}" if others else last

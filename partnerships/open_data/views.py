"""The addresses of the open data. They stand outside the languages: each answer holds all of them."""

import datetime
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from partnerships.addresses import address_of
from partnerships.models import Partner
from partnerships.open_data import answering, openapi
from partnerships.open_data.answering import CSV, JSON, VERSION, address, as_csv, as_json, licence
from partnerships.open_data.asking import read
from partnerships.open_data.collections import Collection
from partnerships.open_data.columns import record
from partnerships.open_data.problems import FOR_EVERYONE, Unanswerable, problem, wrong
from partnerships.open_data.register import COLLECTIONS
from partnerships.texts import site_languages
from partnerships.views.pages import today, with_dates


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only reading through, from any page; tell what cannot be answered as a problem."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            # A page of another host asks before it sends the conditions of a cache.
            allowed = {
                "Allow": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Methods": "GET, HEAD",
                "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
                "Access-Control-Max-Age": "86400",
            }
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=FOR_EVERYONE | allowed)
        if request.method not in {"GET", "HEAD"}:
            refused = problem(HTTPStatus.METHOD_NOT_ALLOWED, "This can only be read. Ask with GET or HEAD.")
            refused["Allow"] = "GET, HEAD, OPTIONS"
            return refused
        try:
            return view(request, **kwargs)
        except Unanswerable as asked:
            return problem(asked.status, asked.detail, **asked.more)

    return answer


def _send(content: str, kind: str, at: datetime.datetime, following: str | None = None) -> HttpResponse:
    response = HttpResponse(content, content_type=kind, headers=FOR_EVERYONE)
    response["Content-Language"] = ", ".join(site_languages())
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return with_dates(response, at)


def _takes_no_parameters(request: HttpRequest) -> None:
    for name in request.GET:
        raise wrong(
            name if name.isidentifier() and len(name) <= 40 else "",
            "This address takes no parameters. Leave out all that follows “?”.",
        )


@answered
def index(request: HttpRequest) -> HttpResponse:
    """What there is: each collection with its addresses and what can be chosen in it."""
    _takes_no_parameters(request)
    said = {
        "version": VERSION,
        "title": "The partnerships register",
        "licence": licence(),
        "languages": site_languages(),
        "documentation": {
            code: settings.SITE_URL + address_of("partnerships:data", language=code)
            for code in site_languages()
        },
        "openapi": address("openapi"),
        "collections": [
            {
                "name": collection.name,
                "about": collection.about,
                "json": address("collection", collection.name, "json"),
                "csv": address("collection", collection.name, "csv"),
                "filters": collection.filters,
            }
            for collection in COLLECTIONS.values()
        ],
    }
    return _send(as_json(said), JSON, timezone.now())


@answered
def description(request: HttpRequest) -> HttpResponse:
    """The description of all addresses and answers (OpenAPI 3.1)."""
    _takes_no_parameters(request)
    return _send(as_json(openapi.document()), JSON, timezone.now())


@answered
def collection(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """A page of a collection, as JSON or CSV."""
    at = timezone.now()
    chosen = COLLECTIONS[name]
    asked = read(request.GET, chosen)
    page = answering.page_of(chosen, asked, at, today(at))
    following = answering.next_address(chosen, ending, asked, page.next_after)
    if ending == "csv":
        return _send(as_csv(chosen.columns, page.items), CSV, at, following)
    return _send(as_json(answering.envelope(chosen, page, following)), JSON, at, following)


def _all_of(chosen: Collection, partner: Partner, at: datetime.datetime) -> list[dict]:
    rows = chosen.rows(at, today(at)).filter(chosen.by_partner(partner))
    return [record(chosen.columns, row) for row in rows.order_by(chosen.key)]


@answered
def partner(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """One partner by its id or slug, with its levels over time, memberships and pillars."""
    _takes_no_parameters(request)
    at = timezone.now()
    partners = COLLECTIONS["partners"]
    found = Partner.objects.filter(code__iexact=slug).first() or Partner.objects.filter(slug=slug).first()
    if found is None:
        raise Unanswerable(HTTPStatus.NOT_FOUND, "No partner has this id or slug. They are in partners.json.")
    told = record(partners.columns, found)
    if ending == "csv":
        return _send(as_csv(partners.columns, [told]), CSV, at)
    said = {
        "version": VERSION,
        "licence": licence(),
        "item": told,
        **{name.replace("-", "_"): _all_of(COLLECTIONS[name], found, at) for name in openapi.TOLD_WITH},
        "links": {
            name: f"{address('collection', name, 'json')}?partner={found.slug}"
            for name in openapi.LINKED_FROM
        },
    }
    return _send(as_json(said), JSON, at)


@answered
def missing(request: HttpRequest, rest: str) -> HttpResponse:
    raise Unanswerable(
        HTTPStatus.NOT_FOUND,
        f"Nothing is here. What there is stands at {reverse('open_data:index')}.",
    )

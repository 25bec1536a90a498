"""What a page costs the server, beside a bare page: one query and a short template."""

import time
from dataclasses import dataclass
from functools import cache
from statistics import median

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import override

from newsroom.models import Edition, Section
from partnerships.facts import Fact
from partnerships.models import Agreement, Event, Partner, Person, Pillar

WARMING = 3

_BARE = (
    "<!doctype html><title>{{ section }}</title><ul>{% for row in rows %}<li>{{ row }}</li>{% endfor %}</ul>"
)


@cache
def _template():
    return engines["django"].from_string(_BARE)


def bare(request):
    """A page that only asks for a row and shows twenty."""
    section = Section.objects.filter(order__gte=0).first()
    return HttpResponse(_template().render({"section": section, "rows": range(20)}, request))


urlpatterns = [path("bare/", bare)]


@dataclass(frozen=True)
class Cost:
    """One page's cost: the median of the server's CPU time in ms, and its queries."""

    page: str
    status: int
    cpu: float
    queries: int


def _addresses(language):
    """The pages to measure: those that the design promises to be cheap, and some lists and the feed."""
    live = Edition.objects.live(timezone.now()).in_language(language)
    found = [reverse("newsroom:front")]
    if latest := list(live.newest_first()[:100]):
        # The story with the most ties, its section and one of its partners.
        story = max(latest, key=lambda story: sum(map(len, story.content.get("ties", {}).values())))
        found += [story.get_absolute_url(), story.section.get_absolute_url()]
        found += [partner.get_absolute_url() for partner in story.partners.all()[:1]]
    return [*found, *_of_the_register(), reverse("newsroom:feed")]


def _fullest(model, tie):
    """The page of the public row of `model` that is tied to the most rows by `tie`."""
    rows = model.objects.live(timezone.now()) if issubclass(model, Fact) else model.objects.all()
    row = rows.annotate(ties=Count(tie)).order_by("-ties", "pk").first()
    return [row.get_absolute_url()] if row else []


def _of_the_register():
    """The lists of the register, and of each kind of page the one that has the most to tell."""
    return [
        reverse("partnerships:partners"),
        *_fullest(Partner, "events"),
        reverse("partnerships:pillars"),
        *_fullest(Pillar, "events"),
        reverse("partnerships:events"),
        *_fullest(Event, "people"),
        *_fullest(Person, "events"),
        reverse("partnerships:agreements"),
        *_fullest(Agreement, "commitments"),
    ]


def _cost(address, times):
    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "localhost").lstrip(".")
    client = Client(headers={"host": host})

    def ask():
        return client.get(address, secure=settings.PRODUCTION)

    for _time in range(WARMING):
        status = ask().status_code
    took = []
    for _time in range(times):
        begun = time.process_time()
        ask()
        took.append(time.process_time() - begun)
    with CaptureQueriesContext(connection) as queries:
        ask()
    return Cost(address, status, median(took) * 1000, len(queries))


def measure(times: int, addresses: list[str] | None = None) -> tuple[Cost, list[Cost]]:
    """Return the cost of the bare page, and of each page asked for `times` times in this process.

    Without `addresses`, the pages are found in the database.
    """
    with override(settings.LANGUAGE_CODE):
        addresses = addresses or _addresses(settings.LANGUAGE_CODE)
    with override_settings(ROOT_URLCONF=__name__):
        beside = _cost("/bare/", times)
    return beside, [_cost(address, times) for address in addresses]

"""Links of a text to pages of our own site: which of them lead a reader nowhere.

Only what the public can read counts. A draft, a scheduled story and one that some may not see are
told no otherwise than an address that never was.
"""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language, get_language_from_path, override

from newsroom.models import Edition, Section
from partnerships.models import Agreement, Event, Partner, Person, Pillar

STORY = "newsroom:story"
# The pages whose address ends in the slug of a row, and the rows that the public may know.
_ROWS = {
    "newsroom:section": lambda at: Section.objects.all(),
    "partnerships:partner": lambda at: Partner.objects.all(),
    "partnerships:pillar": lambda at: Pillar.objects.all(),
    "partnerships:event": lambda at: Event.objects.live(at),
    "partnerships:person": lambda at: Person.objects.live(at),
    "partnerships:agreement": lambda at: Agreement.objects.live(at),
}
DESK = "admin"


def _own_path(href, hosts):
    """Return the path of `href` when it leads to our own site, else ""."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    own = parts.scheme in {"http", "https"} and parts.netloc in hosts
    inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return unquote(parts.path) or "/" if own or inside else ""


def _page(path):
    """Return `(name of the page, language, slug)` of what answers at `path`, or None when nothing does."""
    language = get_language_from_path(path) or get_language()
    with override(language):
        for address in (path, f"{path}/"):
            try:
                found = resolve(address)
            except Resolver404:
                continue
            return found.view_name, language, found.kwargs.get("slug", "")
    return None


def dead_links(hrefs: Iterable[str], host: str = "") -> set[str]:
    """Return those of `hrefs` that lead to our own site and to nothing that the public can read now.

    `host` is a name under which the desk itself is reached. At most eight queries, however many links.
    """
    hosts = {urlsplit(settings.SITE_URL).netloc, host}
    dead, pages = set(), {}
    for href in set(hrefs):
        if path := _own_path(href, hosts):
            page = _page(path)
            if page is None or page[0].startswith(f"{DESK}:"):
                dead.add(href)
            else:
                pages[href] = page
    alive = _alive(set(pages.values()))
    return dead | {href for href, page in pages.items() if page not in alive}


def _alive(pages):
    at = timezone.now()
    by_name = defaultdict(set)
    alive = set()
    for page in pages:
        if page[0] == STORY or page[0] in _ROWS:
            by_name[page[0]].add(page)
        else:
            alive.add(page)
    for name, rows in _ROWS.items():
        if asked := by_name[name]:
            slugs = set(rows(at).filter(slug__in={page[2] for page in asked}).values_list("slug", flat=True))
            alive |= {page for page in asked if page[2] in slugs}
    return alive | _stories_alive(by_name[STORY], at)


def _stories_alive(pages, at):
    """Those of the stories' `pages` where a story is, or from where one has moved to where it is now."""
    if not pages:
        return set()
    asked = Q()
    for _name, language, slug in pages:
        asked |= Q(language=language, slug=slug)
    # Only what the public has seen at an address: a coming edition must not give its address away.
    seen = Edition.objects.filter(asked, public_from__lte=at, cancelled_at=None)
    seen = seen.exclude(public_until=F("public_from")).values_list("language", "slug", "uid")
    found = {(language, slug): uid for language, slug, uid in seen.order_by("public_from", "pk")}
    live = Edition.objects.live(at).filter(uid__in=set(found.values()))
    readable = set(live.values_list("language", "uid")) if found else set()
    return {page for page in pages if (page[1], found.get(page[1:])) in readable}

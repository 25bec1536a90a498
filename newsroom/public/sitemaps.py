"""The sitemaps: every page by its address, for whoever reads the whole site
(https://www.sitemaps.org/protocol.html).

An index names the files. A file of stories holds those whose editions have numbers in one range of 50,000, so
that no file can hold more than the protocol allows, its first and last are known without counting, and it
is read by the primary key whatever the archive holds. What stands in it is live at the moment of
asking, as everywhere; the pages of the register come in files of the same kind.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.models import Edition
from newsroom.public import sitemap_images
from newsroom.public.pages import absolute
from newsroom.public.places import sections_in_order
from partnerships.addresses import address_of
from partnerships.changes import last_change
from partnerships.composed import Composed, composed, one_after_another
from partnerships.models import (
    Agreement,
    Appointment,
    Event,
    Partner,
    Person,
    Pillar,
    Post,
    RegisterChange,
)
from partnerships.views.pages import kept

# What a file may hold by the protocol. With three addresses for each page it stays below the 50 MB as well.
PAGES = 50_000

# For how long a story is news to a search engine, and how many of them it takes:
# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_FOR = datetime.timedelta(hours=48)
MOST_NEWS = 1_000

XML = "application/xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'

# The pages that there are once, in every language.
SINGLE = (
    *("newsroom:front", "newsroom:interviews", "newsroom:photo_stories", "newsroom:feeds"),
    *("partnerships:partners", "partnerships:map", "partnerships:pillars", "partnerships:matrix"),
    *("partnerships:events", "partnerships:people", "partnerships:agreements", "partnerships:commitments"),
    "partnerships:data",
)


def _posts(at):
    """The posts to which somebody is known to have been appointed: others have no page."""
    held = Appointment.objects.live(at).filter(person__in=Person.objects.live(at), post=OuterRef("pk"))
    return Post.objects.filter(Exists(held))


# The pages of the register: what the public may know of each kind, and the name of its page.
REGISTER = {
    "partners": (lambda at: Partner.objects.all(), "partnerships:partner"),
    "pillars": (lambda at: Pillar.objects.all(), "partnerships:pillar"),
    "events": (Event.objects.live, "partnerships:event"),
    "people": (Person.objects.live, "partnerships:person"),
    "posts": (_posts, "partnerships:post"),
    "agreements": (Agreement.objects.live, "partnerships:agreement"),
}
STORIES = "stories"
KINDS = (STORIES, *REGISTER)


def languages() -> list[str]:
    """Return the codes of the site's languages."""
    return [code for code, _name in settings.LANGUAGES]


def _known(kind: str, at) -> QuerySet:
    if kind == STORIES:
        return Edition.objects.live(at).filter(language__in=languages())
    return REGISTER[kind][0](at)


@composed
def _greatest(at):
    """The greatest number that the public has of each kind: each is one look at the end of an index."""
    greatest = {f"last_{kind}": Subquery(_known(kind, at).order_by("-pk").values("pk")[:1]) for kind in KINDS}
    return RegisterChange.objects.order_by("pk").annotate(**greatest).values_list(*greatest)[:1]


def files(at: datetime.datetime) -> Iterator[str]:
    """Yield the path of every file of stories and of the register's pages (one query)."""
    for numbers in _greatest(at):
        for kind, last in zip(KINDS, numbers, strict=True):
            for number in range(1, (last or 0) // PAGES + 2 if last else 1):
                yield reverse("sitemap_of_kind", args=[kind, number])


def _written(root: str, entries: Iterable[str]) -> bytes:
    name = root.partition(" ")[0]
    return f"{_DECLARATION}<{root}>\n{''.join(entries)}</{name}>\n".encode()


def _file(request, write, *moments: Callable[[datetime.datetime], datetime.datetime | None]):
    """Answer with what `write(at)` writes; a copy that still stands is known without writing it.

    It changes when the newsroom or the register does, and at what `moments` tell.
    """
    at = timezone.now()
    changed = max(filter(None, (ask(at) for ask in (last_change, *moments))), default=None)
    return kept(request, at, XML, partial(write, at), changed)


@require_safe
def index(request):
    """The index of all files, those of the pictures included."""
    return _file(request, _index)


def _index(at):
    paths = [reverse("sitemap_pages"), *files(at), reverse("sitemap_news"), *sitemap_images.paths(at)]
    return _written(
        f"sitemapindex {_SITEMAP}",
        (f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>\n" for path in paths),
    )


def _entry(path: str, alternates: dict[str, str], changed: datetime.datetime | None = None) -> str:
    """One page: its path, those of it in each language that has it, and when it last told of a change."""
    said = [f"<loc>{escape(absolute(path))}</loc>"]
    if changed:
        said.append(f"<lastmod>{changed.astimezone(datetime.UTC).isoformat()}</lastmod>")
    if len(alternates) > 1:
        default = alternates.get(settings.LANGUAGE_CODE)
        links = [*alternates.items(), *([("x-default", default)] if default else [])]
        said += [
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(absolute(other))}"/>'
            for code, other in links
        ]
    return f"<url>{''.join(said)}</url>\n"


def _everywhere(name: str, *args) -> Iterator[str]:
    """A page that is in every language, once for each."""
    alternates = {code: address_of(name, *args, language=code) for code in languages()}
    for path in alternates.values():
        yield _entry(path, alternates)


def _pages(entries: Iterable[str]) -> bytes:
    return _written(f"urlset {_SITEMAP} {_LINKS}", entries)


@require_safe
def pages(request):
    """The pages that there are once, and those of the sections."""
    return _file(request, lambda at: _pages(_single()))


def _single():
    for name in SINGLE:
        yield from _everywhere(name)
    for section in sections_in_order():
        yield from _everywhere("newsroom:section", section.slug)


@require_safe
def of_kind(request, kind, number):
    """One file of a kind of pages; 404 for one that there is not."""
    number, at = int(number), timezone.now()
    path = reverse("sitemap_of_kind", args=[kind, number])
    if path not in set(files(at)):
        raise Http404
    write = partial(_stories if kind == STORIES else partial(_of_register, kind), number)
    return _file(request, lambda at: _pages(write(at)))


def _range(number: int) -> tuple[int, int]:
    return (number - 1) * PAGES, number * PAGES


@cache
def _register_slugs(kind: str) -> Composed:
    def slugs(at, first, after):
        known = REGISTER[kind][0](at).filter(pk__gte=first, pk__lt=after)
        return known.order_by("pk").values_list("slug", flat=True)

    return Composed(slugs, ("at", "first", "after"))


SLUG = "SLUG"


def _patterns(name: str) -> dict[str, str]:
    """The path of a kind of page in each language, with `SLUG` for its name.

    To work out 50,000 addresses one by one takes seconds, and would leave no room for those that pages need.
    """
    return {code: address_of(name, SLUG, language=code) for code in languages()}


def _of_register(kind, number, at):
    patterns = _patterns(REGISTER[kind][1])
    for slug in _register_slugs(kind)(at, *_range(number)):
        alternates = {code: pattern.replace(SLUG, slug) for code, pattern in patterns.items()}
        for path in alternates.values():
            yield _entry(path, alternates)


def _stories(number, at):
    first, after = _range(number)
    here = Edition.objects.live(at).filter(language__in=languages(), pk__gte=first, pk__lt=after)
    others = Edition.objects.live(at).filter(
        language__in=languages(), translation_group__in=here.order_by().values("translation_group")
    )
    patterns = _patterns("newsroom:story")

    def path(language, slug):
        return patterns[language].replace(SLUG, slug)

    translations: dict = defaultdict(dict)
    for group, language, slug in others.order_by().values_list("translation_group", "language", "slug"):
        translations[group][language] = path(language, slug)
    columns = ("translation_group", "language", "slug", "major_change_at", "first_public_from")
    for group, language, slug, told, came in here.order_by("pk").values_list(*columns).iterator():
        in_order = {code: translations[group][code] for code in languages() if code in translations[group]}
        yield _entry(path(language, slug), in_order, told or came)


@composed
def _news(language, at, since):
    found = Edition.objects.live(at).in_language(language).filter(first_public_from__gte=since)
    shown = ("language", "slug", "headline", "first_public_from")
    return found.newest_first().values_list(*shown)[:MOST_NEWS]


@composed
def _last_before(language, since):
    # One that was cancelled never was news: its hour is nobody’s business.
    dates = Edition.objects.in_language(language).filter(first_public_from__lt=since, cancelled_at=None)
    return dates.order_by("-first_public_from", "-pk").values("pk")[:1]


def _left(at):
    """When a story last ceased to be news, with nobody doing anything (one query)."""
    last = one_after_another(*(_last_before.written(code, at - NEWS_FOR) for code in languages()))
    dates = Edition.objects.filter(pk__in=last).order_by("-first_public_from")
    came = dates.values_list("first_public_from", flat=True).first()
    return came and came + NEWS_FOR


@require_safe
def news(request):
    """The stories of the last 48 hours in every language, the newest first, a thousand at most."""
    return _file(request, _news_written, _left)


def _news_written(at):
    found = [row for language in languages() for row in _news(language, at, at - NEWS_FOR)]
    found.sort(key=lambda row: row[-1], reverse=True)
    return _written(f"urlset {_SITEMAP} {_NEWS}", map(_news_entry, found[:MOST_NEWS]))


def _news_entry(row):
    language, slug, headline, came = row
    page = absolute(address_of("newsroom:story", slug, language=language))
    return (
        f"<url><loc>{escape(page)}</loc><news:news><news:publication>"
        f"<news:name>{escape(settings.SITE_NAME)}</news:name><news:language>{language}</news:language>"
        f"</news:publication><news:publication_date>{came.astimezone(datetime.UTC).isoformat()}"
        f"</news:publication_date><news:title>{escape(headline)}</news:title></news:news></url>\n"
    )

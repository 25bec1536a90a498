"""The pictures of all stories, month by month, for search engines that show pictures.

An index names the months (https://www.sitemaps.org/protocol.html#index), and each month has its stories with
the pictures in them (https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps).
What stands in them is live at the moment of asking, as everywhere.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from newsroom.imaging.naming import photo_sources
from newsroom.models import Edition, EditionPhoto
from newsroom.newsroom_time import newsroom_day, newsroom_zone
from newsroom.public.pages import absolute
from partnerships.addresses import address_of
from partnerships.changes import last_change
from partnerships.composed import composed, one_after_another

# What a file may hold by the protocol: so many pages, each with so many pictures.
STORIES = 50_000
IMAGES_OF_A_STORY = 1_000

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


@composed
def _first(language, at):
    return Edition.objects.live(at).in_language(language).order_by("first_public_from", "pk").values("pk")[:1]


@composed
def _last(language, at):
    return (
        Edition.objects.live(at).in_language(language).order_by("-first_public_from", "-pk").values("pk")[:1]
    )


def months(at: datetime.datetime) -> list[datetime.date]:
    """Return the months from that of the first live story to that of the last, by their first days.

    Each end is looked up in an index, in each language: one query for all.
    """
    ends = one_after_another(*(end.written(code, at) for code in _languages() for end in (_first, _last)))
    found = list(Edition.objects.filter(pk__in=ends).order_by().values_list("first_public_from", flat=True))
    if not found:
        return []
    day, last = newsroom_day(min(found)).replace(day=1), newsroom_day(max(found))
    in_order = []
    while day <= last:
        in_order.append(day)
        day = (day + datetime.timedelta(days=31)).replace(day=1)
    return in_order


def _bounds(month: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The moments at which a month begins and ends in the newsroom's zone."""
    after = (month + datetime.timedelta(days=31)).replace(day=1)
    midnight = datetime.time(tzinfo=newsroom_zone())
    return datetime.datetime.combine(month, midnight), datetime.datetime.combine(after, midnight)


def _files(in_order: list[datetime.date], at: datetime.datetime) -> Iterator[tuple[datetime.date, int]]:
    """The files of these months, by month and number.

    No month has a second one while there are fewer editions than one file holds, which their greatest number
    tells; only then are the months' own looked at, in an index and past no more than a file's worth each.
    """
    greatest = Edition.objects.aggregate(Max("pk"))["pk__max"] or 0
    for month in in_order:
        yield month, 1
        number = 1
        while greatest > STORIES * number and _goes_on(month, number, at):
            number += 1
            yield month, number


def _goes_on(month, number, at) -> bool:
    since, until = _bounds(month)
    dates = Edition.objects.filter(
        language__in=_languages(),
        first_public_from__gte=since,
        first_public_from__lt=until,
        # What is to come is nobody's business yet, not even as a number.
        public_from__lte=at,
    )
    return bool(dates.order_by().values_list("pk")[STORIES * number : STORIES * number + 1])


def address(month: datetime.date, number: int = 1) -> str:
    """Return the path of a month's file."""
    name = f"{month:%Y-%m}" + (f"-{number}" if number > 1 else "")
    return reverse("sitemap_images_of_month", args=[name])


def _answer(root: str, namespaces: str, entries: Iterable[str], at: datetime.datetime) -> HttpResponse:
    response = HttpResponse(
        f"{_DECLARATION}<{root} {namespaces}>\n{''.join(entries)}</{root}>\n", content_type="application/xml"
    )
    response["Cache-Control"] = "public, no-cache"
    if moment := last_change(at):
        response["Last-Modified"] = http_date(moment.timestamp())
    return response


def paths(at: datetime.datetime) -> list[str]:
    """Return the paths of the months' files."""
    return [address(month, number) for month, number in _files(months(at), at)]


@require_safe
def index(request):
    """The index of the months' files."""
    at = timezone.now()
    entries = (f"<sitemap><loc>{absolute(path)}</loc></sitemap>\n" for path in paths(at))
    return _answer("sitemapindex", f'xmlns="{_SITEMAP}"', entries, at)


@require_safe
def of_month(request, name):
    """The stories of one month of the newsroom's, such as "2025-10" or its second file "2025-10-2"."""
    at = timezone.now()
    year, month, *number = map(int, name.split("-"))
    number = number[0] if number else 1
    # Whatever else names the same file is no address of it.
    if not 1 <= month <= 12 or not 1 < year < 9999 or name != _name(year, month, number):
        raise Http404
    return _answer(
        "urlset",
        f'xmlns="{_SITEMAP}" xmlns:image="{_IMAGES}"',
        _entries(datetime.date(year, month, 1), number, at),
        at,
    )


def _name(year, month, number):
    return f"{year:04}-{month:02}" + (f"-{number}" if number > 1 else "")


def _entries(month, number, at):
    since, until = _bounds(month)
    live = Edition.objects.live(at).filter(
        language__in=_languages(), first_public_from__gte=since, first_public_from__lt=until
    )
    stories = live.order_by("-first_public_from", "-pk").values("pk")
    photos = (
        EditionPhoto.objects.filter(edition__in=stories[STORIES * (number - 1) : STORIES * number])
        .select_related("edition")
        .only(
            *("uid", "width", "height", "token", "crop", "focal_x", "focal_y", "press"),
            *("edition__language", "edition__slug", "edition__first_public_from"),
        )
        .order_by("-edition__first_public_from", "-edition_id", "position")
    )
    for _edition, shown in groupby(photos.iterator(), key=lambda photo: photo.edition_id):
        yield _story(list(shown))


def _story(photos):
    edition = photos[0].edition
    page = absolute(address_of("newsroom:story", edition.slug, language=edition.language))
    images = islice({photo_sources(photo)["largest"]: None for photo in photos}, IMAGES_OF_A_STORY)
    shown = "".join(
        f"<image:image><image:loc>{escape(absolute(place))}</image:loc></image:image>\n" for place in images
    )
    return f"<url><loc>{escape(page)}</loc>\n{shown}</url>\n"

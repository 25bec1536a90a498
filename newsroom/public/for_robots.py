"""The plain texts that robots, and people who look where robots do, find at the root of the site."""

import datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from newsroom.newsroom_time import newsroom_zone_name
from newsroom.public.pages import absolute
from newsroom.public.sitemaps import languages
from partnerships.addresses import address_of
from partnerships.ministry import ministry_name

# For how long after the month of asking a security.txt holds: less than a year is asked for.
HOLDS_MONTHS = 6


def _text(lines) -> HttpResponse:
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def robots(request):
    """What robots are asked to leave, and where the sitemaps are (RFC 9309).

    The desk and previews are nobody's. Results of searches are as many as there are words, and the files for
    the press are counted when somebody takes them.
    """
    return _text(
        [
            "User-agent: *",
            "Disallow: /admin/",
            "Disallow: /i18n/",
            "Disallow: /preview/",
            *(f"Disallow: /{code}/search/?" for code in languages()),
            *(f"Disallow: /{code}/photos/*/download/" for code in languages()),
            "",
            *(
                f"Sitemap: {absolute(reverse(name))}"
                for name in ("sitemap", "sitemap_news", "sitemap_images")
            ),
        ]
    )


@require_safe
def humans(request):
    """Who makes what one reads here (https://humanstxt.org/): the newsroom, in the site's own language."""
    with override(settings.LANGUAGE_CODE):
        ministry, zone = ministry_name(), newsroom_zone_name()
    lines = [
        "/* NEWSROOM */",
        f"Name: {settings.SITE_NAME}",
        f"Publisher: {ministry}",
        f"Site: {settings.MINISTRY_URL}",
        f"Contact: {settings.NEWSROOM_CONTACT}" if settings.NEWSROOM_CONTACT else "",
        f"Address: {settings.MINISTRY_ADDRESS}" if settings.MINISTRY_ADDRESS else "",
        f"Hours are told in: {zone}",
    ]
    about = [
        "/* WHAT IT PUBLISHES */",
        "Stories are written by reporters, approved by an editor and published by a publisher.",
        "What was corrected says so and says what; what was withdrawn keeps its address and tells why.",
        *(
            f"In {name}: {absolute(address_of('newsroom:front', language=code))}"
            for code, name in settings.LANGUAGES
        ),
        f"Feeds: {absolute(address_of('newsroom:feeds', language=settings.LANGUAGE_CODE))}",
        f"Open data: {absolute(address_of('partnerships:data', language=settings.LANGUAGE_CODE))}",
    ]
    return _text([*filter(None, lines), "", *about])


def _contact(said: str) -> str:
    return said if ":" in said else f"mailto:{said}"


def expiry(at: datetime.datetime) -> datetime.datetime:
    """Return until when the security.txt of `at` holds: the first second of a month."""
    asked = at.astimezone(datetime.UTC)
    year, month = divmod(asked.year * 12 + asked.month + HOLDS_MONTHS, 12)
    return datetime.datetime(year, month + 1, 1, tzinfo=datetime.UTC)


@require_safe
def security(request):
    """Where a hole in the site's safety is told (RFC 9116); 404 where nobody says whom to tell."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    return _text(
        [
            *(f"Contact: {_contact(said)}" for said in settings.SECURITY_CONTACT),
            f"Expires: {expiry(timezone.now()):%Y-%m-%dT%H:%M:%SZ}",
            f"Canonical: {absolute(reverse('security'))}",
            f"Preferred-Languages: {', '.join(languages())}",
        ]
    )


@require_safe
def security_at_the_root(request):
    """The address at which security.txt stood before it was given one of its own (RFC 9116 §3)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    return redirect("security", permanent=True)

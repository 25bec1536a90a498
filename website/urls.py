from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from newsroom.imaging.serving import rendition
from newsroom.public import for_robots, oembed, sitemap_images, sitemaps


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("site/mark.svg"))


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers when this process and its database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    # One address, one answer: the reader's browser does not choose the language, so caches need not ask it.
    path("", RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/")),
    # Browsers ask for it unbidden, on pages that name no icon: the stock admin's, a feed's.
    path("favicon.ico", favicon),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", for_robots.robots, name="robots"),
    path("humans.txt", for_robots.humans, name="humans"),
    path("security.txt", for_robots.security_at_the_root),
    path(".well-known/security.txt", for_robots.security, name="security"),
    path("oembed", oembed.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    re_path(
        rf"^sitemap-({'|'.join(sitemaps.KINDS)})-([1-9][0-9]{{0,5}})\.xml$",
        sitemaps.of_kind,
        name="sitemap_of_kind",
    ),
    path("sitemap-images.xml", sitemap_images.index, name="sitemap_images"),
    re_path(
        r"^sitemap-images-(?P<name>[0-9]{4}-[0-9]{2}(?:-[1-9][0-9]?)?)\.xml$",
        sitemap_images.of_month,
        name="sitemap_images_of_month",
    ),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("preview/", include("newsroom.previews.urls")),
    # The register as data, all languages in one answer: its addresses stay, and its version is part of them.
    path("data/v1/", include("partnerships.open_data.urls")),
    path("media/<str:token>/<str:file>", rendition, name="rendition"),
    *i18n_patterns(
        path("", include("newsroom.public.urls")),
        path("", include("partnerships.urls")),
    ),
]

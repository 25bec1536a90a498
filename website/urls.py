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
from newsroom.public import sitemap_images


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
    path("robots.txt", sitemap_images.robots, name="robots"),
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

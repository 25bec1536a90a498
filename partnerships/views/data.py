"""The page that tells people of the open data: what there is, how it is written, and how it may be used."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.open_data.asking import LARGEST_PAGE, PAGE
from partnerships.views.data_words import spoken_collections
from partnerships.views.pages import page, today


@require_safe
def data(request):
    """What the register offers as JSON and CSV."""
    at = timezone.now()
    context = {
        "collections": spoken_collections(),
        "site": settings.SITE_URL,
        "index": reverse("open_data:index"),
        "openapi": reverse("open_data:openapi"),
        "periods": reverse("open_data:collection", args=["partnership-periods", "json"]),
        "day": today(at).isoformat(),
        "page_size": PAGE,
        "largest_page": LARGEST_PAGE,
        "licence": settings.OPEN_DATA_LICENCE,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
        "page_title": _("Open data"),
        "page_description": _(
            "The register of partnerships as data: JSON and CSV, documented and free to use."
        ),
    }
    return page(request, "partnerships/data.html", context, at)

"""The page that tells people of the open data: what there is, how it is written, and how it may be used."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.open_data.answering import address
from partnerships.views.data_words import spoken_collections
from partnerships.views.pages import page


@require_safe
def data(request):
    """What the register offers as JSON and CSV."""
    at = timezone.now()
    context = {
        "collections": spoken_collections(),
        "index": address("index"),
        "openapi": address("openapi"),
        "example": f"{address('collection', 'partnership-periods', 'json')}?on=2025-10-30",
        "licence": settings.OPEN_DATA_LICENCE,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
        "page_title": _("Open data"),
        "page_description": _(
            "The register of partnerships as data, free to use: JSON, CSV and a description."
        ),
    }
    return page(request, "partnerships/data.html", context, at)

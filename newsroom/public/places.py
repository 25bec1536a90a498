"""The sections, as every public page names them in its navigation."""

from newsroom.models import Section
from partnerships.composed import composed


@composed
def sections_in_order():
    """Return the sections in the newsroom's order (one query)."""
    return Section.objects.order_by("order", "slug")

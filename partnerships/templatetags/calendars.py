"""Where a calendar can be subscribed to."""

from django import template
from django.conf import settings

from partnerships.addresses import address_of

register = template.Library()


@register.simple_tag
def calendar_addresses(name: str, *args) -> dict[str, str]:
    """The address of the calendar `name` (such as "partnerships:event_calendar") of `args`.

    `path` is on this site, `file` is absolute, and `subscription` is one that opens a calendar program.
    """
    path = address_of(name, *args)
    file = settings.SITE_URL + path
    return {"path": path, "file": file, "subscription": f"webcal://{file.partition('://')[2]}"}

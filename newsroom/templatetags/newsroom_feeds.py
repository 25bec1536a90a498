"""In which formats a feed is to be had, and where."""

from dataclasses import dataclass

from django import template

from partnerships.feeds import FORMATS, NAMES, address_in

register = template.Library()


@dataclass(frozen=True)
class Format:
    """One format of a feed: `form` as the address ends, `name` as readers know it."""

    form: str
    name: str
    media_type: str
    address: str


@register.simple_tag
def feed_formats(address: str) -> list[Format]:
    """Return the formats of the feed at `address`, whichever of them that is; none for no feed."""
    if not address:
        return []
    return [
        Format(form, NAMES[form], media_type, address_in(form, address))
        for form, media_type in FORMATS.items()
    ]

"""Countries of the map as SVG, written in Python: a page holds 249 of them, and their shapes never change."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from partnerships.map.drawing import Country
from partnerships.map.geometry import world

register = template.Library()

# Units: the radius of a marker, and that of the larger circle that can be touched or clicked.
RADIUS, REACH = 13, 36


@lru_cache(maxsize=1024)
def _shape(codes: tuple[str, ...], is_link: bool) -> SafeString:
    """The shapes of `codes` as one path, and the marker of the first of them."""
    path = "".join(world().paths.get(code, "") for code in codes)
    parts = [format_html('<path d="{}"/>', path)] if path else []
    if marker := world().markers.get(codes[0]):
        parts.append(format_html('<g transform="translate({} {})"><g class="marker">', marker.x, marker.y))
        there = marker.right, marker.down
        if marker.is_moved:
            parts.append(format_html('<path class="leader" d="M0 0L{} {}"/>', *there))
        if is_link:
            parts.append(format_html('<circle class="hit" cx="{}" cy="{}" r="{}"/>', *there, REACH))
        parts.append(format_html('<circle cx="{}" cy="{}" r="{}"/></g></g>', *there, RADIUS))
    return format_html_join("", "{}", [(part,) for part in parts])


@register.simple_tag
def drawn(country: Country) -> SafeString:
    """Return a country as a link with its words, or as mere land where the register has no page of it."""
    shape = _shape(country.codes, bool(country.address))
    if not country.address:
        kind = "home" if country.is_home else "land"
        return format_html(
            '<g aria-hidden="true" class="{}"><title>{}</title>{}</g>', kind, country.name, shape
        )
    attributes = {"href": country.address, "data-code": country.code, "data-name": country.name}
    if country.drawn_with:
        attributes |= {"data-with": country.drawn_with, "data-state": country.state}
    if country.is_home:
        attributes["class"] = "home"
    elif country.rung:
        attributes |= {"fill": country.rung.level.colour, "data-level": str(country.rung.number)}
    written = format_html_join("", ' {}="{}"', attributes.items())
    return format_html("<a{}><title>{}</title>{}</a>", written, country.words, shape)

"""Links between the pages of a list."""

from django import template

register = template.Library()


@register.simple_tag
def page_link(filtered, **key) -> str:
    """The address of another page of the same list, what was chosen kept."""
    return filtered.address_query(**key) or "?"

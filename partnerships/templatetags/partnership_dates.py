"""Days of the register, for people and for machines."""

from django import template

from partnerships import dates
from partnerships.dates import Precision, spoken_date

register = template.Library()


@register.simple_tag
def iso_date(day, precision=Precision.DAY) -> str:
    """`day` for a `datetime` attribute, no more exactly than it is known: 2010, 2010-09 or 2010-09-08."""
    return dates.iso_date(day, precision)


@register.simple_tag
def spoken(day, precision=Precision.DAY) -> str:
    """`day` in the page's language, no more exactly than it is known."""
    return spoken_date(day, precision)

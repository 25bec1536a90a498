"""What was promised, in words: by when, how much, who for each side."""

from django import template
from django.utils.translation import get_language

from partnerships.due import due_words
from partnerships.money import spoken_amount

register = template.Library()


@register.simple_tag
def due(commitment) -> str:
    """By when it is due, no more exactly than that is known."""
    return due_words(commitment.due_on, commitment.due_precision)


@register.simple_tag
def amount(commitment) -> str:
    """Its amount with the currency, as the page's language writes it; "" for none."""
    if commitment.amount is None:
        return ""
    return spoken_amount(commitment.amount, commitment.currency, get_language())

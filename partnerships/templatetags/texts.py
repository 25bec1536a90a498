"""Texts of the register on a page: a text that is not in the page's language says so in its mark-up."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from partnerships.guessed_language import guessed_language
from partnerships.texts import Text, Texts

register = template.Library()


def in_page_language(value) -> Text:
    """Return `value` (Texts, Text, str or None) as one Text, in the active language where it can be."""
    if isinstance(value, Texts):
        return value.in_language(get_language())
    if isinstance(value, Text):
        return value
    return Text("" if value is None else value)


@register.simple_tag
def text(value):
    """Print `value`, escaped; in `<span lang="…">` when it is in another language than the page."""
    shown = in_page_language(value)
    if shown and shown.lang and shown.lang != get_language():
        return format_html('<span lang="{}">{}</span>', shown.lang, str(shown))
    return str(shown)


@register.filter
def foreign_language(words) -> str:
    """Return the language of words that nobody recorded, where it is plainly another than the page's."""
    language = guessed_language(str(words or ""))
    return "" if language == get_language() else language


@register.filter
def plain_text(value):
    """Return `value` without mark-up, for places that hold none, such as `<title>` and attributes."""
    return str(in_page_language(value))

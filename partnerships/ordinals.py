"""Ordinal numbers in words: the first, the 2nd, the 14th."""

from django.utils.translation import pgettext

# How English ends a number; a language that writes all of them alike translates each alike.
_TEENS = range(11, 14)


def spoken_ordinal(number: int) -> str:
    """Return the ordinal of `number` (1 or more) in the active language, such as "14th" in English."""
    if number == 1:
        return pgettext("ordinal", "first")
    last = 0 if number % 100 in _TEENS else number % 10
    said = {
        1: pgettext("ordinal ending in 1", "%(number)dst"),
        2: pgettext("ordinal ending in 2", "%(number)dnd"),
        3: pgettext("ordinal ending in 3", "%(number)drd"),
    }.get(last) or pgettext("ordinal", "%(number)dth")
    return said % {"number": number}

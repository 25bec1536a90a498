"""Names of countries from the Unicode CLDR, as Babel carries it."""

from functools import cache

from babel import Locale


@cache
def country_name(code: str, language: str) -> str:
    """Return CLDR's name of the country with ISO 3166-1 alpha-2 `code` in `language`, or "" for none."""
    return Locale.parse(language).territories.get(code.upper(), "")


def is_country(code: str) -> bool:
    """Whether CLDR names a country or territory by this two-letter code."""
    return len(code) == 2 and code.isalpha() and bool(country_name(code, "en"))

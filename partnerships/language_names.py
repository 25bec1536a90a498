"""Names of languages from the Unicode CLDR, as Babel carries it."""

from functools import cache

from babel import Locale, UnknownLocaleError

from partnerships.texts import nfc


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def language_code(code: str) -> str:
    """Return the code of a language (BCP 47) as it is written: "zh-Hant" for "zh-hant"; "" for none."""
    locale = _locale(code.strip().replace("_", "-"))
    return str(locale).replace("_", "-") if locale else ""


@cache
def language_name(code: str, language: str) -> str:
    """Return CLDR's name of the language `code` in `language`; the code itself where it has none."""
    locale = _locale(code)
    return nfc((locale and locale.get_display_name(language)) or code)

"""Amounts of money, in the currencies of ISO 4217 as the Unicode CLDR names them."""

from copy import copy
from functools import cache

from babel import Locale
from babel.numbers import format_currency
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def _currencies() -> frozenset[str]:
    return frozenset(Locale.parse("en").currencies)


def check_currency(code: str) -> None:
    """Refuse what is not three letters of ISO 4217 (a validator)."""
    if code not in _currencies():
        raise ValidationError(
            _("“%(code)s” is not a currency: write three letters of ISO 4217, such as GBP."),
            params={"code": code},
        )


def spoken_amount(amount, currency: str, language: str) -> str:
    """Return `amount` with its currency as `language` writes it, without cents where there are none."""
    if amount != int(amount):
        return format_currency(amount, currency, locale=language)
    locale = Locale.parse(language)
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (0, 0)
    return pattern.apply(int(amount), locale, currency=currency, currency_digits=False)

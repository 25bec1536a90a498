"""Amounts as each language writes them, in the currencies of ISO 4217."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from partnerships.money import check_currency, spoken_amount


@pytest.mark.parametrize(
    ("amount", "currency", "english", "vietnamese"),
    [
        ("5000000000.00", "GBP", "£5,000,000,000", "5.000.000.000 £"),
        ("15500000000", "USD", "$15,500,000,000", "15.500.000.000 US$"),
        ("2.50", "EUR", "€2.50", "2,50 €"),
        ("0", "JPY", "¥0", "0 ¥"),
        ("9999999999999999.00", "VND", "₫9,999,999,999,999,999", "9.999.999.999.999.999 ₫"),
    ],
)
def test_an_amount_is_written_as_the_language_does_without_cents_where_there_are_none(
    amount, currency, english, vietnamese
):
    assert spoken_amount(Decimal(amount), currency, "en") == english
    assert spoken_amount(Decimal(amount), currency, "vi").replace("\xa0", " ") == vietnamese


@pytest.mark.parametrize("code", ["", "gbp", "POUND", "XQZ"])
def test_what_is_no_currency_is_refused(code):
    with pytest.raises(ValidationError):
        check_currency(code)

"""How the days that an editor types are read, in each language of the desk."""

import datetime

import pytest
from django import forms
from django.utils import translation

FIFTH_OF_NOVEMBER = datetime.date(2026, 11, 5)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("typed", ["5/11/2026", "05/11/2026", "2026-11-05"])
def test_the_day_comes_before_the_month(language, typed):
    with translation.override(language):
        assert forms.DateField(localize=True).clean(typed) == FIFTH_OF_NOVEMBER


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_a_form_shows_is_read_back_as_the_same_moment(language):
    moment = datetime.datetime(2026, 11, 5, 8, 30, 15)
    with translation.override(language):
        day, time = forms.SplitDateTimeField().widget.decompress(moment)
        widgets = forms.SplitDateTimeWidget().widgets
        shown = [widgets[0].format_value(day), widgets[1].format_value(time)]
        again = forms.SplitDateTimeField().clean(shown)
    assert again.replace(tzinfo=None) == moment


def test_a_vietnamese_form_shows_days_as_vietnamese_write_them():
    with translation.override("vi"):
        assert forms.DateInput().format_value(FIFTH_OF_NOVEMBER) == "05/11/2026"

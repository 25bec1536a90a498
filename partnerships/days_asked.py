"""The days that an address asks for: `?from=2025-01-01&until=2025-12-31`, both included, each optional."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import DateFilter

from partnerships.dates import check_year, spoken_date


class DayField(forms.DateField):
    """A day as an address writes it, whatever the language of the page (ISO 8601)."""

    default_error_messages = {
        "invalid": _("This is no day: write one as year, month and day, such as 2025-10-29.")
    }

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(
            **{"required": False, "widget": widget, "input_formats": ["%Y-%m-%d"], **kwargs},
            validators=[check_year],
        )


class DayFilter(DateFilter):
    field_class = DayField


class DaysForm(forms.Form):
    """A form that may ask for days, and refuses an end that comes before the beginning."""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("until")
        if first and last and first > last:
            raise ValidationError(_("The first day comes after the last: exchange them."), code="reversed")
        return cleaned


@dataclass(frozen=True)
class Days:
    """The days from `first` to `last`, both included; None for no bound."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    @property
    def query(self) -> dict[str, str]:
        """The days as an address asks for them."""
        said = {"from": self.first, "until": self.last}
        return {name: day.isoformat() for name, day in said.items() if day}

    @property
    def address_query(self) -> str:
        return urlencode(self.query)

    @property
    def words(self) -> str:
        """The days in the active language; "" for all of them."""
        if self.first and self.last:
            return str(
                _("from %(first)s to %(last)s")
                % {"first": spoken_date(self.first), "last": spoken_date(self.last)}
            )
        if self.first:
            return str(_("from %(first)s on") % {"first": spoken_date(self.first)})
        return str(_("until %(last)s") % {"last": spoken_date(self.last)}) if self.last else ""


class _Asked(DaysForm):
    def __init__(self, data):
        super().__init__(data)
        self.fields["from"] = DayField(label=_("From"))
        self.fields["until"] = DayField(label=_("Until"))


def read_days(data) -> Days:
    """Return the days that the parameters `data` of an address ask for.

    Raises ValidationError, with a sentence for the reader, when they ask for none that there are.
    """
    asked = _Asked(data)
    if not asked.is_valid():
        raise ValidationError([message for messages in asked.errors.values() for message in messages])
    return Days(asked.cleaned_data["from"], asked.cleaned_data["until"])

"""Times that the desk types, in the newsroom's zone, which the desk's clock has put in force.

Where clocks are put forward there are times that never come, and where they are put back some that come
twice: neither is guessed at, and whoever typed one is told.
"""

import datetime

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.newsroom_time import newsroom_zone_name
from partnerships.dates import check_year


def unclear_time(typed: datetime.datetime) -> ValidationError:
    """Return what to tell of a time that the clocks of the zone in force never show, or show twice."""
    zone = timezone.get_current_timezone()
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    told = {"time": date_format(typed, "DATETIME_FORMAT"), "zone": newsroom_zone_name()}
    # PEP 495: told as the earlier one, a time in a gap lies later than as the later one; in a fold, earlier.
    if first.astimezone(datetime.UTC) > second.astimezone(datetime.UTC):
        said = _(
            "%(time)s does not exist in %(zone)s: the clocks are put forward over it. "
            "Choose an earlier or a later time."
        )
        return ValidationError(said % told, code="no-such-time")
    told |= {
        name: date_format(moment.astimezone(datetime.UTC), "H:i")
        for name, moment in (("first", first), ("second", second))
    }
    said = _(
        "%(time)s comes twice in %(zone)s, at %(first)s and at %(second)s UTC: the clocks are put back. "
        "Choose a time before or after that hour."
    )
    return ValidationError(said % told, code="time-comes-twice")


def _clearly(read, *typed):
    try:
        return read(*typed)
    except ValidationError as error:
        if getattr(error, "code", "") == "ambiguous_timezone":
            raise unclear_time(error.params["datetime"]) from error
        raise


class Moment(forms.DateTimeField):
    """A time in one field, with the same time in UTC beside it."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "data-newsroom-time": ""}, format="%Y-%m-%dT%H:%M"
    )

    default_validators = [check_year]

    def __init__(self, **kwargs):
        super().__init__(help_text=gettext_lazy("In the newsroom's time zone."), **kwargs)

    def to_python(self, value):
        return _clearly(super().to_python, value)


class SplitMoment(forms.SplitDateTimeField):
    """A day and an hour, as the admin's forms ask for them."""

    widget = AdminSplitDateTime

    def compress(self, data_list):
        return _clearly(super().compress, data_list)

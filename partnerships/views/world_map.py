"""The map of partnerships on any day since the first of them, with the same facts in a table beside it."""

import datetime
from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from partnerships.changes import with_last_change
from partnerships.composed import composed
from partnerships.country_names import country_name
from partnerships.dates import spoken_date
from partnerships.days_asked import DayField
from partnerships.levels_over_time import changes_of_year, standing
from partnerships.map.drawing import Row, Rung, by_name, countries, patterns, rungs
from partnerships.map.geometry import world
from partnerships.models import Partner, PartnershipPeriod
from partnerships.views.pages import page, today


class DayForm(forms.Form):
    """The day to be shown: `on`, or the end of `year`, from the register's first day to today."""

    on = DayField(label=gettext_lazy("Day"))
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False)

    def __init__(self, data, first: datetime.date, last: datetime.date):
        super().__init__(data)
        self.first, self.last = first, last

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > self.last:
            raise ValidationError(_("That day is still to come: the map knows days until today."))
        if day and day < self.first:
            raise ValidationError(
                _("The first partnership of this register began on %(day)s: choose that day or a later one.")
                % {"day": spoken_date(self.first)}
            )
        return day

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year is not None and not self.first.year <= year <= self.last.year:
            raise ValidationError(
                _("Choose a year from %(first)d to %(last)d.")
                % {"first": self.first.year, "last": self.last.year}
            )
        return year

    @property
    def day(self) -> datetime.date:
        """The day that was asked for; today where none was, or one that cannot be shown."""
        if not self.is_valid():
            return self.last
        year = self.cleaned_data["year"]
        return self.cleaned_data["on"] or (self.end_of(year) if year else self.last)

    def end_of(self, year: int) -> datetime.date:
        """The last day of a year, or today in this one."""
        return min(datetime.date(year, 12, 31), self.last)


@composed
def _partners(at):
    partners = Partner.objects.only("kind", "code", "slug", "own_names")
    return with_last_change(partners, at)


@composed
def _periods(at):
    periods = PartnershipPeriod.objects.live(at).select_related("level")
    period = ("partner", "since", "since_precision", "until", "source", "source_url", "public_from")
    return periods.only(*period, "level__slug", "level__rank", "level__name", "level__colour")


def _known_later(periods: Iterable[PartnershipPeriod], by_key, day) -> list[Row]:
    """What is announced to begin after `day`, the nearest first."""
    coming = [Row(by_key[period.partner_id], period) for period in periods if period.since > day]
    return sorted(by_name(coming), key=lambda row: row.period.since)


def _told_to_script(periods, by_key, ladder: dict[int, Rung], form: DayForm) -> dict:
    """What the slider needs to colour the map on any day by itself."""
    return {
        "levels": [{"name": str(rung.level.name), "colour": rung.level.colour} for rung in ladder.values()],
        "periods": [
            [
                by_key[period.partner_id].code,
                period.since.isoformat(),
                period.until.isoformat() if period.until else "",
                ladder[period.level_id].number,
                spoken_date(period.since, period.since_precision),
            ]
            for period in sorted(periods, key=lambda period: period.since)
            if period.level_id in ladder
        ],
        "sentences": patterns(),
        "first": form.first.isoformat(),
        "last": form.last.isoformat(),
    }


@require_safe
def partnership_map(request):
    """The world, coloured by level on the day `?on=` or at the end of `?year=`; an impossible day gets 400.

    `?part=day` answers with what changes from day to day alone, without the shapes: the slider asks for it.
    """
    at = timezone.now()
    periods, partners = _periods(at), _partners(at)
    by_key = {partner.pk: partner for partner in partners}
    # A partner that was deleted between the two questions is in the first answer only.
    periods = [period for period in periods if period.partner_id in by_key]
    last = today(at)
    first = min((period.since for period in periods if period.since <= last), default=last)
    form = DayForm(request.GET, first, last)
    day = form.day
    begun = [period for period in periods if period.since <= last]
    ladder, held = rungs(begun), standing(periods, at, day)
    for row in by_name(Row(by_key[key], period) for key, period in held.items()):
        ladder[row.period.level_id].rows.append(row)
    home = settings.NEWSROOM_COUNTRY
    context = {
        "form": form,
        "day": day,
        "day_words": spoken_date(day),
        "is_today": day == last,
        "earlier": form.end_of(day.year - 1) if day.year > first.year else None,
        "later": form.end_of(day.year + 1) if day.year < last.year else None,
        "rungs": ladder.values(),
        "organisations": [
            (rung, row)
            for rung in ladder.values()
            for row in rung.rows
            if row.partner.kind != Partner.Kind.COUNTRY
        ],
        "coming": _known_later(periods, by_key, last) if day == last else [],
        "changes": [
            (change, by_key[change.period.partner_id])
            for change in changes_of_year(periods, at, day.year)
            if change.day <= last
        ],
        "home_name": next(
            (str(partner.name) for partner in partners if partner.is_home),
            country_name(home, request.LANGUAGE_CODE),
        ),
        "address_query": "" if day == last else f"?on={day.isoformat()}",
        "page_title": _("The map of partnerships"),
        "page_description": _("How close each country is to us, on any day since the first partnership."),
    }
    if request.GET.get("part") == "day":
        template = "partnerships/map_day.html"
    else:
        template = "partnerships/map.html"
        context |= {
            "world": world(),
            "countries": countries(partners, held, ladder, home),
            "told": _told_to_script(periods, by_key, ladder, form),
        }
    response = page(request, template, context, at, partners[0] if partners else None)
    response.status_code = 200 if form.is_valid() else 400
    return response

"""The matrix of pillars and partners, as a page and as a table to download."""

import csv
import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from partnerships.counted import MEASURES
from partnerships.days_asked import DayField, Days, DaysForm
from partnerships.matrix import ANY_LEVEL, Cell, Matrix, Question, levels_held, matrix
from partnerships.models import Partner, PartnershipPeriod
from partnerships.views.pages import page, today, with_dates

ROWS = 40
SINCE_LEVEL = "level"

SHOWN = [
    ("all", gettext_lazy("Everything")),
    ("stories", gettext_lazy("Stories")),
    ("events", gettext_lazy("Events")),
    ("agreements", gettext_lazy("Agreements")),
    ("commitments", gettext_lazy("Open commitments")),
]


class MatrixForm(DaysForm):
    """What the matrix can be asked for."""

    show = forms.ChoiceField(label=gettext_lazy("Show"), choices=SHOWN, required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    since = forms.ChoiceField(
        required=False, choices=[(SINCE_LEVEL, "")], widget=forms.HiddenInput, label=gettext_lazy("From")
    )

    def __init__(self, data, levels):
        super().__init__(data)
        self.fields["level"].choices = [
            ("", _("The two highest")),
            *((level.slug, str(level.name)) for level in levels),
            (ANY_LEVEL, _("Any level or none")),
        ]
        self.fields["region"].choices = [("", _("Any region")), *Partner.Region.choices]
        self.fields["from"] = DayField(label=gettext_lazy("From"))
        self.fields["until"] = DayField(label=gettext_lazy("Until"))

    @property
    def sentences(self) -> list[str]:
        """What is wrong, each in a sentence that says where."""
        return [
            error if name == "__all__" else f"{self.fields[name].label}: {error}"
            for name, errors in self.errors.items()
            for error in errors
        ]

    def question(self, at: datetime.datetime) -> Question:
        """Return what was asked for; what stands in no field is left as it is by default."""
        said = self.cleaned_data
        since_level = said["since"] == SINCE_LEVEL
        show = said["show"] or "all"
        return Question(
            at=at,
            today=today(at),
            days=Days(None if since_level else said["from"], said["until"]),
            since_level=since_level,
            level=said["level"],
            region=said["region"],
            measures=MEASURES if show == "all" else (show,),
        )

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, by the names in the address; nothing of what cannot be asked for."""
        return {
            name: self.data[name]
            for name in self.fields
            if self.data.get(name) and name in getattr(self, "cleaned_data", {})
        }

    def address_query(self, **otherwise: str) -> str:
        """The end of the address that asks for the same but for what is given, which may be ""."""
        said = {**self.asked, **otherwise}
        said = {name: value for name, value in said.items() if value}
        return f"?{urlencode(said)}" if said else "?"


@dataclass(frozen=True)
class Preset:
    """A period with a name of its own."""

    name: str
    address: str
    is_current: bool


def _presets(form, at) -> list[Preset]:
    day = today(at)
    periods = [
        (_("All days"), {}),
        (_("Since each reached its level"), {"since": SINCE_LEVEL}),
        (
            _("Last 12 months"),
            Days(_a_year_before(day) + datetime.timedelta(days=1), day).query,
        ),
        (
            _("This year"),
            Days(day.replace(month=1, day=1), day.replace(month=12, day=31)).query,
        ),
    ]
    nothing = {"from": "", "until": "", "since": "", "after": ""}
    asked = {name: value for name, value in form.asked.items() if name in nothing}
    return [Preset(name, form.address_query(**{**nothing, **said}), asked == said) for name, said in periods]


def _a_year_before(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28)


def _ask(request, at):
    """Read what is asked for; return the form, and the matrix or None where it asks for what there is not."""
    periods = list(PartnershipPeriod.objects.live(at).on(today(at)).select_related("level"))
    form = MatrixForm(request.GET, levels_held(periods))
    return form, matrix(form.question(at), periods) if form.is_valid() else None


def _page_of(rows, after: str):
    """Return the rows after the partner `after` (its slug; 404 for none of theirs), and the next `after`."""
    if after:
        slugs = [row.partner.slug for row in rows]
        if after not in slugs:
            raise Http404
        rows = rows[slugs.index(after) + 1 :]
    return rows[:ROWS], rows[ROWS - 1].partner.slug if len(rows) > ROWS else ""


@require_safe
def page_of_matrix(request):
    """The pillars against the partners; `?from=`, `?until=`, `?level=`, `?region=` and `?show=` choose.

    An address that asks for what there is not, such as a day that is none, is answered with 400 and says why.
    """
    at = timezone.now()
    form, found = _ask(request, at)
    rows, following = _page_of(found.rows, request.GET.get("after", "")) if found else ([], "")
    context = {
        "form": form,
        "presets": _presets(form, at),
        "matrix": found,
        "rows": rows,
        "following": following and form.address_query(after=following),
        "is_first_page": not request.GET.get("after"),
        "address_query": form.address_query(after=request.GET.get("after", "") if found else "").rstrip("?"),
        "csv_query": form.address_query().rstrip("?"),
        "one": found.measures[0] if found and len(found.measures) == 1 else "",
        "gaps": sum(row.gaps for row in found.rows) if found else 0,
        "days": form.question(at).days.words if found else "",
        "since_level": found is not None and form.question(at).since_level,
        "page_title": _("Pillars and partners"),
        "page_description": _(
            "What there is of each partnership on each pillar of cooperation, and where there is nothing yet."
        ),
    }
    response = page(request, "partnerships/matrix.html", context, at)
    if found is None:
        response.status_code = 400
    return response


COLUMNS = [
    "counts",
    "partner",
    "partner_name",
    "level",
    "pillar",
    "pillar_name",
    "own_pillar",
    "from",
    "until",
]


def _line(kind: str, row, cell: Cell, days: Days, measures) -> list:
    partner, period, pillar = row and row.partner, row and row.period, cell.pillar
    return [
        kind,
        partner.slug if partner else "",
        str(partner.name) if partner else "",
        period.level.slug if period else "",
        pillar.slug if pillar else "",
        str(cell.name) if pillar else "",
        ("yes" if cell.own else "no") if kind == "cell" else "",
        days.first or "",
        days.last or "",
        *(getattr(cell.counts, measure) for measure in measures),
    ]


def _lines(found: Matrix, days: Days):
    for row in found.rows:
        for cell in row.cells:
            yield _line("cell", row, cell, row.days, found.measures)
        yield _line("partner", row, row.total, row.days, found.measures)
    for total in found.totals:
        yield _line("pillar", None, total, days, found.measures)


@require_safe
def table_of_matrix(request):
    """The same numbers as a table (RFC 4180): a line for each cell, each partner and each pillar.

    It takes the parameters of the page. It begins with a byte order mark, without which spreadsheets read
    Vietnamese as something else.
    """
    at = timezone.now()
    form, found = _ask(request, at)
    if found is None:
        return HttpResponse("\n".join(form.sentences) + "\n", "text/plain; charset=utf-8", 400)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="matrix.csv"'
    response.write("\ufeff")
    written = csv.writer(response)
    names = ["open_commitments" if name == "commitments" else name for name in found.measures]
    written.writerow([*COLUMNS, *names])
    written.writerows(_lines(found, form.question(at).days))
    return with_dates(response, at)

"""The days that a text names with their year."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(_MONTHS)
_SPAN = r"(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and|đến)\s*(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
_FORMS = (
    re.compile(rf"\b(?P<month>{_NAMES})\.?\s+{_SPAN},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_SPAN}\s+(?P<month>{_NAMES})\.?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_SPAN}\s*/\s*(?P<month>\d{{1,2}})\s*/\s*(?P<year>\d{{4}})\b"),
    re.compile(
        rf"\b{_SPAN}\s+tháng\s+(?P<month>\d{{1,2}}),?\s+(?:năm\s+)?(?P<year>\d{{4}})\b", re.IGNORECASE
    ),
)


def days_in(text: str) -> set[date]:
    """The first and the last day of every "28-30 October 2025", "ngày 28/10/2025" and the like."""
    found: set[date] = set()
    for form in _FORMS:
        for match in form.finditer(text):
            month = match["month"].lower()
            for day in (match["first"], match["last"]):
                if day is None:
                    continue
                try:
                    found.add(date(int(match["year"]), _MONTHS.get(month) or int(month), int(day)))
                except ValueError:
                    # The 31st of June, or a price that looks like a day.
                    continue
    return found

"""Rows of a form that stay what they were, whatever others did to the story meanwhile.

Django pairs the rows of a posted form with those in the database by their place. When somebody else
deleted a row, what was typed in it would come back nowhere; here it comes back as a new row. And a new
row that its writer deleted stays deleted when the save is refused.
"""

import re

from django.forms.formsets import DEFAULT_MAX_NUM
from django.forms.models import BaseInlineFormSet

# As many rows as Django reads of a form, whatever number it says it has.
MOST_ROWS = 2 * DEFAULT_MAX_NUM


def steadied(data, prefix, standing):
    """Return the posted `data` with each row that is gone from the database made a new row.

    `standing` holds the keys, as text, of the rows that are still there. A row that is gone, or was new,
    and was to be deleted is left out: Django would show it again as if nobody had deleted it.
    """
    try:
        total, initial = (int(data[f"{prefix}-{name}"]) for name in ("TOTAL_FORMS", "INITIAL_FORMS"))
    except (KeyError, ValueError):
        return data
    if not 0 <= initial <= total <= MOST_ROWS:
        return data
    kept = [n for n in range(initial) if data.get(f"{prefix}-{n}-id") in standing]
    gone = [n for n in range(initial) if n not in kept and data.get(f"{prefix}-{n}-id")]
    new = range(initial, total)
    deleted = {n for n in (*gone, *new) if f"{prefix}-{n}-DELETE" in data}
    if not gone and not deleted:
        return data
    place = {old: n for n, old in enumerate(n for n in (*kept, *gone, *new) if n not in deleted)}
    row = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    steady = data.copy()
    for key in [key for key in data if row.fullmatch(key)]:
        del steady[key]
    for key in data:
        if (match := row.fullmatch(key)) and int(match[1]) in place:
            values = [""] if match[2] == "id" and int(match[1]) in gone else data.getlist(key)
            steady.setlist(f"{prefix}-{place[int(match[1])]}-{match[2]}", values)
    steady[f"{prefix}-TOTAL_FORMS"] = str(len(place))
    steady[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return steady


class SteadyFormSet(BaseInlineFormSet):
    def __init__(
        self, data=None, files=None, instance=None, save_as_new=False, prefix=None, queryset=None, **kw
    ):
        if data is not None:
            standing = set()
            if instance is not None and instance.pk:
                rows = self.model._default_manager.filter(**{self.fk.name: instance})
                standing = set(map(str, rows.values_list("pk", flat=True)))
            data = steadied(data, prefix or self.get_default_prefix(), standing)
        super().__init__(data, files, instance, save_as_new, prefix, queryset, **kw)

    def get_queryset(self):
        """The rows, each knowing its story; of a posted form, those posted, in the order of the form."""
        if not hasattr(self, "_queryset"):
            rows = list(super().get_queryset())
            if self.is_bound:
                by_key = {str(row.pk): row for row in rows}
                posted = (
                    self.data.get(f"{self.prefix}-{n}-id")
                    for n in range(min(self.initial_form_count(), MOST_ROWS))
                )
                rows = [by_key[key] for key in posted if key in by_key]
            for row in rows:
                setattr(row, self.fk.name, self.instance)
            self._queryset = rows
        return self._queryset

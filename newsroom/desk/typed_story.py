"""The story as it stands in the form, saved or not: what whoever helps with the writing looks at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.desk.blocks import BLOCK_INLINES
from newsroom.desk.prose import Prose
from newsroom.desk.steady import MOST_ROWS
from newsroom.freezing import TIES
from newsroom.models import Article

RELATED = "related_links"
KINDS = {f"newsroom_{inline.model._meta.model_name}_set": inline.model for inline in BLOCK_INLINES}


@dataclass(frozen=True)
class TypedBlock:
    """One block: the name of its row in the form, its place among the blocks, and a way to its fields."""

    row: str
    place: int
    said: Callable[[str], str]

    @property
    def model(self):
        return KINDS[self.row.rpartition("-")[0]]

    @property
    def label(self) -> str:
        name = capfirst(str(self.model._meta.verbose_name))
        return _("%(kind)s, part %(place)d of the body") % {"kind": name, "place": self.place}

    def field(self, name: str) -> str:
        """The id of the field `name` in the page."""
        return f"id_{self.row}-{name}"

    @cached_property
    def prose(self) -> Prose:
        return Prose(self.said("text"))


class TypedStory:
    """Reads the names and values of the form's fields, as a browser sends them."""

    def __init__(self, data: Mapping):
        self._data = data
        self.language = self.said("language")
        self.headline = self.said("headline")

    def said(self, name: str) -> str:
        return str(self._data.get(name) or "")

    def numbers(self, name: str) -> list[int]:
        """The keys that are chosen in the field `name`."""
        chosen = self._data.getlist(name) if hasattr(self._data, "getlist") else self._data.get(name) or []
        chosen = chosen if isinstance(chosen, list | tuple) else [chosen]
        return [int(one) for one in map(str, chosen) if one.isascii() and one.isdecimal() and len(one) < 19]

    @property
    def ties(self) -> dict[str, set[int]]:
        ties = {name: set(self.numbers(name)) for name in TIES}
        if self.said("kind") == Article.Kind.INTERVIEW:
            ties["people"] |= set(self.numbers("interviewee"))
        return ties

    def _rows(self, prefix):
        total = sum(self.numbers(f"{prefix}-TOTAL_FORMS"))
        for number in range(min(total, MOST_ROWS)):
            row = f"{prefix}-{number}"
            if not self.said(f"{row}-DELETE") and any(
                f"{row}-{name}" in self._data for name in ("id", "ordering", "order")
            ):
                yield row

    def blocks(self) -> list[TypedBlock]:
        """The blocks in their order, without those that are to be deleted."""

        def order(row):
            typed = self.said(f"{row}-ordering")
            return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 12 else 0

        rows = sorted((row for prefix in KINDS for row in self._rows(prefix)), key=order)
        return [
            TypedBlock(row, place, lambda name, row=row: self.said(f"{row}-{name}"))
            for place, row in enumerate(rows, start=1)
        ]

    def related(self) -> list[int]:
        """The keys of our stories that are linked already."""
        return [key for row in self._rows(RELATED) for key in self.numbers(f"{row}-story")]


def from_forms(adminform, inline_formsets) -> TypedStory:
    """Return the story as the page's own forms show it: as it was typed, or as it is saved."""
    forms = [adminform.form]
    data = {}
    for inline in inline_formsets:
        formset = inline.formset
        data[f"{formset.prefix}-TOTAL_FORMS"] = str(formset.total_form_count())
        forms += formset.forms
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, list | tuple):
                # Rows of the database, where nothing was posted yet.
                value = [str(getattr(one, "pk", one)) for one in value]
            data[bound.html_name] = value
    return TypedStory(data)

"""Forms that can only be read: how they show texts in several languages.

Django shows such a column as the JSON that it is. Here the reader's language comes first, and each other
one is marked with its name.
"""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

from partnerships.texts import Texts, TextsField, nfc


def shown(texts: Texts):
    """Return `texts` for a page of the admin, the reader's language first."""
    own = get_language()
    others = format_html_join(
        "",
        '<span class="texts-read"><span class="texts-language" lang="{0}">{1}</span> '
        '<span lang="{0}">{2}</span></span>',
        (
            (code, nfc(capfirst(get_language_info(code)["name_local"])), texts[code])
            for code in texts
            if code != own
        ),
    )
    if not texts.get(own):
        return others or "—"
    return format_html('<span class="texts-read">{}</span>{}', texts[own], others)


@dataclass(frozen=True)
class ReadColumn:
    """Stands in a form for a column of texts, and says what Django's admin asks of such a thing."""

    column: models.Field
    do_not_call_in_templates = True

    def __call__(self, row):
        return shown(getattr(row, self.column.name))

    def __str__(self):
        return self.column.name

    @property
    def __name__(self):
        return self.column.name

    @property
    def short_description(self):
        return self.column.verbose_name


class ReadTexts:
    """Mixed into an admin."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [(name, {**said, "fields": self._read(said["fields"])}) for name, said in fieldsets]

    def _read(self, fields):
        return [
            tuple(self._read(field)) if isinstance(field, list | tuple) else self._read_one(field)
            for field in fields
        ]

    def _read_one(self, name):
        try:
            column = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return name
        return ReadColumn(column) if isinstance(column, TextsField) else name


class ReadTextsRows(ReadTexts):
    """Mixed into an inline, whose columns stand in its rows' form also when they are only read."""

    def get_queryset(self, request):
        """What each row names is read with all rows at once, and not again for each."""
        rows = super().get_queryset(request)
        named = [
            field.name for field in self.model._meta.concrete_fields if field.is_relation and not field.null
        ]
        ties = [field.name for field in self.model._meta.many_to_many]
        return (rows.select_related(*named) if named else rows).prefetch_related(*ties)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fields
        columns = self.model._meta.concrete_fields
        return [*fields, *(ReadColumn(column) for column in columns if isinstance(column, TextsField))]

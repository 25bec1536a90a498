"""Ties of facts to stories of the desk, some of which not everybody on the desk may know of.

Who may see a story is the newsroom's rule, which its manager speaks as `visible_to(user)`. A form offers only
those; a story that somebody else tied to the fact and that its user may not see stays tied, unseen.
"""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.html import format_html_join


def visible(field: models.ManyToManyField, user):
    """Return the rows that `field` leads to and that `user` may know of; None where everybody may."""
    rows = field.related_model._default_manager
    return rows.visible_to(user) if hasattr(rows, "visible_to") else None


class CitingForm(forms.ModelForm):
    """A form whose ties to what its user may not see stay as they are."""

    user = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.unseen = {}
        for field in self._meta.model._meta.many_to_many:
            seen = visible(field, self.user) if field.name in self.fields and self.user else None
            if seen is None:
                continue
            tied = getattr(self.instance, field.name).all() if self.instance.pk else []
            known = set(seen.filter(pk__in=[row.pk for row in tied]).values_list("pk", flat=True))
            self.unseen[field.name] = [row for row in tied if row.pk not in known]
            # What is not shown is not there to be left out by whoever sends the form.
            self.initial[field.name] = [row for row in tied if row.pk in known]

    def _save_m2m(self):
        for name, rows in self.unseen.items():
            if name in self.cleaned_data:
                self.cleaned_data[name] = [*self.cleaned_data[name], *rows]
        super()._save_m2m()


@dataclass(frozen=True)
class SeenRows:
    """Stands in a form that can only be read for a tie, and names what `user` may know of."""

    field: models.ManyToManyField
    user: object
    do_not_call_in_templates = True

    def __call__(self, row):
        tied = getattr(row, self.field.name).filter(pk__in=visible(self.field, self.user).values("pk"))
        return format_html_join(", ", "{}", ((str(one),) for one in tied)) or "—"

    def __str__(self):
        return self.field.name

    @property
    def __name__(self):
        return self.field.name

    @property
    def short_description(self):
        return self.field.verbose_name


class Citing:
    """Mixed into an admin, or an inline, of a model that is tied to stories; its form is a CitingForm."""

    form = CitingForm

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        seen = visible(db_field, request.user)
        if seen is not None:
            kwargs["queryset"] = seen
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        read = {rows.field.name: rows for rows in self._seen_ties(request)}
        return [(name, {**said, "fields": _instead(said["fields"], read)}) for name, said in fieldsets]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fields
        return [*fields, *self._seen_ties(request)]

    def _seen_ties(self, request):
        ties = self.model._meta.many_to_many
        return [SeenRows(tie, request.user) for tie in ties if visible(tie, request.user) is not None]


def _instead(fields, read):
    """Return `fields` of a form, rows of several included, with what is only `read` in its place."""
    return [
        tuple(_instead(field, read)) if isinstance(field, list | tuple) else read.get(str(field), field)
        for field in fields
    ]

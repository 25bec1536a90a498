"""Files that are attached to the register: chosen as PDF, and read on the desk before the public can."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse


class KeptFile(forms.ClearableFileInput):
    """Names the file that is kept, and leads to it on the desk: it has no address of its own."""

    template_name = "admin/widgets/kept_file.html"

    def __init__(self, attrs=None):
        super().__init__({"accept": "application/pdf", **(attrs or {})})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.is_initial(value):
            row = value.instance
            context["address"] = reverse(f"admin:{_name(row._meta.model)}", args=[row.pk])
            context["called"] = value.name.rpartition("/")[2]
        return context

    def is_initial(self, value):
        # The file's own address is never asked for: it has none.
        return bool(value) and getattr(value, "_committed", False)


def _name(model):
    return f"partnerships_{model._meta.model_name}_file"


class AttachedRows:
    """Mixed into an inline of facts with a file."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.FileField):
            kwargs["widget"] = KeptFile
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class Attaching:
    """Mixed into the admin whose inlines have files: gives each an address on the desk.

    `attached` names the rows' model and the column of its file.
    """

    attached: tuple[type[models.Model], str]

    def get_urls(self):
        model, column = self.attached

        def file(request, pk):
            if not request.user.has_perm(f"partnerships.view_{model._meta.model_name}"):
                raise PermissionDenied
            stored = getattr(get_object_or_404(model, pk=pk), column)
            try:
                opened = stored.open("rb") if stored else None
            except FileNotFoundError:
                opened = None
            if opened is None:
                raise Http404
            response = FileResponse(opened, content_type="application/pdf")
            response["X-Content-Type-Options"] = "nosniff"
            response["Cache-Control"] = "private, no-store"
            return response

        address = path(f"{column}/<int:pk>.pdf", self.admin_site.admin_view(file), name=_name(model))
        return [address, *super().get_urls()]

"""What the history of a thing says of each save: in the reader's language, and only of changes."""

from django.utils.text import capfirst
from django.utils.translation import override


class PlainHistory:
    """Mixed into an admin. Django keeps a field's label, which begins with a capital and which no
    catalogue has; here its own name is kept, which is translated when the history is read."""

    def construct_change_message(self, request, form, formsets, add=False):
        said = super().construct_change_message(request, form, formsets, add)
        with override(None):
            names = {
                capfirst(str(field.verbose_name)): str(field.verbose_name)
                for model in (self.model, *(formset.model for formset in formsets or []))
                for field in (*model._meta.fields, *model._meta.many_to_many)
            }
        for what in (what for change in said for what in change.values() if "fields" in what):
            what["fields"] = [names.get(label, label) for label in what["fields"]]
        return said

    def log_change(self, request, obj, message):
        # The desk's buttons save first, also when there is nothing to save.
        return super().log_change(request, obj, message) if message else None

"""Facts that are locked: their forms can be read and not written in, and say why."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partnerships.admin.keeping import Kept, ask_for_source, entered_words
from partnerships.admin.reading import ReadTextsRows
from partnerships.facts import Fact, Locked, locks_of
from partnerships.locking import hold


def lock_of(request, fact):
    """Return the lock on `fact`, asked once in a request; None when it is free."""
    asked = request.__dict__.setdefault("fact_locks", {})
    key = (fact._meta.label, fact.pk)
    if key not in asked:
        asked[key] = locks_of([fact]).get(fact)
    return asked[key]


class Lockable(Kept):
    """Mixed into the admin of what is a fact, or has facts among its rows."""

    def _is_closed(self, request, obj):
        if not isinstance(obj, Fact):
            return False
        # A form that was open when the fact was locked is answered with what was typed in it.
        typed = request.method == "POST" and request.resolver_match.url_name.endswith("_change")
        return not typed and lock_of(request, obj) is not None

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._is_closed(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self._is_closed(request, obj)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            # Whoever saves holds the row to the end: nobody locks the fact in between.
            return rows.select_for_update(of=("self",), no_key=True)
        return rows

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        if self._is_closed(request, obj):
            for inline in inlines:
                inline.has_add_permission = lambda request, obj=None: False
                inline.has_change_permission = lambda request, obj=None: False
                inline.has_delete_permission = lambda request, obj=None: False
        return inlines

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["lock"] = lock_of(request, obj) if isinstance(obj, Fact) else None
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


class LockedRows(BaseInlineFormSet):
    """Rows of which some are locked: those are shown with their reason and cannot be typed in."""

    @property
    def row_locks(self):
        if not hasattr(self, "_row_locks"):
            rows = list(self.get_queryset()) if self.instance.pk else []
            if self.is_bound:
                hold(rows)
            self._row_locks = locks_of(rows)
        return self._row_locks

    def add_fields(self, form, index):
        super().add_fields(form, index)
        row = form.instance
        row.lock = self.row_locks.get(row) if row.pk else None
        if row.lock and not self._was_typed_in(form):
            for name in form.fields.keys() - {self._pk_field.name, self.fk.name}:
                form.fields[name].disabled = True

    def _was_typed_in(self, form):
        """Whether it comes from a page on which it was not locked yet."""
        unseen = {form.add_prefix(self._pk_field.name), form.add_prefix(self.fk.name)}
        return any(name.startswith(f"{form.prefix}-") and name not in unseen for name in self.data)

    def clean(self):
        super().clean()
        for form in self.initial_forms:
            lock = self.row_locks.get(form.instance)
            if lock and (form.has_changed() or self._should_delete_form(form)):
                raise ValidationError(lock.message, code="locked")
        for form in self.forms:
            empty = form.empty_permitted and not form.has_changed()
            if not empty and not self._should_delete_form(form):
                ask_for_source(form)


class LockableRows(ReadTextsRows):
    """Mixed into an inline whose rows are facts."""

    formset = LockedRows
    readonly_fields = ("why_locked", "entered")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entered_by")

    def get_fieldsets(self, request, obj=None):
        ours = ("why_locked", "entered")
        fieldsets = [
            (name, {**said, "fields": [field for field in said["fields"] if field not in ours]})
            for name, said in super().get_fieldsets(request, obj)
        ]
        if obj is None:
            return fieldsets
        if not locks_of(self.model._default_manager.filter(**{self._owner(): obj})):
            return [*fieldsets, (None, {"fields": ["entered"]})]
        return [*fieldsets, (None, {"fields": ["entered", "why_locked"]})]

    def _owner(self):
        return self.fk_name or next(
            field.name
            for field in self.model._meta.concrete_fields
            if field.is_relation and field.related_model is self.parent_model
        )

    @admin.display(description=_("entered"))
    def entered(self, row):
        return entered_words(row) or "—"

    @admin.display(description=_("locked"))
    def why_locked(self, row):
        lock = getattr(row, "lock", None)
        if lock is None:
            return "—"
        return format_html('{} <a href="{}">{}</a>', lock.message, lock.link, _("Look at the release"))


def make_public(request, model_admin, facts, at):
    """Make `facts` public at `at` but those that are locked, of which it says why. Returns those made."""
    made = []
    for fact in facts:
        fact.public_from = at
        try:
            fact.save(update_fields=["public_from"])
        except Locked as locked:
            model_admin.message_user(request, f"{fact}: {locked.lock.message}", messages.ERROR)
        else:
            made.append(fact)
    return made

"""What is typed in a story's form, saved for a moment so that it can be shown, and undone at once.

The form and its rows are the very ones that save a story. Where something typed cannot be saved, what was
saved before stands in its place, and the reason is told.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.admin.utils import flatten_fieldsets
from django.db import IntegrityError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.desk import suggestions
from newsroom.desk.reasons import ToldReason, told
from newsroom.models import Article
from newsroom.previewing import Rehearsal, never_kept, rehearse
from newsroom.readiness import story_reasons
from newsroom.snapshots import snapshot
from partnerships.facts import Locked


@dataclass
class Typed:
    """What there is to show of what was typed, and what there is to say of it, each with its place."""

    rehearsal: Rehearsal | None = None
    errors: list[ToldReason] = field(default_factory=list)
    reasons: list[ToldReason] = field(default_factory=list)


def rehearse_typed(model_admin, request, story: Article | None, now: datetime) -> Typed:
    """Return what the posted form of `story` (None: a new one) would be when it were published."""
    form, formsets = _bound(model_admin, request, story)
    valid = [form.is_valid(), *(formset.is_valid() for formset in formsets)]
    typed = Typed(errors=_errors(form, formsets))
    try:
        with never_kept():
            _put_down(form, formsets)
            if story:
                suggestions.take_answers(form.instance, request)
            typed.rehearsal = rehearse(Article.objects.get(pk=form.instance.pk), now)
            typed.reasons = _here(reasons_of(typed.rehearsal), formsets)
    except Locked as locked:
        typed.errors.insert(0, ToldReason(locked.lock.message))
    except (IntegrityError, Article.section.RelatedObjectDoesNotExist):
        # A story without a section, say, which no page can show; an error tells what is missing.
        if all(valid):
            raise
    if typed.rehearsal is None and story:
        typed.rehearsal = rehearse(Article.objects.get(pk=story.pk), now)
        typed.reasons = _here(reasons_of(typed.rehearsal), [])
    return typed


def reasons_of(rehearsal: Rehearsal) -> list[ToldReason]:
    """Return what in the story keeps it from being published when its time comes."""
    return told(rehearsal.article, story_reasons(rehearsal.article, rehearsal.at))


def snapshot_of_typed(model_admin, request, story: Article) -> dict | None:
    """Return what `story` would say if its posted form were saved in the place of what others saved.

    None when that cannot be told, because some of it cannot be saved at all.
    """
    form, formsets = _bound(model_admin, request, story)
    for part in (form, *formsets):
        part.is_valid()
    try:
        with never_kept():
            _put_down(form, formsets)
            return snapshot(Article.objects.get(pk=form.instance.pk))
    except (Locked, IntegrityError, Article.section.RelatedObjectDoesNotExist):
        return None


def _bound(model_admin, request, story):
    model_form = model_admin.get_form(
        request,
        story,
        change=story is not None,
        fields=flatten_fieldsets(model_admin.get_fieldsets(request, story)),
    )
    data = request.POST.copy()
    if story:
        # Nothing is saved over what somebody else saved meanwhile, so nobody need be asked.
        data["save_over"] = story.version
    form = model_form(data, request.FILES, instance=story)
    formsets, _inlines = model_admin._create_formsets(request, form.instance, change=story is not None)
    return form, formsets


def _put_down(form, formsets):
    """Write what can be written of a form and its rows."""
    _forget_refused(form)
    if form.non_field_errors():
        # Such as an address that another story has: any other does as well, for no page shows it.
        form.instance.slug = ""
    form.instance.save()
    form._save_m2m()
    for formset in formsets:
        if formset.is_valid():
            formset.save()
        else:
            _put_down_rows(formset)


def _put_down_rows(formset):
    for row in formset.forms:
        if formset._should_delete_form(row):
            if row.instance.pk:
                row.instance.delete()
        elif row.has_changed() and (row.instance.pk or not row.errors):
            _forget_refused(row)
            setattr(row.instance, formset.fk.name, formset.instance)
            # Two rows that exclude each other are both told; the first of them is shown.
            with suppress(IntegrityError), transaction.atomic():
                row.instance.save()


def _forget_refused(form):
    """Give each field that was refused what stands in the database, or what a new row has."""
    instance = form.instance
    stored = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else type(instance)()
    for name in form.errors:
        if name in form.fields and not form.instance._meta.get_field(name).many_to_many:
            attname = instance._meta.get_field(name).attname
            setattr(instance, attname, getattr(stored, attname))


def _errors(form, formsets):
    """What cannot be saved, in the words of the form, each with the place where it stands."""
    found = [ToldReason(message) for message in form.non_field_errors()]
    found += [_refused_field(field, field.label) for field in form.visible_fields() if field.errors]
    for formset in formsets:
        found += [ToldReason(message) for message in formset.non_form_errors()]
        kind = capfirst(str(formset.model._meta.verbose_name))
        for row in formset.forms:
            found += [ToldReason(message) for message in row.non_field_errors()]
            found += [
                _refused_field(field, _("%(block)s, %(field)s") % {"block": kind, "field": field.label})
                for field in row.visible_fields()
                if field.errors
            ]
    return found


def _refused_field(field, place):
    return ToldReason(field.errors[0], place, f"#{field.auto_id}")


def _here(reasons, formsets):
    """Have each reason lead to its place in the form that is open; a new block is found by its row."""
    rows = {
        f"#mend={row.instance._meta.model_name}-{row.instance.pk}": f"#{row.prefix}"
        for formset in formsets
        for row in formset.extra_forms
        if row.instance.pk
    }
    found = []
    for reason in reasons:
        _page, hash_sign, place = reason.link.partition("#")
        link = hash_sign + place
        found.append(ToldReason(reason.message, reason.place, rows.get(link, link)))
    return found

"""What every page of the admin must not betray: stories that are limited to others.

Django's admin names whatever hangs on a thing before it is deleted, lets one list things by what refers to
them, and sends one on to any row's own address. Each of these goes past the list of stories, so that every
admin of the desk is made discreet when it is registered (`newsroom.desk.site`).
"""

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import NestedObjects, quote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import router
from django.db.models.constants import LOOKUP_SEP
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.models import Article, Edition, UnsavedWork
from newsroom.staff import name_of
from partnerships.facts import Fact, locks_of

# The fields by which a row belongs to a story or names one.
TO_A_STORY = ("article_id", "parent_id", "story_id")
TO_AN_EDITION = ("edition_id", "translated_from_id")


class Discreet:
    """Mixed into an admin: its pages say nothing of stories that are limited to others."""

    def get_deleted_objects(self, objs, request):
        return deleted_objects(objs, request, self.admin_site)

    def lookup_allowed(self, lookup, value, request):
        # By what refers to a thing one could ask whether a story does.
        try:
            field = self.opts.get_field(lookup.split(LOOKUP_SEP)[0])
        except FieldDoesNotExist:
            pass
        else:
            if field.auto_created and not field.concrete:
                return False
        return super().lookup_allowed(lookup, value, request)


def deleted_objects(objs, request, site):
    """Do as Django's own `get_deleted_objects`, and leave out what `request.user` may not know."""
    objs = list(objs)
    if not objs:
        return [], {}, set(), []
    collector = NestedObjects(using=router.db_for_write(objs[0]._meta.model), origin=objs)
    collector.collect(objs)
    rows = {row for rows in collector.model_objs.values() for row in rows}
    unseen = _unseen(rows | collector.protected, request.user)
    perms_needed = set()

    def named(row):
        model = type(row)
        if site.is_registered(model) and not site.get_model_admin(model).has_delete_permission(request, row):
            perms_needed.add(model._meta.verbose_name)
        return _named(row, site)

    to_delete = _without(collector.nested(lambda row: None if row in unseen else named(row)))
    protected = [named(row) for row in collector.protected if row not in unseen]
    if not protected and collector.protected:
        protected = [_("something on the desk that is not listed here")]
    facts = [row for row in rows if isinstance(row, Fact)]
    protected += [f"{fact}: {lock.message}" for fact, lock in locks_of(facts).items()]
    protected += _typed_by_others(rows - unseen, request.user)
    counts = {model: len(rows - unseen) for model, rows in collector.model_objs.items()}
    said = {model._meta.verbose_name_plural: count for model, count in counts.items() if count}
    return to_delete, said, perms_needed, protected


def _typed_by_others(rows, user):
    """Say who else typed something in a story that is to be deleted and has not saved it."""
    works = [row for row in rows if isinstance(row, UnsavedWork) and row.settled_at is None]
    names = sorted({name_of(work.user) for work in works if work.user_id != user.pk})
    said = _(
        "%(name)s typed in this story and did not save it. Ask for it to be saved or thrown away; then the "
        "story can be deleted."
    )
    return [said % {"name": name} for name in names]


def _named(row, site):
    opts = row._meta
    if site.is_registered(type(row)):
        try:
            page = reverse(f"{site.name}:{opts.app_label}_{opts.model_name}_change", args=[quote(row.pk)])
        except NoReverseMatch:
            pass
        else:
            return format_html('{}: <a href="{}">{}</a>', capfirst(opts.verbose_name), page, row)
    return f"{capfirst(opts.verbose_name)}: {row}"


def _without(nested):
    """Return the nested list without the rows that have no name, and without what hangs on these."""
    kept, skipped = [], False
    for one in nested:
        if isinstance(one, list):
            if not skipped and (inner := _without(one)):
                kept.append(inner)
        else:
            skipped = one is None
            if not skipped:
                kept.append(one)
    return kept


def _unseen(rows, user):
    """Return those of `rows` that are, belong to or name a story that `user` may not see."""
    stories = {row: set() for row in rows}
    editions = {}
    story_type = {model.pk for model in ContentType.objects.get_for_models(*_story_models()).values()}
    for row in rows:
        if isinstance(row, Article):
            stories[row].add(row.pk)
        if isinstance(row, LogEntry):
            if row.content_type_id in story_type and str(row.object_id).isdecimal():
                stories[row].add(int(row.object_id))
            elif row.content_type_id == ContentType.objects.get_for_model(Edition).pk:
                editions[row] = {int(row.object_id)}
            continue
        if type(row)._meta.app_label == "newsroom":
            stories[row] |= {getattr(row, name) for name in TO_A_STORY if getattr(row, name, None)}
            editions[row] = {getattr(row, name) for name in TO_AN_EDITION if getattr(row, name, None)}
            if getattr(row, "step_id", None):
                stories[row].add(row.step.article_id)
    numbers = {pk for pks in editions.values() for pk in pks}
    of_editions = dict(Edition.objects.filter(pk__in=numbers).values_list("pk", "article_id"))
    for row, pks in editions.items():
        stories[row] |= {of_editions[pk] for pk in pks if pk in of_editions}
    named = {pk for pks in stories.values() for pk in pks}
    unseen = set(
        Article.objects.filter(pk__in=named, limited=True)
        .exclude(pk__in=Article.objects.visible_to(user).values("pk"))
        .values_list("pk", flat=True)
    )
    return {row for row, pks in stories.items() if pks & unseen}


def _story_models():
    return [Article, *(model for model in Article.__subclasses__() if model._meta.proxy)]


def may_go_to(user, content_type_id, object_id) -> bool:
    """Whether `user` may be sent to a row's own address: not where it betrays a limited story."""
    if not (content_type_id.isdecimal() and object_id.isdecimal() and len(object_id) < 19):
        return True
    model = ContentType.objects.filter(pk=content_type_id).first()
    if model is None or model.app_label != "newsroom" or (kind := model.model_class()) is None:
        return True
    row = kind._base_manager.filter(pk=object_id).first()
    return row is None or not _unseen({row}, user)

"""The working copy through time: each one that was saved, what is typed and not saved, and who is writing."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WorkingCopy(models.Model):
    """A story as it was saved once, with its blocks, byline, links and ties. Copies are never changed."""

    class Origin(models.TextChoices):
        SAVED = "saved", _("saved")
        IMPORTED = "imported", _("imported")
        RESTORED = "restored", _("restored")
        TRANSLATED = "translated", _("begun as a translation")

    article = models.ForeignKey("newsroom.Article", models.CASCADE, related_name="copies")
    version = models.PositiveIntegerField(_("version"))
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.SAVED)
    restored_from = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+")
    restored_edition = models.ForeignKey(
        "newsroom.Edition", models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved working copy")
        verbose_name_plural = _("saved working copies")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="one_copy_of_a_version"),
        ]

    def __str__(self):
        return f"{self.article_id}, {self.version}"


class UnsavedWork(models.Model):
    """What somebody typed into a story's form and has not saved: one row for each user and form."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey(
        "newsroom.Article", models.CASCADE, null=True, blank=True, related_name="unsaved_work"
    )
    # Which form it is, of a story that has never been saved; made by the form itself.
    key = models.UUIDField(null=True, blank=True)
    seen_version = models.PositiveIntegerField(null=True, blank=True)
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article"],
                condition=Q(article__isnull=False),
                name="one_unsaved_work_of_a_story",
            ),
            models.UniqueConstraint(
                fields=["user", "key"], condition=Q(key__isnull=False), name="one_unsaved_work_of_a_form"
            ),
            models.CheckConstraint(
                condition=Q(article__isnull=False, key=None) | Q(article=None, key__isnull=False),
                name="unsaved_work_is_of_a_story_or_a_form",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.article_id or self.key}"


class OpenForm(models.Model):
    """That somebody has a story's form open in one tab of a browser, and when it last said so."""

    article = models.ForeignKey("newsroom.Article", models.CASCADE, related_name="open_forms")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tab = models.UUIDField()
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    typing = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "user", "tab"], name="one_open_form_of_a_tab")
        ]

    def __str__(self):
        return f"{self.user}: {self.article_id}"

"""The working copy through time: each one that was saved, what is typed and not saved, and who is writing."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
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
    """What somebody typed into a story's form and has not saved: one row for each form that was opened.

    Once the form is saved or its work thrown away the row only remembers that, so that neither a copy
    that arrives late nor a second press of the button brings it back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Drawn when the form is opened.
    key = models.UUIDField()
    # None while the story itself has never been saved.
    article = models.ForeignKey(
        "newsroom.Article", models.CASCADE, null=True, blank=True, related_name="unsaved_work"
    )
    seen_version = models.PositiveIntegerField(null=True, blank=True)
    # What the address of a new story's form preset, such as "kind=interview".
    preset = models.CharField(max_length=500, blank=True)
    fields = models.JSONField()
    # Counts what the form sent: of two that cross on their way, the later one is kept.
    turn = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField(db_index=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_unsaved_work_of_a_form"),
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

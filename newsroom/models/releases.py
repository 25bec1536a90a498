"""Stories and facts that become public at the same second, or not at all."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.dates import check_year
from partnerships.texts import NFCCharField, NFCTextField


class Release(models.Model):
    """What becomes public together. From its approval until its time, its members are locked."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        APPROVED = "approved", _("approved")
        CANCELLED = "cancelled", _("cancelled")

    name = NFCCharField(_("name"), max_length=200, help_text=_("For the desk; the public never reads it."))
    at = models.DateTimeField(_("public from"), null=True, blank=True, validators=[check_year])
    note = NFCTextField(_("note for the desk"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PREPARING, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("made by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Why somebody approved what they made themselves.
    approval_reason = NFCTextField(max_length=1000, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = NFCTextField(max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-at", "-pk"]
        permissions = [("approve_release", _("Can approve and cancel releases"))]
        indexes = [models.Index(fields=["at"], name="release_times")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(at__isnull=False, approved_by__isnull=False, approved_at__isnull=False),
                name="an_approved_release_has_a_time_and_an_approver",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("admin:newsroom_release_change", args=[self.pk])

    def is_waiting(self, at=None) -> bool:
        """Whether it is approved and its time is still to come at `at` (now when not given)."""
        at = at or timezone.now()
        return self.state == self.State.APPROVED and self.at is not None and self.at > at

    def is_public(self, at=None) -> bool:
        """Whether its members are public by it at `at` (now when not given)."""
        at = at or timezone.now()
        return self.state == self.State.APPROVED and self.at is not None and self.at <= at


class ReleaseStory(models.Model):
    """A story of a release, and the edition that the approval recorded of it."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="stories")
    article = models.ForeignKey(
        "newsroom.Article", models.CASCADE, related_name="releases", verbose_name=_("story")
    )
    change_note = NFCTextField(
        _("what has changed"),
        max_length=600,
        blank=True,
        help_text=_("For a story that is public already: readers see this under the story."),
    )
    edition = models.ForeignKey(
        "newsroom.Edition", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("story of a release")
        verbose_name_plural = _("stories of a release")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "article"], name="a_story_once_in_a_release")
        ]

    def __str__(self):
        return str(self.article)


class ReleaseFact(models.Model):
    """A fact of the register that a release announces."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="facts")
    content_type = models.ForeignKey(
        "contenttypes.ContentType", models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    object_id = models.PositiveBigIntegerField(_("number"))
    fact = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = _("fact of a release")
        verbose_name_plural = _("facts of a release")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "content_type", "object_id"], name="a_fact_once_in_a_release"
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="releases_of_a_fact")]

    def __str__(self):
        return str(self.fact)

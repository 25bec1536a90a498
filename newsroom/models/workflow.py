"""How a story came to be where it is: every move of the desk's, whom it was told to, and who looked twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.models.kinds import WorkflowState


class Step(models.Model):
    """One move of a story, as it was made. Steps are added and never changed."""

    article = models.ForeignKey("newsroom.Article", models.CASCADE, related_name="steps")
    move = models.CharField(max_length=24)
    from_state = models.CharField(max_length=20, choices=WorkflowState)
    to_state = models.CharField(max_length=20, choices=WorkflowState)
    version = models.PositiveIntegerField()
    edition = models.ForeignKey(
        "newsroom.Edition", models.PROTECT, null=True, blank=True, related_name="steps"
    )
    remark = models.TextField(_("remark"), max_length=1000, blank=True)
    # To whom the story went by it, where its mover said to whom.
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["article", "-at", "-id"], name="steps_of_a_story")]

    def __str__(self):
        return f"{self.move} ({self.at:%Y-%m-%d %H:%M})"


class Notice(models.Model):
    """That somebody is told of a step, or that a licence ends, and whether they have read it."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    step = models.ForeignKey(Step, models.CASCADE, null=True, blank=True, related_name="notices")
    warning = models.ForeignKey(
        "newsroom.LicenceWarning", models.CASCADE, null=True, blank=True, related_name="notices"
    )
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "step"], name="one_notice_of_a_step"),
            models.UniqueConstraint(fields=["recipient", "warning"], name="one_notice_of_a_warning"),
            models.CheckConstraint(
                condition=Q(step=None, warning__isnull=False) | Q(step__isnull=False, warning=None),
                name="a_notice_is_of_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-made_at", "-id"], name="notices_of_a_user"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notices_unread"),
        ]

    def __str__(self):
        return f"{self.recipient}: {self.step or self.warning}"


class RetrospectiveApproval(models.Model):
    """An edition that was published without a second person's approval, and who gave it afterwards."""

    edition = models.OneToOneField("newsroom.Edition", models.PROTECT, related_name="retrospective_approval")
    reason = models.TextField(_("reason"), max_length=1000)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("remark"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("approval afterwards")
        verbose_name_plural = _("approvals afterwards")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-id"], condition=Q(approved_at=None), name="approvals_outstanding")]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="an_approval_afterwards_has_a_giver_and_a_time",
            )
        ]

    def __str__(self):
        return str(self.edition)

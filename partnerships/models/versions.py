import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.texts import NFCCharField, NFCTextField


class FactVersion(models.Model):
    """How something of the register stood after one change: when, by whom and why it was made so.

    `partnerships.versions` writes them and nothing else does; they are for the desk and never public. What
    was written with one form, by one release or by one command has one `move`.
    """

    class Action(models.TextChoices):
        MADE = "made", _("made")
        CHANGED = "changed", _("changed")
        DELETED = "deleted", _("deleted")
        RESTORED = "restored", _("restored")
        # Of what was there before its history began, or was written past it: how it stood then.
        FOUND = "found", _("as it stood before")

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    # The thing in whose form it stands: the event of a programme item, itself where it has its own form.
    home_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    home_id = models.PositiveBigIntegerField()
    move = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = NFCTextField(max_length=1000, blank=True)
    action = models.CharField(max_length=8, choices=Action)
    name = NFCCharField(max_length=300, blank=True)
    # {"fields": {name: value}, "ties": {name: [keys]}}; of what was deleted also what referred to it.
    state = models.JSONField()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "at"], name="versions_of_a_fact"),
            models.Index(fields=["home_type", "home_id", "id"], name="versions_of_a_form"),
            models.Index(fields=["move"], name="versions_of_a_move"),
            models.Index(
                fields=["content_type", "id"], condition=Q(action="deleted"), name="versions_of_the_deleted"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.get_action_display()}"

    @property
    def model(self) -> type[models.Model]:
        """The model of the thing."""
        model = self.content_type.model_class()
        if model is None:
            raise LookupError(f"There is no {self.content_type} any more.")
        return model

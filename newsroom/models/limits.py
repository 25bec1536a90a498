"""Stories that only some may see until they are published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LimitOverride(models.Model):
    """That an administrator opened a limited story that was not theirs to see, and why."""

    article = models.ForeignKey("newsroom.Article", models.CASCADE, related_name="limit_overrides")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("override of a limit")
        verbose_name_plural = _("overrides of limits")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"

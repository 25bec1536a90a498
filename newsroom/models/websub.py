"""Of which editions the hub was told that feeds changed with them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HubTelling(models.Model):
    """That an edition became public, or a story left, and what the hub has still to be told of it.

    `manage.py tell_hubs` alone writes these rows (newsroom.websub), once the moment has come, never before.
    """

    edition = models.OneToOneField("newsroom.Edition", models.CASCADE, related_name="hub_telling")
    moment = models.DateTimeField(_("public from"))
    # The addresses of the feeds of which the hub does not know yet.
    topics = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Nobody else takes it up before this moment. Empty: there is nothing left to do.
    next_try = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("telling of the hub")
        verbose_name_plural = _("tellings of the hub")
        indexes = [
            models.Index(fields=["next_try"], condition=Q(next_try__isnull=False), name="hub_to_be_told"),
            models.Index(fields=["moment"], name="hub_told_by_moment"),
        ]

    def __str__(self):
        return f"{self.edition_id}"

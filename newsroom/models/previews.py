"""Links by which an accredited reader sees a story before it is public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.texts import NFCCharField


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at):
        """Return the links that lead to their story at `at` (an aware datetime).

        A link is the newsroom's, and outlives a change of roles; it ends with the account of whoever made it.
        """
        return self.filter(revoked_at=None, expires_at__gt=at, created_by__is_active=True)


class PreviewLink(models.Model):
    """One reader's way to one story before its time. Only a digest of the secret in its address is kept."""

    article = models.ForeignKey("newsroom.Article", models.CASCADE, related_name="preview_links")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    reader = NFCCharField(
        _("for whom"), max_length=200, help_text=_("The person and the newspaper or agency.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at", "-pk"]
        permissions = [("share_preview", _("Can make and revoke links by which others read a story early"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="a_preview_link_expires_after_it_is_made"
            )
        ]

    def __str__(self):
        return self.reader


class PreviewOpening(models.Model):
    """That a preview link was opened: when, and from where."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("opening of a preview link")
        verbose_name_plural = _("openings of preview links")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.link_id}, {self.at:%Y-%m-%d %H:%M}"

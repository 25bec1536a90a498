"""How the front page is laid out: what was published, immutable and dated, and each copy that was saved."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.models.editions import Frozen
from newsroom.newsroom_time import in_newsroom_time
from partnerships.texts import NFCTextField


class FrontPageQuerySet(models.QuerySet):
    """Which layout holds, and which are to come."""

    def live(self, at=None):
        """Return the layouts whose time had come at `at` (now when not given): the first one holds."""
        begun = self.filter(public_from__lte=at or timezone.now(), cancelled_at=None)
        return begun.order_by("-public_from", "-pk")

    def coming(self, at=None):
        """Return what is set for a time after `at`, the next first."""
        coming = self.filter(public_from__gt=at or timezone.now(), cancelled_at=None)
        return coming.order_by("public_from", "pk")

    def in_language(self, language):
        return self.filter(language=language)

    def delete(self):
        raise Frozen("A layout that was published is never deleted: publish another one.")


class FrontPage(models.Model):
    """A layout of the front page in one language, as somebody published it.

    `content` is what `newsroom.front_layout` reads: it names stories by their identity and holds nothing
    of them, so that a story that is not public shows nothing. It holds until the next one's time.
    Only `newsroom.front_publishing` makes these.
    """

    # The columns that the database itself refuses to change (newsroom.immutability).
    FROZEN_FIELDS = ("language", "content", "public_from", "published_by", "recorded_at", "note")

    language = models.CharField(_("language"), max_length=10)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    public_from = models.DateTimeField(_("public from"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    note = NFCTextField(_("note for the desk"), max_length=600, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FrontPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        ordering = ["-public_from", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("lay_out_front_page", _("Can lay out the front page")),
            ("publish_front_page", _("Can publish a layout of the front page")),
        ]
        indexes = [models.Index(fields=["language", "-public_from", "-id"], name="front_pages_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(cancelled_at__lt=F("public_from")),
                name="only_a_coming_front_page_is_cancelled",
            )
        ]

    def __str__(self):
        language = dict(settings.LANGUAGES).get(self.language, self.language)
        return f"{language}, {in_newsroom_time(self.public_from)}"

    def save(self, *args, **kwargs):
        if self.pk and not kwargs.get("force_insert"):
            raise Frozen("A layout that was published is never saved again: publish another one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen("A layout that was published is never deleted: publish another one.")


class FrontPageCopy(models.Model):
    """A layout as an editor saved it: the one with the highest version is the working copy of its language.

    Each save is a row of its own, so that of two who save at once one is refused and neither loses anything.
    """

    language = models.CharField(_("language"), max_length=10)
    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(encoder=DjangoJSONEncoder)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved layout of the front page")
        verbose_name_plural = _("saved layouts of the front page")
        ordering = ["-version"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["language", "version"], name="one_copy_of_a_version_of_a_front_page"
            )
        ]

    def __str__(self):
        return f"{self.language}, {self.version}"

"""Facts: what the register holds, and from when the public may know it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.dates import check_year


class FactQuerySet(models.QuerySet):
    """The one rule of what the public may know of the register."""

    def live(self, at=None):
        """Return the facts that are public at `at` (an aware datetime; now when not given)."""
        return self.filter(public_from__lte=at or timezone.now())


class Fact(models.Model):
    """A fact that the public knows from `public_from` on, and never before."""

    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        db_index=True,
        validators=[check_year],
        help_text=_("From when may the public know this? Empty: it is not announced, and shows nowhere."),
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_public(self, at=None) -> bool:
        """Whether the public may know this fact at `at` (now when not given)."""
        return self.public_from is not None and self.public_from <= (at or timezone.now())

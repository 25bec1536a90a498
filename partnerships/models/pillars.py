from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.facts import Fact
from partnerships.models.levels import hex_colour
from partnerships.search import Findable
from partnerships.texts import TextsField

# The page that stands beside those of the pillars.
RESERVED = {"matrix"}


class Pillar(Findable):
    """An area of cooperation, in the vocabulary that all partnerships share."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = TextsField(_("name"))
    summary = TextsField(_("summary"), max_length=600, blank=True, multiline=True)
    colour = models.CharField(_("colour"), max_length=7, validators=[hex_colour], default="#5b6770")

    class Meta:
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")
        ordering = ["order", "slug"]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return address_of("partnerships:pillar", self.slug)

    def clean(self):
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("This address is taken by a page of the site: write another.")})

    def known_by(self):
        return list(self.name.values())


class PartnershipPillar(Fact):
    """A pillar of one partnership, in that partnership's order and wording."""

    partner = models.ForeignKey(
        "partnerships.Partner", models.CASCADE, related_name="partnership_pillars", verbose_name=_("partner")
    )
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, related_name="partnership_pillars", verbose_name=_("pillar")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    wording = TextsField(
        _("wording"),
        max_length=300,
        blank=True,
        help_text=_("What this partnership calls it, where that differs from the pillar's name."),
    )

    class Meta:
        verbose_name = _("pillar of a partnership")
        verbose_name_plural = _("pillars of a partnership")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "pillar"], name="a_pillar_once_in_a_partnership")
        ]

    def __str__(self):
        return str(self.name)

    @property
    def name(self):
        """This partnership's wording, or the pillar's own name where it has none."""
        return self.wording or self.pillar.name

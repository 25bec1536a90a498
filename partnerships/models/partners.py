from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.country_names import country_name, is_country
from partnerships.folding import slugify
from partnerships.search import Findable
from partnerships.texts import Texts, TextsField, site_languages

# Addresses under partners/ that lead elsewhere.
RESERVED = frozenset({"map"})


class Partner(Findable):
    """A country or an organisation that the ministry deals with."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        ORGANISATION = "organisation", _("organisation")

    class Region(models.TextChoices):
        SOUTHEAST_ASIA = "southeast-asia", _("Southeast Asia")
        EAST_ASIA = "east-asia", _("East Asia")
        SOUTH_ASIA = "south-asia", _("South Asia")
        CENTRAL_ASIA = "central-asia", _("Central Asia")
        MIDDLE_EAST = "middle-east", _("Middle East")
        EUROPE = "europe", _("Europe")
        AFRICA = "africa", _("Africa")
        NORTH_AMERICA = "north-america", _("North America")
        LATIN_AMERICA = "latin-america", _("Latin America and the Caribbean")
        OCEANIA = "oceania", _("Oceania")
        WORLD = "world", _("Worldwide")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.COUNTRY)
    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        help_text=_("A country: its two letters in ISO 3166-1, such as GB. An organisation: its short name."),
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True, blank=True)
    own_names = TextsField(
        _("the ministry's own name"),
        blank=True,
        help_text=_("Only where the ministry's wording differs from the usual name of the country."),
    )
    region = models.CharField(_("region"), max_length=16, choices=Region)
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Other names by which stories call this partner, one on each line, such as UK."),
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["slug"]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return address_of("partnerships:partner", self.slug)

    def clean(self):
        if self.slug in RESERVED:
            raise ValidationError(
                {"slug": _("“%(slug)s” is the address of another page.") % {"slug": self.slug}}
            )
        self.code = self.code.upper() if self.kind == self.Kind.COUNTRY else self.code
        if self.kind == self.Kind.COUNTRY and not is_country(self.code):
            raise ValidationError(
                {"code": _("“%(code)s” is not a country's two letters in ISO 3166-1.") % {"code": self.code}}
            )
        if self.kind == self.Kind.ORGANISATION and not self.own_names:
            raise ValidationError({"own_names": _("Name the organisation in one language at least.")})

    def save(self, *args, **kwargs):
        if not self.slug:
            slug = slugify(self.name.in_language("en"))
            self.slug = f"{slug}-{slugify(self.code)}" if slug in RESERVED else slug
        super().save(*args, **kwargs)

    @property
    def name(self) -> Texts:
        """The name in every site language: the ministry's own where it has one, else CLDR's."""
        names = Texts()
        if self.kind == self.Kind.COUNTRY:
            names.update({language: country_name(self.code, language) for language in site_languages()})
        names.update({language: name for language, name in self.own_names.items() if name})
        return names

    def known_by(self):
        return [self.code, *self.name.values(), self.other_names]

    def level_on(self, day, at=None):
        """Return the PartnershipPeriod in force on `day`, as the public knows it at `at`; None for none."""
        return self.periods.live(at).on(day).first()

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.country_names import country_name, is_country
from partnerships.dates import Precision
from partnerships.facts import Fact, FactQuerySet
from partnerships.folding import slugify
from partnerships.search import Findable
from partnerships.texts import Texts, TextsField, site_languages
from partnerships.world import flag_of


class PartnerQuerySet(models.QuerySet):
    def abroad(self):
        """Return all but the ministry's own country, which stands among them as a member of groupings."""
        return self.exclude(kind=Partner.Kind.COUNTRY, code=settings.NEWSROOM_COUNTRY)


# Addresses under partners/ that lead elsewhere.
RESERVED = frozenset({"map"})


class Partner(Findable):
    """A country, an organisation or a grouping of countries that the ministry deals with."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        ORGANISATION = "organisation", _("organisation")
        GROUPING = "grouping", _("grouping")

    class Region(models.TextChoices):
        SOUTHEAST_ASIA = "southeast-asia", _("Southeast Asia")
        EAST_ASIA = "east-asia", _("East Asia")
        SOUTH_ASIA = "south-asia", _("South Asia")
        CENTRAL_ASIA = "central-asia", _("Central Asia and the Caucasus")
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
    capital = TextsField(_("capital"), max_length=120, blank=True)
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Other names by which stories call this partner, one on each line, such as UK."),
    )

    objects = PartnerQuerySet.as_manager()

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
        if self.kind != self.Kind.COUNTRY and not self.own_names:
            raise ValidationError({"own_names": _("Name it in one language at least.")})

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

    @property
    def is_home(self) -> bool:
        """Whether this is the ministry's own country."""
        return self.kind == self.Kind.COUNTRY and self.code == settings.NEWSROOM_COUNTRY

    @property
    def short_name(self) -> str:
        """The short name of an organisation or grouping, such as NATO; "" where its name holds it."""
        is_short = self.kind != self.Kind.COUNTRY and self.code == self.code.upper()
        return self.code if is_short and self.code not in str(self.name) else ""

    @property
    def flag(self) -> str:
        """The static file of its flag, or "" where none is drawn."""
        return flag_of(self.kind, self.code)

    def known_by(self):
        return [self.code, *self.name.values(), self.other_names]

    def level_on(self, day, at=None):
        """Return the PartnershipPeriod in force on `day`, as the public knows it at `at`; None for none."""
        return self.periods.live(at).on(day).first()


class MembershipQuerySet(FactQuerySet):
    def on(self, day):
        """Return the memberships that stand on `day`. Without a first day they have always stood."""
        begun = Q(since=None) | Q(since__lte=day)
        return self.filter(begun & (Q(until=None) | Q(until__gt=day)))


class Membership(Fact):
    """A partner in an organisation or grouping between two days; `until` is the first day out of it."""

    member = models.ForeignKey(Partner, models.CASCADE, related_name="memberships", verbose_name=_("member"))
    grouping = models.ForeignKey(
        Partner, models.CASCADE, related_name="members", verbose_name=_("organisation or grouping")
    )
    since = models.DateField(_("since"), null=True, blank=True)
    since_precision = models.CharField(
        _("known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = [F("since").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "grouping", "since"],
                name="a_membership_begins_once_on_a_day",
                violation_error_message=_("This membership is there already."),
            ),
            models.UniqueConstraint(
                fields=["member", "grouping"],
                condition=Q(since=None),
                name="a_membership_without_a_day_once",
                violation_error_message=_("This membership is there already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gt=F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("A membership ends after the day on which it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(member=F("grouping")),
                name="nobody_is_a_member_of_itself",
                violation_error_message=_("Nobody is a member of itself."),
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.grouping}"

    @property
    def last_day(self):
        """The last day of the membership, or None while it stands."""
        return self.until and self.until - datetime.timedelta(days=1)

    def clean(self):
        if self.grouping_id and self.grouping.kind == Partner.Kind.COUNTRY:
            raise ValidationError(
                {"grouping": _("A country has no members: choose an organisation or grouping.")}
            )

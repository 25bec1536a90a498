from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from partnerships.dates import Precision, spoken_date
from partnerships.facts import Fact, FactQuerySet
from partnerships.texts import TextsField

hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as # and six digits, such as #7a1f2b."))


class Level(models.Model):
    """A rung of the ladder of partnerships; the highest rank is the closest."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True, help_text=_("1 is the first rung."))
    name = TextsField(_("name"), max_length=100)
    colour = models.CharField(_("colour"), max_length=7, validators=[hex_colour], default="#5b6770")

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["-rank"]

    def __str__(self):
        return str(self.name)


class PeriodQuerySet(FactQuerySet):
    def on(self, day):
        """Return, for each partner, the period in force on `day`: the last one begun that has not ended.

        Call it after `live(at)` when it is for the public: what the public does not know yet
        must not end a period that it knows.
        """
        begun = self.filter(since__lte=day)
        latest = begun.filter(partner=OuterRef("partner")).order_by("-since").values("pk")[:1]
        return begun.filter(Q(until=None) | Q(until__gt=day), pk=Subquery(latest))

    def counted_by_level(self, day):
        """Return `{level id: number of partners at that level on day}`."""
        rows = self.on(day).order_by().values("level").annotate(partners=Count("pk"))
        return {row["level"]: row["partners"] for row in rows}


class PartnershipPeriod(Fact):
    """The level of a partnership from one day on.

    A period ends when the partner's next one begins, so that periods cannot overlap. That end is not stored:
    a stored one would tell of an upgrade before it is announced. `until` is for a level that ended with
    none in its place; the database refuses another that begins before it (`partnerships.periods_apart`).
    """

    partner = models.ForeignKey(
        "partnerships.Partner", models.CASCADE, related_name="periods", verbose_name=_("partner")
    )
    level = models.ForeignKey(Level, models.PROTECT, related_name="periods", verbose_name=_("level"))
    since = models.DateField(_("since"))
    since_precision = models.CharField(
        _("known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    until = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("Only when this level ended and no other began: a new level ends the one before it."),
    )
    declaration = models.ForeignKey(
        "partnerships.Agreement",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="periods",
        verbose_name=_("declaration"),
    )
    event = models.ForeignKey(
        "partnerships.Event",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="periods",
        verbose_name=_("event"),
    )
    stories = models.ManyToManyField(
        "newsroom.Article", blank=True, related_name="+", verbose_name=_("stories that tell of it")
    )
    note = TextsField(_("note"), max_length=500, blank=True, multiline=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership period")
        verbose_name_plural = _("partnership periods")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "since"],
                name="one_level_begins_on_a_day",
                violation_error_message=_("Another level of this partner begins on that day."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="period_ends_after_it_begins",
                violation_error_message=_("A period ends after the day on which it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.partner}: {self.level}, {spoken_date(self.since, self.since_precision)}"

    def clean(self):
        if not (self.partner_id and self.since):
            return
        others = self.partner.periods.exclude(pk=self.pk)
        running = others.filter(since__lt=self.since, until__gt=self.since).first()
        if running:
            raise ValidationError(
                {
                    "since": _("The level before it ends only on %(day)s: correct that end first.")
                    % {"day": spoken_date(running.until)}
                }
            )
        following = self.until and others.filter(since__gt=self.since, since__lt=self.until).first()
        if following:
            raise ValidationError(
                {
                    "until": _("This overlaps the level that began on %(day)s: leave the end empty.")
                    % {"day": spoken_date(following.since, following.since_precision)}
                }
            )

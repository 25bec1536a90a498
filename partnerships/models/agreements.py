import datetime

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.dates import Precision
from partnerships.facts import Fact, FactQuerySet
from partnerships.search import Findable
from partnerships.texts import NFCCharField, TextsField


class AgreementQuerySet(FactQuerySet):
    def dated(self):
        """Give each agreement the day by which lists order it, `listed_on`; without one it is still ahead."""
        return self.annotate(listed_on=Coalesce("signed_on", "in_force_on", Value(datetime.date.max)))

    def latest_first(self):
        return self.dated().order_by("-listed_on", "-pk")


class Agreement(Fact, Findable):
    """Something that was agreed with partners: a declaration, a treaty, a mechanism."""

    class Kind(models.TextChoices):
        DECLARATION = "declaration", _("declaration")
        TREATY = "treaty", _("treaty")
        TRADE = "trade-agreement", _("trade agreement")
        MEMORANDUM = "memorandum", _("memorandum of understanding")
        ACTION_PLAN = "action-plan", _("action plan")
        MECHANISM = "mechanism", _("mechanism")
        FINANCING = "financing", _("financing arrangement")

    class Status(models.TextChoices):
        NEGOTIATING = "negotiating", _("under negotiation")
        AGREED = "agreed", _("agreed")
        SIGNED = "signed", _("signed")
        IN_FORCE = "in-force", _("in force")
        EXPIRED = "expired", _("expired")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = TextsField(_("title"), max_length=300)
    short_name = NFCCharField(_("short name"), max_length=40, blank=True, help_text=_("Such as UKVFTA."))
    summary = TextsField(_("summary"), max_length=1000, blank=True, multiline=True)
    partners = models.ManyToManyField(
        "partnerships.Partner", blank=True, related_name="agreements", verbose_name=_("partners")
    )
    pillars = models.ManyToManyField(
        "partnerships.Pillar", blank=True, related_name="agreements", verbose_name=_("pillars")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status)
    signed_on = models.DateField(_("signed or agreed on"), null=True, blank=True)
    signed_precision = models.CharField(
        _("known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    event = models.ForeignKey(
        "partnerships.Event",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("event"),
    )
    source = NFCCharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-signed_on", "slug"]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return address_of("partnerships:agreement", self.slug)

    def get_kind_display(self):  # type: ignore[no-redef]  # Django lets a model have its own
        # Django's own translates the words of all kinds each time, and a list asks for every row.
        return str(self.Kind(self.kind).label) if self.kind in self.Kind.values else self.kind

    def known_by(self):
        return [self.short_name, *self.title.values()]

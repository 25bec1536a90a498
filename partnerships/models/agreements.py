import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.dates import Precision, spoken_date
from partnerships.facts import Fact, FactQuerySet
from partnerships.language_names import language_code
from partnerships.pdf_files import check_new
from partnerships.search import Findable
from partnerships.texts import NFCCharField, TextsField


class AgreementQuerySet(FactQuerySet):
    def dated(self, steps):
        """Give each agreement the day by which lists order it, `listed_on`; without one it is still ahead.

        That is the day of its first step, such as its signature. `steps` are the AgreementSteps that count:
        those that are live for the public, all of them for the desk.
        """
        first = steps.filter(agreement=OuterRef("pk"), on__isnull=False).order_by("on").values("on")[:1]
        return self.annotate(listed_on=Coalesce(Subquery(first), Value(datetime.date.max)))

    def with_standing(self, steps, day):
        """Give each agreement where it stands on `day` by `steps`, and when it was signed or agreed.

        That is `status`, `status_on` and `status_precision` of the last step until then ("", None and ""
        before any), `signed_on` and `signed_precision`.
        """
        of_this = steps.filter(agreement=OuterRef("pk"))
        now = of_this.until(day).latest_first()
        signed = of_this.until(day).filter(status__in=AgreementStep.SIGNING).order_by("on", "pk")
        return self.annotate(
            status=Coalesce(Subquery(now.values("status")[:1]), Value("")),
            status_on=Subquery(now.values("on")[:1]),
            status_precision=Coalesce(Subquery(now.values("precision")[:1]), Value("")),
            signed_on=Subquery(signed.values("on")[:1]),
            signed_precision=Coalesce(Subquery(signed.values("precision")[:1]), Value("")),
        )

    def latest_first(self, steps):
        return self.dated(steps).order_by("-listed_on", "-pk")


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
        RATIFIED = "ratified", _("ratified")
        IN_FORCE = "in-force", _("in force")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")
        SUCCEEDED = "succeeded", _("succeeded by another")

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
    expires_on = models.DateField(
        _("runs until"), null=True, blank=True, help_text=_("The last day of its term, where it has one.")
    )
    succeeded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="succeeds",
        verbose_name=_("succeeded by"),
    )
    event = models.ForeignKey(
        "partnerships.Event",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("event"),
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return address_of("partnerships:agreement", self.slug)

    def get_kind_display(self):  # type: ignore[no-redef]  # Django lets a model have its own
        # Django's own translates the words of all kinds each time, and a list asks for every row.
        return str(self.Kind(self.kind).label) if self.kind in self.Kind.values else self.kind

    def get_status_display(self):
        """Where it stands, in words, of an agreement that came `with_standing`."""
        return str(self.Status(self.status).label) if self.status in self.Status.values else ""

    def known_by(self):
        return [self.short_name, *self.title.values()]


class AgreementStepQuerySet(FactQuerySet):
    def until(self, day):
        """Return the steps taken on `day` or before it; one without a day was taken before all others."""
        return self.filter(Q(on=None) | Q(on__lte=day))

    def latest_first(self):
        """The last step first; of two on one day, the one that goes further."""
        further = Case(*(When(status=status, then=n) for n, status in enumerate(Agreement.Status.values)))
        return self.order_by(F("on").desc(nulls_last=True), further.desc(), "-pk")


class AgreementStep(Fact):
    """A step in the life of an agreement: from its day on, it stands so."""

    hangs_on = ("agreement",)

    Status = Agreement.Status
    SIGNING = (Agreement.Status.AGREED, Agreement.Status.SIGNED)
    # What may be told without a day: it counts as coming before all that has one.
    WITHOUT_A_DAY = (Agreement.Status.NEGOTIATING, Agreement.Status.AGREED)

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="steps", verbose_name=_("agreement")
    )
    status = models.CharField(_("status"), max_length=12, choices=Agreement.Status)
    on = models.DateField(_("day"), null=True, blank=True)
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision, default=Precision.DAY)
    note = TextsField(_("note"), max_length=500, blank=True, multiline=True)

    objects = AgreementStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an agreement")
        verbose_name_plural = _("steps of an agreement")
        ordering = [F("on").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "status", "on"],
                name="a_step_once_on_a_day",
                violation_error_message=_("This step is there already."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "status"],
                condition=Q(on=None),
                name="a_step_without_a_day_once",
                violation_error_message=_("This step is there already."),
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=False) | Q(status__in=["negotiating", "agreed"]),
                name="a_step_has_its_day",
                violation_error_message=_(
                    "Say on which day; only “under negotiation” and “agreed” go without."
                ),
            ),
        ]
        indexes = [models.Index(fields=["agreement", "on"], name="steps_of_an_agreement")]

    def __str__(self):
        return f"{self.agreement}: {self.get_status_display()} {spoken_date(self.on, self.precision)}".strip()


class Signatory(models.Model):
    """A body that signed an agreement, for a partner or, where no partner is named, for our own side."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="signatories", verbose_name=_("agreement")
    )
    party = models.ForeignKey(
        "partnerships.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for which partner"),
        help_text=_("Empty: for our own side."),
    )
    body = TextsField(_("body"), help_text=_("Such as Ministry of Finance."))
    person = models.ForeignKey(
        "partnerships.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="signatures",
        verbose_name=_("signed by"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["order", "pk"]

    def __str__(self):
        return str(self.body)


class AgreementText(Fact):
    """The text of an agreement in one language, as a PDF file: private until the fact is public."""

    hangs_on = ("agreement",)

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="texts", verbose_name=_("agreement")
    )
    language = models.CharField(
        _("language"), max_length=10, help_text=_("The code of its language, such as en, vi or fr.")
    )
    file = models.FileField(_("file"), upload_to="agreements/", max_length=200, help_text=_("A PDF file."))
    is_authentic = models.BooleanField(
        _("authentic"), default=False, help_text=_("One of the texts that bind, not a translation.")
    )
    pages = models.PositiveIntegerField(_("pages"), editable=False, default=0)
    size = models.PositiveBigIntegerField(_("bytes"), editable=False, default=0)

    class Meta:
        verbose_name = _("text of an agreement")
        verbose_name_plural = _("texts of an agreement")
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "language"],
                name="one_text_in_a_language",
                violation_error_message=_("There is a text in that language already."),
            )
        ]

    def __str__(self):
        return f"{self.agreement} ({self.language})"

    def get_absolute_url(self):
        return address_of("partnerships:agreement_text", self.agreement.slug, self.language)

    def clean(self):
        if self.language:
            code = language_code(self.language)
            if not code:
                raise ValidationError(
                    {"language": _("Write the code of a language, such as en, vi, fr or zh-Hant.")}
                )
            self.language = code
        try:
            pages = check_new(self.file)
        except ValidationError as refused:
            raise ValidationError({"file": refused}) from refused
        if pages is not None:
            self.pages, self.size = pages, self.file.size

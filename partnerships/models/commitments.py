"""What was promised in an agreement, and what has become of it."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.dates import Precision
from partnerships.facts import Fact, FactQuerySet
from partnerships.money import check_currency
from partnerships.pdf_files import check_new
from partnerships.texts import NFCCharField, TextsField


class CommitmentQuerySet(FactQuerySet):
    def with_state(self, entries, day):
        """Give each commitment its `state` on `day` by `entries`, and the day of the entry that says so.

        They are annotated as `state` and `state_on`. `entries` are the CommitmentEntries that count: those
        that are live for the public, all of them for the desk.
        """
        last = entries.filter(commitment=OuterRef("pk"), on__lte=day).order_by("-on", "-pk")
        return self.annotate(
            state=Coalesce(
                Subquery(last.values("status")[:1]), Value(str(CommitmentEntry.Status.NOT_STARTED))
            ),
            state_on=Subquery(last.values("on")[:1]),
        )


class Commitment(Fact):
    """One thing that was promised in an agreement: what, who is responsible, by when."""

    hangs_on = ("agreement",)

    agreement = models.ForeignKey(
        "partnerships.Agreement", models.CASCADE, related_name="commitments", verbose_name=_("agreement")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    text = TextsField(_("what was promised"), max_length=600, multiline=True)
    our_body = TextsField(
        _("responsible on our side"), blank=True, help_text=_("Such as Ministry of Finance.")
    )
    their_body = TextsField(_("responsible on the partner’s side"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_precision = models.CharField(
        _("known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    amount = models.DecimalField(
        _("amount"), max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = NFCCharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[check_currency],
        help_text=_("Three letters of ISO 4217, such as GBP."),
    )
    pillars = models.ManyToManyField(
        "partnerships.Pillar", blank=True, related_name="commitments", verbose_name=_("pillars")
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["agreement", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"],
                name="a_commitments_number_is_its_own",
                violation_error_message=_("Another commitment of this agreement has that number."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | ~Q(currency=""),
                name="an_amount_has_a_currency",
                violation_error_message=_("Say in which currency the amount is."),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="commitments_by_due_day")]

    def __str__(self):
        return f"{self.number}. {self.text}"

    def get_absolute_url(self):
        return f"{address_of('partnerships:agreement', self.agreement.slug)}#commitment-{self.number}"

    def get_state_display(self):
        """Its state in words, of one that came `with_state`."""
        return str(CommitmentEntry.Status(self.state).label)


class CommitmentEntry(Fact):
    """What a commitment's log says of one day: its state from then on, and what shows it."""

    hangs_on = ("commitment", "commitment__agreement")

    class Status(models.TextChoices):
        NOT_STARTED = "not-started", _("not started")
        IN_PROGRESS = "in-progress", _("in progress")
        DONE = "done", _("done")
        DELAYED = "delayed", _("delayed")
        DROPPED = "dropped", _("dropped")

    # There is nothing more to wait for.
    CLOSED = (Status.DONE, Status.DROPPED)

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="entries", verbose_name=_("commitment")
    )
    on = models.DateField(_("day"))
    status = models.CharField(_("state"), max_length=12, choices=Status)
    note = TextsField(_("what happened"), max_length=600, blank=True, multiline=True)
    stories = models.ManyToManyField(
        "newsroom.Article", blank=True, related_name="+", verbose_name=_("stories that show it")
    )
    events = models.ManyToManyField(
        "partnerships.Event", blank=True, related_name="commitment_entries", verbose_name=_("events")
    )
    agreements = models.ManyToManyField(
        "partnerships.Agreement", blank=True, related_name="evidence_for", verbose_name=_("agreements")
    )
    document = models.FileField(
        _("document"), upload_to="evidence/", max_length=200, blank=True, help_text=_("A PDF file.")
    )
    document_title = TextsField(_("title of the document"), blank=True)
    document_url = models.URLField(_("address of the document"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("entry on a commitment")
        verbose_name_plural = _("entries on a commitment")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["commitment", "on"], name="entries_of_a_commitment")]

    def __str__(self):
        return f"{self.get_status_display()}, {self.on}"

    def clean(self):
        if (self.document or self.document_url) and not self.document_title:
            raise ValidationError(
                {"document_title": _("Name the document, so that readers know what it is.")}
            )
        try:
            check_new(self.document)
        except ValidationError as refused:
            raise ValidationError({"document": refused}) from refused

    @property
    def document_address(self):
        """Where readers find the document: our own copy, else where it stands elsewhere; "" for none."""
        if not self.document:
            return self.document_url
        return address_of("partnerships:evidence", self.commitment.agreement.slug, self.uid)

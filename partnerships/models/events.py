import uuid
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.dates import LONGEST_EVENT, Precision, check_year, spoken_span
from partnerships.facts import Fact
from partnerships.search import Findable
from partnerships.texts import TextsField


def check_time_zone(name):
    """Refuse a name that is not in the IANA time zone database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone: write one such as Europe/London."), params={"name": name}
        )


def _check_years(row, *names):
    """Refuse a year that cannot be meant in the days `names` of `row`, each at its own field."""
    for name in names:
        if day := getattr(row, name):
            try:
                check_year(day)
            except ValidationError as wrong:
                raise ValidationError({name: wrong}) from wrong


class Event(Fact, Findable):
    """A visit, talks, a summit: something that the ministry does with its partners on a day."""

    class Kind(models.TextChoices):
        STATE_VISIT = "state-visit", _("state visit")
        OFFICIAL_VISIT = "official-visit", _("official visit")
        WORKING_VISIT = "working-visit", _("working visit")
        TALKS = "talks", _("talks")
        SUMMIT = "summit", _("summit")
        FORUM = "forum", _("forum")
        SIGNING = "signing", _("signing")

    class Status(models.TextChoices):
        PLANNED = "planned", _("going ahead")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = TextsField(_("title"))
    summary = TextsField(_("summary"), max_length=800, blank=True, multiline=True)
    starts_on = models.DateField(_("first day"), db_index=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision, default=Precision.DAY)
    confirmed = models.BooleanField(_("confirmed"), default=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    time_zone = models.CharField(
        _("time zone"), max_length=50, default="Asia/Ho_Chi_Minh", validators=[check_time_zone]
    )
    venue = TextsField(_("venue"), blank=True)
    host = models.ForeignKey(
        "partnerships.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name=_("host"),
    )
    partners = models.ManyToManyField(
        "partnerships.Partner", blank=True, related_name="events", verbose_name=_("partners")
    )
    pillars = models.ManyToManyField(
        "partnerships.Pillar", blank=True, related_name="events", verbose_name=_("pillars")
    )
    people = models.ManyToManyField(
        "partnerships.Person",
        blank=True,
        related_name="events",
        verbose_name=_("people"),
        help_text=_("The delegation, with the post that each of them held on that day."),
    )
    received_by = models.ManyToManyField(
        "partnerships.Person", blank=True, related_name="events_hosted", verbose_name=_("received by")
    )
    # How often subscribers had to hear of a change (RFC 5545 §3.8.7.4), from the announcement on.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="event_ends_when_or_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return address_of("partnerships:event", self.slug)

    def clean(self):
        _check_years(self, "starts_on", "ends_on")
        if self.starts_on and self.ends_on and self.ends_on - self.starts_on > LONGEST_EVENT:
            raise ValidationError(
                {"ends_on": _("No event takes longer than two years: enter several, or mend the days.")}
            )

    def get_kind_display(self):  # type: ignore[no-redef]  # Django lets a model have its own
        # Django's own translates the words of all kinds each time, and a list asks for every row.
        return str(self.Kind(self.kind).label) if self.kind in self.Kind.values else self.kind

    def known_by(self):
        return list(self.title.values())

    @property
    def days(self) -> str:
        """The day or days, in the active language, no more exactly than they are known."""
        return spoken_span(self.starts_on, self.ends_on, self.precision)


class EventChange(Fact):
    """What became of an event that the public had heard of: its days moved, it was put off or called off."""

    hangs_on = ("event",)

    class Kind(models.TextChoices):
        RESCHEDULED = "rescheduled", _("rescheduled")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        REINSTATED = "reinstated", _("going ahead again")
        CONFIRMED = "confirmed", _("confirmed")
        UNCONFIRMED = "unconfirmed", _("not confirmed any more")

    event = models.ForeignKey(Event, models.CASCADE, related_name="changes", verbose_name=_("event"))
    kind = models.CharField(_("what happened"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("when"), db_index=True)
    was_from = models.DateField(_("first day before"))
    was_until = models.DateField(_("last day before"), null=True, blank=True)
    was_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    note = TextsField(
        _("note"), max_length=500, blank=True, multiline=True, help_text=_("Readers see it with the change.")
    )

    class Meta:
        verbose_name = _("change of an event")
        verbose_name_plural = _("changes of an event")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.event}: {self.get_kind_display()}"

    @property
    def days_before(self) -> str:
        """The day or days that were told before, in the active language."""
        return spoken_span(self.was_from, self.was_until, self.was_precision)


class ProgrammeItem(models.Model):
    """One thing on an event's programme. Private unless somebody says that it is public."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="programme", verbose_name=_("event"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    day = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True, help_text=_("In the event's time zone."))
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    title = TextsField(_("title"), max_length=300)
    venue = TextsField(_("venue"), blank=True)
    people = models.ManyToManyField(
        "partnerships.Person", blank=True, related_name="programme_items", verbose_name=_("people")
    )
    agreements = models.ManyToManyField(
        "partnerships.Agreement", blank=True, related_name="programme_items", verbose_name=_("agreements")
    )
    stories = models.ManyToManyField(
        "newsroom.Article", blank=True, related_name="+", verbose_name=_("stories about it")
    )
    is_public = models.BooleanField(_("public"), default=False)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        ordering = [F("day").asc(nulls_last=True), F("starts_at").asc(nulls_last=True), "order", "pk"]

    def __str__(self):
        return str(self.title)

    def clean(self):
        _check_years(self, "day")
        if self.day and self.event_id and self.event.precision == Precision.DAY:
            last = self.event.ends_on or self.event.starts_on
            if not self.event.starts_on <= self.day <= last:
                raise ValidationError(
                    {"day": _("This day is outside the event: %(days)s.") % {"days": self.event.days}}
                )

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.dates import Precision
from partnerships.facts import Fact, FactQuerySet
from partnerships.search import Findable
from partnerships.texts import NFCTextField, TextsField


class Person(Fact, Findable):
    """Somebody whom stories and events name."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = TextsField(_("name"))
    other_names = NFCTextField(
        _("other names"),
        blank=True,
        help_text=_("Other ways in which stories write the name, one on each line."),
    )
    summary = TextsField(_("summary"), max_length=600, blank=True, multiline=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["slug"]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return address_of("partnerships:person", self.slug)

    def known_by(self):
        return [*self.name.values(), self.other_names]

    def appointment_on(self, day, at=None):
        """Return the appointment held on `day`, as the public knows it at `at`; None for none.

        Where several were held, the one begun last of those that had certainly begun.
        """
        return self.appointments.live(at).of_the_day(day).select_related("post__partner").first()


class Post(Findable):
    """An office that people hold one after the other, such as Minister of Foreign Affairs."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = TextsField(_("title"))
    partner = models.ForeignKey(
        "partnerships.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("country or organisation"),
    )

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["slug"]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return address_of("partnerships:post", self.slug)

    def known_by(self):
        return list(self.title.values())


class AppointmentQuerySet(FactQuerySet):
    def on(self, day):
        """Return the appointments held on `day`, the last begun first."""
        begun = Q(since=None) | Q(since__lte=day)
        held = Q(until=None) | Q(until__gt=day)
        return self.filter(begun & held).order_by(F("since").desc(nulls_last=True), "-pk")

    def of_the_day(self, day, month=None, year=None):
        """Return the appointments held on `day`, first the one whose post is shown with what happened then.

        That is the last begun. One that began "in October" may not have begun yet on a day of that October:
        it comes after those that had. `month` and `year` are the first days of its month and year; a composed
        query is given them (`diary.beginnings`), as it cannot look at its day.
        """
        maybe = Q(since_precision=Precision.MONTH, since__gte=month or day.replace(day=1))
        maybe |= Q(since_precision=Precision.YEAR, since__gte=year or day.replace(month=1, day=1))
        later = Case(When(maybe, then=1), default=0)
        return self.on(day).order_by(later, F("since").desc(nulls_last=True), "-pk")


class Appointment(Fact):
    """A person in a post between two days; `until` is the first day on which it is no longer held."""

    hangs_on = ("person",)

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments", verbose_name=_("person"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", verbose_name=_("post"))
    since = models.DateField(_("since"), null=True, blank=True)
    since_precision = models.CharField(
        _("known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = [F("since").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gt=F("since")),
                name="appointment_ends_after_it_begins",
                violation_error_message=_("An appointment ends after the day on which it begins."),
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.post}"

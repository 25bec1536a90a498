"""What was published. The public side reads these tables and no other of the newsroom's."""

from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.models.kinds import Prominence, StoryKind, WithdrawalWay
from partnerships.addresses import address_of


class Frozen(TypeError):
    """Somebody tried to change what was published."""


class EditionQuerySet(models.QuerySet):
    """What the public may read, and in which order."""

    def in_force(self, at=None):
        """Return what stands at each address at `at` (now when not given), notices of withdrawal included."""
        at = at or timezone.now()
        return self.filter(Q(public_until=None) | Q(public_until__gt=at), public_from__lte=at)

    def live(self, at=None):
        """Return the editions that the public can read at `at` (an aware datetime; now when not given)."""
        return self.in_force(at).exclude(change=Edition.Change.WITHDRAWAL)

    def that_stood(self, then):
        """Return those whose story the public could read at `then` too, whatever it said at that time.

        Asked of `live(at)` it makes a list of a past day that shows nothing which has left the public since.
        """
        return self.filter(Exists(Edition.objects.live(then).filter(article=OuterRef("article"))))

    def coming(self, at=None):
        """Return what is scheduled to become public after `at`. An expiry that is to come is not among it."""
        scheduled = self.filter(public_from__gt=at or timezone.now(), cancelled_at=None)
        return scheduled.exclude(change=Edition.Change.WITHDRAWAL)

    def in_language(self, language):
        """Return the editions in `language`, such as "vi"."""
        return self.filter(language=language)

    def lately_in(self, language):
        """Return the editions in `language`, to be read from the end of an index of moments.

        With the plain condition SQLite takes an index of languages instead, and sorts all that is there.
        """
        return self.alias(said_in=Coalesce("language", Value(""))).filter(said_in=language)

    def about(self, subject):
        """Return the editions tied to `subject`: a partner, pillar, event, person or agreement.

        The tie's own copy of the date becomes `listed_from`, so that one index finds and orders the list.
        """
        return self.tied_to(subject._meta.model_name, subject.pk)

    def tied_to(self, name, pk):
        """Return the editions tied to the subject `pk` of the kind `name`, such as "partner"."""
        tie = f"edition{name}s"
        return self.filter(**{f"{tie}__{name}": pk}).annotate(listed_from=F(f"{tie}__first_public_from"))

    @property
    def _date(self):
        return "listed_from" if "listed_from" in self.query.annotations else "first_public_from"

    def newest_first(self):
        """Order by the story's date, so that a later edition of a story does not move it."""
        return self.order_by(f"-{self._date}", "-pk")

    def before(self, moment, pk):
        """Return the editions that come after the one of `moment` and `pk` in `newest_first()`."""
        return self.filter(
            Q(**{f"{self._date}__lt": moment}) | Q(**{self._date: moment}, pk__lt=pk),
            **{f"{self._date}__lte": moment},
        )

    def in_one_order(self):
        """Order by the story's date and then by the story, so that none of its editions moves it at all."""
        return self.order_by(f"-{self._date}", "-article_id")

    def below(self, moment, article):
        """Return those that come after the story `article` (its number) of `moment` in `in_one_order()`."""
        return self.filter(
            Q(**{f"{self._date}__lt": moment}) | Q(**{self._date: moment}, article__lt=article),
            **{f"{self._date}__lte": moment},
        )

    def dated_before(self, moment):
        """Return those whose story is older than `moment`."""
        return self.filter(**{f"{self._date}__lt": moment})

    def after(self, moment, pk):
        """Return the editions that come before the one of `moment` and `pk` in `newest_first()`."""
        return self.filter(
            Q(**{f"{self._date}__gt": moment}) | Q(**{self._date: moment}, pk__gt=pk),
            **{f"{self._date}__gte": moment},
        )

    def notes(self, at):
        """Return the editions by which the public was told of a change up to `at`, the latest first."""
        changes = [Edition.Change.UPDATE, Edition.Change.CORRECTION]
        told = self.filter(public_from__lte=at, change__in=changes).exclude(change_note="")
        # An edition that ended as it began was never public.
        told = told.exclude(public_until=F("public_from"))
        told = told.only("uid", "number", "change", "change_note", "public_from")
        return told.order_by("-public_from", "-pk")

    def moves(self, at=None):
        """Return when something was published, changed or withdrawn up to `at`, the latest first."""
        # One that was cancelled changed nothing when its time came.
        begun = self.filter(public_from__lte=at or timezone.now(), cancelled_at=None)
        return begun.order_by("-public_from").values("public_from")

    def arrivals(self, at=None):
        """Return when something came that was public at once, the latest first.

        A story from the archive comes under a date long past, which `moves` does not tell. One that is
        recorded for a later time is left out: that it is coming is nobody's business yet.
        """
        come = self.filter(recorded_at__lte=at or timezone.now(), public_from__lte=F("recorded_at"))
        return come.order_by("-recorded_at").values("recorded_at")

    def for_lists(self, *more):
        """Fetch only the columns that a list of stories shows, orders and sorts them by, and `more`."""
        return self.only(
            *more,
            "language",
            "slug",
            "kind",
            "headline",
            "kicker",
            "standfirst",
            "section",
            "prominence",
            "lead_photo",
            "first_public_from",
            "major_change_at",
        )

    def delete(self):
        raise Frozen("An edition is never deleted: withdraw the story.")


class Edition(models.Model):
    """A numbered, immutable snapshot of one story in one language.

    `content` is the truth. The columns under "derived" follow from it and can be made again
    by `manage.py rebuild_editions`. Only `newsroom.publishing` makes editions.
    """

    Kind = StoryKind

    class Change(models.TextChoices):
        FIRST = "first", _("first edition")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    # The columns that the database itself refuses to change (newsroom.models.immutability).
    FROZEN_FIELDS = (
        "article",
        "uid",
        "translation_group",
        "language",
        "slug",
        "number",
        "kind",
        "change",
        "change_note",
        "public_from",
        "first_public_from",
        "major_change_at",
        "published_by",
        "recorded_at",
        "content",
        "digest",
    )

    article = models.ForeignKey("newsroom.Article", models.PROTECT, related_name="editions")
    uid = models.UUIDField(_("the story's identity"))
    translation_group = models.UUIDField(db_index=True)
    language = models.CharField(_("language"), max_length=10)
    slug = models.SlugField(_("address"), max_length=100)
    number = models.PositiveIntegerField(_("edition"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    change = models.CharField(_("kind of change"), max_length=10, choices=Change)
    change_note = models.TextField(_("change note"), blank=True)
    public_from = models.DateTimeField(_("public from"))
    public_until = models.DateTimeField(_("public until"), null=True, blank=True)
    first_public_from = models.DateTimeField(_("the story's date"))
    # When readers were last told of a change: what a page shows as "updated". Empty: never.
    major_change_at = models.DateTimeField(_("last change that readers were told of"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    content = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)

    # Derived from the content.
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    section = models.ForeignKey(
        "newsroom.Section", models.PROTECT, related_name="editions", verbose_name=_("section")
    )
    prominence = models.CharField(max_length=8, choices=Prominence, default=Prominence.NORMAL)
    lead_photo = models.JSONField(null=True, blank=True)
    body_html = models.TextField(blank=True)
    body_text = models.TextField(_("text"), blank=True)
    partners = models.ManyToManyField(
        "partnerships.Partner", through="newsroom.EditionPartner", related_name="+"
    )
    pillars = models.ManyToManyField(
        "partnerships.Pillar", through="newsroom.EditionPillar", related_name="+"
    )
    events = models.ManyToManyField("partnerships.Event", through="newsroom.EditionEvent", related_name="+")
    people = models.ManyToManyField("partnerships.Person", through="newsroom.EditionPerson", related_name="+")
    agreements = models.ManyToManyField(
        "partnerships.Agreement", through="newsroom.EditionAgreement", related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-public_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_numbers_of_a_story_differ"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(public_until=None), name="one_open_edition_of_a_story"
            ),
            models.CheckConstraint(
                condition=Q(public_until=None) | Q(public_until__gte=F("public_from")),
                name="edition_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_begin_at_one"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None)
                | Q(public_until=F("public_from"), cancelled_at__lt=F("public_from")),
                name="only_a_coming_edition_is_cancelled",
            ),
        ]
        indexes = [
            models.Index(fields=["-public_from"], name="edition_moves"),
            models.Index(fields=["-recorded_at"], name="edition_arrivals"),
            models.Index(fields=["language", "-first_public_from", "-id"], name="edition_lists"),
            models.Index(
                fields=["section", "language", "-first_public_from", "-id"], name="edition_section_lists"
            ),
            models.Index(fields=["kind", "language", "-first_public_from", "-id"], name="edition_kind_lists"),
            models.Index(fields=["language", "slug"], name="edition_addresses"),
            models.Index(fields=["uid", "public_from"], name="edition_stories"),
            models.Index(
                fields=["language", "-public_from", "-id"],
                condition=Q(change="correction"),
                name="edition_corrections",
            ),
            # Those that leave a story's translations behind (newsroom.translations).
            models.Index(
                fields=["article", "number"],
                condition=Q(number__gt=1, cancelled_at=None)
                & (Q(major_change_at=F("public_from")) | Q(change="withdrawal") & ~Q(change_note="")),
                name="edition_major_changes",
            ),
        ]

    def __str__(self):
        return f"{self.headline or self.slug} ({self.number})"

    def save(self, *args, **kwargs):
        if self.pk and not kwargs.get("force_insert"):
            raise Frozen("An edition is never saved again: publish a new one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address_of("newsroom:story", self.slug, language=self.language)

    def delete(self, *args, **kwargs):
        raise Frozen("An edition is never deleted: withdraw the story.")

    @property
    def is_withdrawal(self) -> bool:
        return self.change == self.Change.WITHDRAWAL

    @property
    def is_expiry(self) -> bool:
        """Whether this is the end that was set when the story was published. Only that has no reason."""
        return self.is_withdrawal and not self.change_note

    @property
    def change_name(self) -> str:
        """What kind of change it is, in the active language."""
        return str(_("expiry")) if self.is_expiry else self.get_change_display()

    @property
    def notice(self) -> dict:
        """What a withdrawal tells: its `way`, the `reason`, and with a redirect the story `to` go to."""
        return self.content.get("notice", {})

    @property
    def way(self) -> str:
        """What a reader finds in place of a withdrawn story; "" for one that is not withdrawn."""
        return self.notice.get("way", WithdrawalWay.GONE) if self.is_withdrawal else ""

    @property
    def keeps_text(self) -> bool:
        return self.way == WithdrawalWay.NOTICE

    @property
    def expires_at(self) -> datetime | None:
        """When this edition leaves the public by itself; None when it stays."""
        moment = self.content.get("expires_at")
        return datetime.fromisoformat(moment) if moment else None

    @property
    def told_at(self) -> datetime:
        """When readers last heard of the story: it came out, or they were told of a change."""
        return self.major_change_at or self.first_public_from


class EditionTie(models.Model):
    """What an edition is about, with the story's date, so that one index pages a subject's list."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="%(class)ss")
    first_public_from = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.edition_id}"


class EditionPartner(EditionTie):
    partner = models.ForeignKey("partnerships.Partner", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "partner"], name="edition_partner_once")]
        indexes = [
            models.Index(fields=["partner", "-first_public_from", "-edition"], name="edition_partner_lists")
        ]


class EditionPillar(EditionTie):
    pillar = models.ForeignKey("partnerships.Pillar", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "pillar"], name="edition_pillar_once")]
        indexes = [
            models.Index(fields=["pillar", "-first_public_from", "-edition"], name="edition_pillar_lists")
        ]


class EditionEvent(EditionTie):
    event = models.ForeignKey("partnerships.Event", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "event"], name="edition_event_once")]
        indexes = [
            models.Index(fields=["event", "-first_public_from", "-edition"], name="edition_event_lists")
        ]


class EditionPerson(EditionTie):
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="edition_person_once")]
        indexes = [
            models.Index(fields=["person", "-first_public_from", "-edition"], name="edition_person_lists")
        ]


class EditionAgreement(EditionTie):
    agreement = models.ForeignKey("partnerships.Agreement", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "agreement"], name="edition_agreement_once")
        ]
        indexes = [
            models.Index(
                fields=["agreement", "-first_public_from", "-edition"], name="edition_agreement_lists"
            )
        ]


class EditionPhoto(models.Model):
    """A photo as one edition shows it: what the public may know of the photo stands here."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="photos")
    photo = models.ForeignKey("newsroom.Photo", models.PROTECT, related_name="edition_photos")
    uid = models.UUIDField(db_index=True)
    position = models.PositiveSmallIntegerField()
    is_lead = models.BooleanField(default=False)
    caption = models.TextField(blank=True)
    alt_text = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    taken_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    token = models.CharField(max_length=32)
    decorative = models.BooleanField(default=False)
    crop = models.CharField(max_length=32, blank=True)
    focal_x = models.PositiveSmallIntegerField(default=5_000)
    focal_y = models.PositiveSmallIntegerField(default=5_000)
    placeholder = models.CharField(max_length=800, blank=True)
    # What machines are told of whose it is, and on what terms (https://schema.org/ImageObject).
    creator = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    copyright = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    licence_url = models.CharField(max_length=300, blank=True)
    licence_until = models.DateField(null=True)
    press = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["token"], name="edition_photo_files")]
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="edition_photo_positions_differ")
        ]

    def __str__(self):
        return self.caption or str(self.uid)

"""The desk's working copy of a story. The public never reads these tables."""

import uuid

from content_editor.models import Region
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models.crops import CropField
from newsroom.models.editions import Edition
from newsroom.models.kinds import Prominence, StoryKind, WorkflowState
from newsroom.models.limits import seen_by
from partnerships.dates import check_year
from partnerships.folding import slugify
from partnerships.search import Findable
from partnerships.texts import NFCCharField, NFCTextField


def site_languages():
    """The languages to choose from; asked for when needed, so that a further language is no migration."""
    return settings.LANGUAGES


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the stories that `user` may know of: a limited one is for its readers until it is public."""
        return self.filter(seen_by(user))


class Article(Findable):
    """One story in one language, as the desk is writing it."""

    Kind = StoryKind
    Prominence = Prominence
    State = WorkflowState

    class InterviewForm(models.TextChoices):
        TRANSCRIPT = "transcript", _("transcript")
        EDITED = "edited", _("edited for length")

    regions = [Region(key="body", title=_("Body"))]

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    translation_group = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=site_languages)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.NEWS)
    section = models.ForeignKey(
        "newsroom.Section", models.PROTECT, related_name="articles", verbose_name=_("section")
    )

    headline = NFCCharField(_("headline"), max_length=200)
    working_headline = NFCCharField(
        _("working headline"),
        max_length=200,
        blank=True,
        editable=False,
        help_text=_("The headline that an import made up; while the story bears it, it cannot be published."),
    )
    kicker = NFCCharField(
        _("kicker"), max_length=80, blank=True, help_text=_("One or two words above the headline.")
    )
    standfirst = NFCTextField(
        _("standfirst"), max_length=600, blank=True, help_text=_("What happened, in a sentence or two.")
    )
    dateline_place = NFCCharField(
        _("dateline"), max_length=80, blank=True, help_text=_("Where the story was written, such as London.")
    )
    agency_code = NFCCharField(
        _("agency"), max_length=20, blank=True, help_text=_("The agency's code before the text, such as WVR.")
    )
    slug = models.SlugField(
        _("address"), max_length=100, blank=True, help_text=_("Made from the headline when empty.")
    )
    authors = models.ManyToManyField(
        "newsroom.Author", through="newsroom.Byline", related_name="articles", verbose_name=_("byline")
    )

    lead_photo = models.ForeignKey(
        "newsroom.Photo",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_articles",
        verbose_name=_("lead photo"),
    )
    lead_caption = NFCTextField(
        _("caption here"), max_length=600, blank=True, help_text=_("The library's caption when empty.")
    )
    lead_alt = NFCCharField(
        _("alternative text here"),
        max_length=300,
        blank=True,
        help_text=_("The library's alternative text when empty."),
    )
    lead_credit = NFCCharField(
        _("credit here"), max_length=200, blank=True, help_text=_("The library's credit line when empty.")
    )
    lead_decorative = models.BooleanField(
        _("decorative here"),
        default=False,
        help_text=_(
            "It says nothing that the text does not say: readers who cannot see it are told nothing."
        ),
    )
    lead_crop = CropField(_("part shown here"))
    key_points = NFCTextField(
        _("key points"),
        max_length=2000,
        blank=True,
        help_text=_("One point on each line; shown before the text."),
    )

    interviewee = models.ForeignKey(
        "partnerships.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("interviewee"),
    )
    interviewer = NFCCharField(_("interviewer"), max_length=120, blank=True)
    occasion = NFCCharField(_("occasion"), max_length=200, blank=True)
    interviewed_on = models.DateField(
        _("interviewed on"),
        null=True,
        blank=True,
        help_text=_("The interviewee is shown in the post held on that day."),
    )
    interview_form = models.CharField(
        _("the answers are"), max_length=10, choices=InterviewForm, default=InterviewForm.EDITED
    )

    partners = models.ManyToManyField(
        "partnerships.Partner", blank=True, related_name="+", verbose_name=_("partners")
    )
    pillars = models.ManyToManyField(
        "partnerships.Pillar", blank=True, related_name="+", verbose_name=_("pillars")
    )
    events = models.ManyToManyField(
        "partnerships.Event", blank=True, related_name="+", verbose_name=_("events")
    )
    people = models.ManyToManyField(
        "partnerships.Person", blank=True, related_name="+", verbose_name=_("people")
    )
    agreements = models.ManyToManyField(
        "partnerships.Agreement", blank=True, related_name="+", verbose_name=_("agreements")
    )

    prominence = models.CharField(
        _("place on the front page"), max_length=8, choices=Prominence, default=Prominence.NORMAL
    )
    embargo_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        validators=[check_year],
        help_text=_("The story cannot become public before this time, whoever publishes it."),
    )
    expires_at = models.DateTimeField(
        _("leaves the public at"),
        null=True,
        blank=True,
        validators=[check_year],
        help_text=_("From then on its address says that it is no longer available. Empty: it stays."),
    )
    review_on = models.DateField(
        _("look at it again on"),
        null=True,
        blank=True,
        validators=[check_year],
        help_text=_("From that day on it stands among the overdue reviews on the start page."),
    )
    seo_title = NFCCharField(_("title for search engines"), max_length=120, blank=True)
    seo_description = NFCCharField(_("description for search engines"), max_length=300, blank=True)

    # Where the working copy stands (newsroom.workflow), and which version was approved.
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    approved_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("last saved by"),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("with"),
    )
    # Until it is published, a limited story is seen by these and nobody else (newsroom.limits).
    limited = models.BooleanField(_("limited"), default=False, editable=False)
    limited_to_users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, editable=False, related_name="+"
    )
    limited_to_groups = models.ManyToManyField("auth.Group", blank=True, editable=False, related_name="+")
    # The edition of the original that a translation says what it says after.
    translated_from = models.ForeignKey(
        "newsroom.Edition", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    import_reference = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    last_edition = models.PositiveIntegerField(_("last edition"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True, db_index=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-updated_at", "-pk"]
        permissions = [
            ("approve_article", _("Can approve stories and request changes")),
            ("publish_at_once", _("Can publish without waiting for the approval")),
            ("publish_article", _("Can publish, schedule and correct stories")),
            ("withdraw_article", _("Can withdraw published stories")),
            ("archive_article", _("Can publish stories from an archive under their past date")),
        ]
        indexes = [
            models.Index(fields=["state", "-updated_at", "-id"], name="stories_by_state"),
            models.Index(fields=["assigned_to", "-updated_at", "-id"], name="stories_with_somebody"),
            models.Index(fields=["created_by", "-updated_at", "-id"], name="stories_begun_by"),
            models.Index(fields=["edited_by", "-updated_at", "-id"], name="stories_last_saved_by"),
            models.Index(
                fields=["review_on"], condition=Q(review_on__isnull=False), name="stories_to_review"
            ),
            models.Index(
                fields=["embargo_until"],
                condition=Q(embargo_until__isnull=False),
                name="stories_under_embargo",
            ),
            models.Index(
                fields=["expires_at"], condition=Q(expires_at__isnull=False), name="stories_to_leave"
            ),
            models.Index(fields=["id"], condition=Q(limited=True), name="stories_limited"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"],
                name="one_story_at_an_address",
                violation_error_message=_("Another story in this language has this address: change it."),
            ),
            models.UniqueConstraint(
                fields=["translation_group", "language"],
                name="one_translation_in_a_language",
                violation_error_message=_("This story already has a version in this language."),
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="a_story_has_an_address"),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return reverse("admin:newsroom_article_change", args=[self.pk])

    def known_by(self):
        return [self.headline, self.kicker, self.standfirst, self.dateline_place]

    def clean(self):
        if self.slug and not self.slug.isascii():
            raise ValidationError({"slug": _("Write the address in a-z, 0-9 and hyphens.")})

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self.free_slug()
        super().save(*args, **kwargs)

    def free_slug(self) -> str:
        """Return an address made from the headline that no story in this language has, or ever had."""
        base = slugify(self.headline) or self.uid.hex[:8]
        there = {"language": self.language, "slug__startswith": base}
        taken = set(Article.objects.filter(**there).exclude(pk=self.pk).values_list("slug", flat=True))
        # The gate keeps the addresses of other stories' editions for them.
        recorded = Edition.objects.filter(**there, cancelled_at=None).exclude(article=self.pk)
        taken |= set(recorded.order_by().values_list("slug", flat=True))
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return slug

    @property
    def has_working_headline(self) -> bool:
        """Whether the headline is still the one that an import made up."""
        return bool(self.working_headline) and self.headline == self.working_headline


class Byline(models.Model):
    """An author's place in a story's byline."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "newsroom.Author", models.PROTECT, related_name="bylines", verbose_name=_("author")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("byline")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="an_author_once_in_a_byline")
        ]

    def __str__(self):
        return str(self.author)


class RelatedLink(models.Model):
    """A link under a story: to another story, or to an outside address with its source."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_links")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    story = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("our story")
    )
    title = NFCCharField(_("title"), max_length=300, blank=True)
    url = models.URLField(_("outside address"), max_length=500, blank=True)
    source = NFCCharField(_("source"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title or (str(self.story) if self.story_id else self.url)

    def clean(self):
        if self.story_id and self.url:
            raise ValidationError(_("Choose one of our stories or an outside address, not both."))
        if self.url and not self.title:
            raise ValidationError({"title": _("Write the title that the outside page bears.")})
        if not (self.story_id or self.url or self.title):
            raise ValidationError(_("Choose a story, or write a title and its address."))

    @property
    def leads_somewhere(self) -> bool:
        """Whether a reader who follows it arrives anywhere."""
        return bool(self.story_id or self.url)

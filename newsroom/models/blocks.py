"""The pieces of a story's body, in the order in which the desk puts them."""

import re

from content_editor.models import create_plugin_base
from django.conf import settings
from django.db import models
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from newsroom.models.articles import Article
from newsroom.models.crops import CropField
from partnerships.folding import slugify
from partnerships.texts import NFCCharField, NFCTextField

Block = create_plugin_base(Article)

PROSE = {
    "Bold": True,
    "Italic": True,
    "Link": {"protocols": ["http", "https", "mailto"]},
    "Heading": {"levels": [2, 3]},
    "ListItem": True,
    "BulletList": True,
    "OrderedList": True,
    "Blockquote": True,
    "HardBreak": True,
    "Superscript": True,
    "Subscript": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "CleanPaste": True,
    "Passage": {"languages": settings.PASSAGE_LANGUAGES},
}


_ENDS = re.compile(r"</(?:p|h[23]|li|td|th)>|<br ?/?>")


class RichText(Block):
    text = ProseEditorField(_("text"), extensions=PROSE, sanitize=True)

    class Meta(Block.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def __str__(self):
        # One paragraph's last word is not the next one's first.
        return Truncator(strip_tags(_ENDS.sub(r"\g<0> ", self.text))).words(12, truncate=" ...")


class PhotoBlock(Block):
    class Size(models.TextChoices):
        COLUMN = "column", _("as wide as the text")
        WIDE = "wide", _("wider than the text")
        FULL = "full", _("as wide as the page")

    photo = models.ForeignKey(
        "newsroom.Photo",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="blocks",
        verbose_name=_("photo"),
    )
    caption = NFCTextField(
        _("caption here"), max_length=600, blank=True, help_text=_("The library's caption when empty.")
    )
    alt_text = NFCCharField(
        _("alternative text here"),
        max_length=300,
        blank=True,
        help_text=_("The library's alternative text when empty."),
    )
    credit = NFCCharField(
        _("credit here"), max_length=200, blank=True, help_text=_("The library's credit line when empty.")
    )
    decorative = models.BooleanField(
        _("decorative here"),
        default=False,
        help_text=_(
            "It says nothing that the text does not say: readers who cannot see it are told nothing."
        ),
    )
    crop = CropField(_("part shown here"))
    size = models.CharField(_("size"), max_length=8, choices=Size, default=Size.COLUMN)

    class Meta(Block.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    @classmethod
    def get_queryset(cls):
        return cls.objects.select_related("photo")

    def __str__(self):
        return self.caption or (str(self.photo) if self.photo_id else str(_("photo to be chosen")))


class PullQuote(Block):
    quote = NFCTextField(_("quotation"), max_length=600)
    speaker = NFCCharField(_("who said it"), max_length=200, blank=True)
    language = models.CharField(
        _("language of the quotation"),
        max_length=10,
        blank=True,
        help_text=_("Only when it is another than the story’s: screen readers then speak it rightly."),
    )

    class Meta(Block.Meta):
        verbose_name = _("pull quote")
        verbose_name_plural = _("pull quotes")

    def __str__(self):
        return self.quote


# The addresses within a story's page that are the page's own.
PAGE_ADDRESSES = frozenset(
    {
        "content",
        "foot-follow",
        "foot-news",
        "foot-register",
        "key-points",
        "questions",
        "search-box",
        "search-suggestions-1",
        "story-contents",
        "story-coverage",
        "story-record",
        "story-related",
        "story-share",
        "story-ties",
        "what-changed",
    }
)


class Question(Block):
    """A question of an interview. The blocks after it, up to the next question, are its answer."""

    question = NFCTextField(_("question"), max_length=1000)
    anchor = models.SlugField(
        _("address on the page"),
        max_length=60,
        blank=True,
        help_text=_("Made from the question when empty. It stays when the question is reworded."),
    )
    asked_by = NFCCharField(_("asked by"), max_length=120, blank=True)
    answered_by = models.ForeignKey(
        "partnerships.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
        help_text=_("Only when it is somebody other than the interviewee."),
    )

    class Meta(Block.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    @classmethod
    def get_queryset(cls):
        return cls.objects.select_related("answered_by")

    def __str__(self):
        return self.question

    def save(self, *args, **kwargs):
        if not self.anchor:
            self.anchor = self._free_anchor()
        super().save(*args, **kwargs)

    def _free_anchor(self):
        base = slugify(self.question, max_length=48) or "question"
        taken = set(
            Question.objects.filter(parent=self.parent_id)
            .exclude(pk=self.pk)
            .values_list("anchor", flat=True)
        )
        taken |= PAGE_ADDRESSES
        anchor, number = base, 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        return anchor


class NumberedPoints(Block):
    heading = NFCCharField(_("heading"), max_length=200, blank=True)
    points = NFCTextField(_("points"), max_length=4000, help_text=_("One point on each line."))

    class Meta(Block.Meta):
        verbose_name = _("numbered points")
        verbose_name_plural = _("numbered points")

    def __str__(self):
        return self.heading or self.points.partition("\n")[0]


BLOCKS = [RichText, PhotoBlock, PullQuote, Question, NumberedPoints]

import secrets
import uuid

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from PIL import Image

from newsroom.imaging.cropping import WHOLE
from newsroom.imaging.formats import upright_size
from partnerships.search import Findable
from partnerships.texts import NFCCharField, TextsField


def originals():
    """The private storage of originals; nothing in it has a public address."""
    return default_storage


def original_name(photo, filename):
    """Where an original is kept: under the photo's own identity, never under the name it came with."""
    suffix = filename.rpartition(".")[2].lower()[:5]
    return f"originals/{photo.uid.hex[:2]}/{photo.uid.hex}.{suffix}"


def new_token():
    """An unguessable name (128 bits) for the public files of a photo."""
    return secrets.token_hex(16)


class Shape(models.TextChoices):
    """What a page has room for."""

    LANDSCAPE = "landscape", _("landscape")
    PORTRAIT = "portrait", _("portrait")
    SQUARE = "square", _("square")
    PANORAMA = "panorama", _("panorama")

    @classmethod
    def of(cls, width: int, height: int) -> "Shape":
        """Return the shape of a picture of this size in pixels."""
        if width >= 2 * height:
            return cls.PANORAMA
        if abs(width - height) * 20 <= height:
            return cls.SQUARE
        return cls.LANDSCAPE if width > height else cls.PORTRAIT


def size_of(original) -> tuple[int, int]:
    """Return the width and height in pixels of the picture in a field's file, held as it was taken."""
    original.open()
    with Image.open(original.file) as picture:
        size = upright_size(picture)
    original.open()
    return size


class Photo(Findable):
    """A photograph in the library. Its original is private."""

    Shape = Shape

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    original = models.ImageField(
        _("original"),
        storage=originals,
        upload_to=original_name,
        max_length=200,
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    shape = models.CharField(_("shape"), max_length=9, choices=Shape, blank=True, editable=False)
    # By decoding it, whatever it is called: "JPEG", "HEIF" …
    format = models.CharField(_("format"), max_length=8, blank=True, editable=False)
    file_size = models.PositiveBigIntegerField(_("size of the file in bytes"), null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # A picture of a few pixels as a data address (RFC 2397), which stands where the photo will be.
    placeholder = models.CharField(max_length=800, blank=True, editable=False)
    # What the file's IPTC, XMP and EXIF say, as `newsroom.imaging.metadata` reads it. Never public.
    file_says = models.JSONField(_("what the file says"), default=dict, blank=True, editable=False)
    focal_x = models.PositiveSmallIntegerField(_("focal point, across"), default=5_000)
    focal_y = models.PositiveSmallIntegerField(_("focal point, down"), default=5_000)
    to_be_checked = models.BooleanField(_("to be checked"), default=False, editable=False)
    title = NFCCharField(_("working title"), max_length=200, help_text=_("By which the desk finds it again."))
    caption = TextsField(_("caption"), max_length=600, blank=True, multiline=True)
    alt_text = TextsField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What somebody who cannot see the photo needs to know of it."),
    )
    photographer = NFCCharField(
        _("photographer"), max_length=120, blank=True, help_text=_("Who took the photo? Shown beside it.")
    )
    agency = NFCCharField(_("agency"), max_length=120, blank=True)
    copyright = NFCCharField(
        _("copyright notice"),
        max_length=200,
        blank=True,
        help_text=_("As the owner writes it: “© 2026 …”. It goes into the public files."),
    )
    credit_line = NFCCharField(
        _("credit line"),
        max_length=200,
        blank=True,
        help_text=_(
            "As the source gives it: “Photo: …” or “Source: …”. Made from the photographer when empty."
        ),
    )
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    place = NFCCharField(_("place"), max_length=200, blank=True)
    people = models.ManyToManyField(
        "partnerships.Person", blank=True, related_name="+", verbose_name=_("people shown")
    )
    partners = models.ManyToManyField(
        "partnerships.Partner", blank=True, related_name="+", verbose_name=_("partners")
    )
    events = models.ManyToManyField(
        "partnerships.Event", blank=True, related_name="+", verbose_name=_("events")
    )
    keywords = NFCCharField(_("keywords"), max_length=500, blank=True, help_text=_("With commas between."))
    licence = NFCCharField(
        _("licence"), max_length=200, blank=True, help_text=_("Such as “CC BY 4.0”, or what was agreed.")
    )
    licence_url = models.URLField(_("address of the licence"), max_length=300, blank=True)
    licence_until = models.DateField(
        _("may be used until"),
        null=True,
        blank=True,
        help_text=_("The last day. Afterwards no story can begin to show it. Empty: without end."),
    )
    press_download = models.BooleanField(
        _("the press may download it"),
        default=False,
        help_text=_("While a public story shows it, anybody gets the file with all its pixels."),
    )
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)
    retired_why = NFCCharField(_("why it is not used any more"), max_length=300, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    public_token = models.CharField(max_length=32, default=new_token, unique=True, editable=False)
    renditions_made_at = models.DateTimeField(
        _("public files made at"), null=True, blank=True, editable=False
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=WHOLE, focal_y__lte=WHOLE), name="photo_focal_point_is_in_it"
            )
        ]
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="photo_library"),
            models.Index(fields=["sha256"], name="photo_same_file"),
            models.Index(
                fields=["licence_until"], condition=~Q(licence_until=None), name="photo_licences_that_end"
            ),
            models.Index(fields=["-id"], condition=Q(to_be_checked=True), name="photo_unchecked"),
            models.Index(fields=["-id"], condition=~Q(retired_at=None), name="photo_retired"),
            models.Index(fields=["shape", "-uploaded_at", "-id"], name="photo_shapes"),
            # Who is named is looked for among the names that there are (newsroom.desk.library.filters).
            models.Index(fields=["photographer"], name="photo_photographers"),
            models.Index(fields=["agency"], name="photo_agencies"),
            models.Index(fields=["taken_on"], name="photo_days"),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        # What was read before it is kept (`newsroom.imaging.taking_in`) is measured already.
        if self.original and (self.width is None or not (self.original._committed or self.sha256)):
            self.width, self.height = size_of(self.original)
        if self.width and self.height:
            self.shape = Shape.of(self.width, self.height)
        super().save(*args, **kwargs)

    def known_by(self):
        said = [self.photographer, self.agency, self.credit_line, self.place, self.keywords]
        return [self.title, *self.caption.values(), *said]

    def credit_in(self, language) -> str:
        """Return the words of the credit in `language`; "" when nobody is named.

        A typed line is in the words of its source in every language. `newsroom.credits` puts it in brackets.
        """
        if self.credit_line:
            return self.credit_line
        names = "/".join(filter(None, [self.photographer, self.agency]))
        if not names:
            return ""
        with override(language):
            return gettext("Photo: %(names)s") % {"names": names}

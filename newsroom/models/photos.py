import secrets
import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image

from partnerships.search import Findable
from partnerships.texts import NFCCharField, TextsField


def originals():
    """The private storage of originals; nothing in it has a public address."""
    return storages["default"]


def original_name(photo, filename):
    """Where an original is kept: under the photo's own identity, never under the name it came with."""
    suffix = filename.rpartition(".")[2].lower()[:5]
    return f"originals/{photo.uid.hex[:2]}/{photo.uid.hex}.{suffix}"


def new_token():
    """An unguessable name (128 bits) for the public files of a photo."""
    return secrets.token_hex(16)


def upright_size(original) -> tuple[int, int]:
    """Return the width and height in pixels of the picture in a field's file, held as it was taken."""
    original.open()
    with Image.open(original.file) as picture:
        width, height = picture.size
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5
    original.open()
    return (height, width) if turned else (width, height)


class Photo(Findable):
    """A photograph in the library. Its original is private."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    original = models.ImageField(
        _("original"),
        storage=originals,
        upload_to=original_name,
        max_length=200,
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
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
    licence = NFCCharField(_("licence"), max_length=200, blank=True)
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

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if self.original and (self.width is None or not self.original._committed):
            self.width, self.height = upright_size(self.original)
        super().save(*args, **kwargs)

    def known_by(self):
        return [self.title, *self.caption.values(), self.photographer, self.agency, self.place]

    def credit_in(self, language) -> str:
        """Return the credit as it is shown in `language`, without its brackets; "" when nobody is named."""
        if self.credit_line:
            return self.credit_line
        names = "/".join(filter(None, [self.photographer, self.agency]))
        if not names:
            return ""
        with override(language):
            return gettext("Photo: %(names)s") % {"names": names}

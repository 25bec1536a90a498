"""What the library keeps about its photos: how they look, how they came in, and how they are sorted."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.texts import NFCCharField, NFCTextField


class Likeness(models.Model):
    """A fingerprint of how a photo looks (64 bits), by which near duplicates are found.

    Two that differ in at most seven bits share one of their quarters but for one bit at most, so that a look
    into four indexes finds all of them (`newsroom.imaging.likeness`).
    """

    photo = models.OneToOneField("newsroom.Photo", models.CASCADE, primary_key=True, related_name="likeness")
    quarter_1 = models.IntegerField(db_index=True)
    quarter_2 = models.IntegerField(db_index=True)
    quarter_3 = models.IntegerField(db_index=True)
    quarter_4 = models.IntegerField(db_index=True)

    def __str__(self):
        return f"{self.photo_id}"


class PhotoCollection(models.Model):
    """Photos that the desk keeps together, such as for a visit to come. Never public."""

    name = NFCCharField(_("name"), max_length=120, unique=True)
    note = NFCTextField(_("note"), max_length=1000, blank=True)
    photos = models.ManyToManyField(
        "newsroom.Photo", through="newsroom.CollectedPhoto", related_name="collections", blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["name"]

    def __str__(self):
        return self.name


class CollectedPhoto(models.Model):
    """One photo in one collection."""

    collection = models.ForeignKey(PhotoCollection, models.CASCADE, related_name="collected")
    photo = models.ForeignKey("newsroom.Photo", models.CASCADE, related_name="collected")
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("photo in a collection")
        verbose_name_plural = _("photos in a collection")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "photo"], name="photo_collected_once")]

    def __str__(self):
        return f"{self.collection_id}: {self.photo_id}"


class PhotoUpload(models.Model):
    """A file on its way into the library, in parts, so that one that broke off can go on where it was.

    Its parts lie in the private storage under its identity until it has become a photo, was refused, or is
    too old.
    """

    class State(models.TextChoices):
        UNDER_WAY = "under-way", _("under way")
        TAKEN = "taken", _("in the library")
        REFUSED = "refused", _("refused")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # As it was called where it came from: for the eyes of whoever sent it, and for nothing else.
    filename = models.CharField(max_length=255)
    length = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State, default=State.UNDER_WAY)
    refusal = models.TextField(blank=True)
    photo = models.ForeignKey("newsroom.Photo", models.CASCADE, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    last_part_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("length")), name="upload_is_no_longer_than_said"
            )
        ]

    def __str__(self):
        return self.filename


class PhotoDownload(models.Model):
    """How often the press took a photo's file on one day of the newsroom."""

    photo = models.ForeignKey("newsroom.Photo", models.CASCADE, related_name="downloads")
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("downloads of a photo")
        verbose_name_plural = _("downloads of photos")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["photo", "day"], name="photo_downloads_of_a_day")]

    def __str__(self):
        return f"{self.day}: {self.number}"


class LicenceWarning(models.Model):
    """That it was told how soon the licence of a photo ends. Each of these is told once."""

    photo = models.ForeignKey("newsroom.Photo", models.CASCADE, related_name="licence_warnings")
    until = models.DateField(_("may be used until"))
    # How long ahead it was due: 30, 7, 1 or no days (newsroom.licences).
    days = models.PositiveSmallIntegerField(_("days ahead"))
    at = models.DateTimeField(_("told at"))

    class Meta:
        verbose_name = _("warning of a licence")
        verbose_name_plural = _("warnings of licences")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "until", "days"], name="licence_warned_of_once")
        ]

    def __str__(self):
        return f"{self.photo_id}: {self.until}"

"""The part of a photo that one use of it shows, cut by hand."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.imaging.cropping import read_box


def check_crop(text: str) -> None:
    """Raise ValidationError for what is no part of a picture."""
    try:
        read_box(text)
    except ValueError as error:
        raise ValidationError(
            _("This is no part of the picture. Cut it again, or show all of it."), code="crop"
        ) from error


class CropField(models.CharField):
    """A box as `newsroom.imaging.cropping` writes it; empty for all of the picture."""

    def __init__(self, *args, **said):
        super().__init__(*args, **{"max_length": 32, "blank": True, "validators": [check_crop], **said})

    def deconstruct(self):
        name, path, args, said = super().deconstruct()
        said.pop("validators", None)
        return name, path, args, said

"""The picture in an upload: is it one that we can show, whole, and within limits?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, UnidentifiedImageError

MOST_MEGABYTES = 30
MOST_MEGAPIXELS = 60
FORMATS = ("JPEG", "PNG", "WEBP")
# Pixels. A WebP holds 16,383, and nothing that is shown is taller than its original.
TALLEST = 16_000

# Pillow knows a format by name only once its plugin is loaded.
Image.init()


def check_original(file):
    """Refuse an uploaded file that is too large, of another format, or not a whole picture.

    `file` is an open binary file with a `size` in bytes. Raises ValidationError.
    """
    if file.size > MOST_MEGABYTES * 1_000_000:
        raise ValidationError(
            _("This file has %(size)d MB; %(limit)d MB is the most. Save the picture smaller and try again."),
            code="too-heavy",
            params={"size": round(file.size / 1_000_000), "limit": MOST_MEGABYTES},
        )
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as picture:
            _check_size(picture)
            # MPO is what some phones write: a JPEG with a second picture behind it.
            if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
                raise ValidationError(
                    _("This is a moving picture. Save one frame of it and upload that."), code="moving"
                )
            # Decoding it to the end is the only proof that it is whole.
            picture.load()
    except Image.DecompressionBombError as error:
        # So large that Pillow does not even open it.
        raise ValidationError(
            _("This picture has far more than %(limit)d million pixels. Save it smaller and try again."),
            code="too-large",
            params={"limit": MOST_MEGAPIXELS},
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("This is not a whole JPEG, PNG or WebP picture: it may be damaged. Export it again."),
            code="not-a-picture",
        ) from error
    finally:
        file.seek(0)


def _check_size(picture):
    megapixels = picture.width * picture.height / 1_000_000
    if megapixels > MOST_MEGAPIXELS:
        raise ValidationError(
            _(
                "This picture is %(width)d by %(height)d pixels, %(megapixels)d million in all; "
                "%(limit)d million is the most. Save it smaller and try again."
            ),
            code="too-large",
            params={
                "width": picture.width,
                "height": picture.height,
                "megapixels": round(megapixels),
                "limit": MOST_MEGAPIXELS,
            },
        )
    turned = picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5
    height = picture.width if turned else picture.height
    if height > TALLEST:
        raise ValidationError(
            _("This picture is %(height)d pixels tall; %(limit)d is the most. Cut it and try again."),
            code="too-tall",
            params={"height": height, "limit": TALLEST},
        )


class OriginalField(forms.FileField):
    """An upload that is decoded to its end before anything is kept."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file is not initial:
            check_original(file)
        return file

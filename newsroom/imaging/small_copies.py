"""A small copy of a picture, out of which come its fingerprint and what stands where it will be.

Pure, but for Pillow and LittleCMS.
"""

import base64
import io

from PIL import Image, ImageCms, ImageOps

# Pixels of the longer side.
SMALL = 256
PLACEHOLDER = 16
# Characters, which the column holds. At this size and quality it is a fourth of that.
PLACEHOLDER_LENGTH = 800

_SRGB = ImageCms.createProfile("sRGB")

# The ways of keeping colours out of which we can show some. Not floating point, nor CIELAB.
SHOWN_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "RGBa", "La", "CMYK", "YCbCr"} | {
    "I;16",
    "I;16L",
    "I;16B",
}


def _in_eight_bits(picture):
    """Return a small picture in a mode whose pixels can be mixed, with white paper behind it."""
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("RGB", "CMYK", "L"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "RGBA", "RGBa", "La"):
        through = picture.convert("RGBA")
        paper = Image.new("RGB", through.size, "white")
        paper.paste(through, mask=through.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _in_srgb(picture, profile):
    """Return `picture` in sRGB (IEC 61966-2-1), out of its own colours where they are given and sound."""
    if profile:
        try:
            return ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _SRGB, outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass  # one that is not of this picture's kind, or broken: browsers pass it over as well
    return picture.convert("RGB")


def small_copy(picture: Image.Image) -> Image.Image:
    """Return a decoded picture at most SMALL pixels long, upright, in sRGB and on white paper.

    `picture` itself is made small on the way: two large ones would take twice the memory.
    """
    profile = picture.info.get("icc_profile")
    if picture.mode in ("1", "P", "PA") or picture.mode.startswith("I"):
        # Their pixels cannot be mixed. Enough of them are kept for that to be done after.
        picture.thumbnail((SMALL * 4, SMALL * 4), Image.Resampling.NEAREST)
    else:
        picture.thumbnail((SMALL * 2, SMALL * 2), Image.Resampling.BOX, reducing_gap=2.0)
    small = _in_srgb(_in_eight_bits(ImageOps.exif_transpose(picture)), profile)
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return small


def placeholder(small: Image.Image) -> str:
    """Return a picture of a few pixels as a data address (RFC 2397); `small` is a small copy."""
    tiny = small.copy()
    tiny.thumbnail((PLACEHOLDER, PLACEHOLDER), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    tiny.save(written, "WEBP", quality=50, method=6)
    return "data:image/webp;base64," + base64.b64encode(written.getvalue()).decode("ascii")

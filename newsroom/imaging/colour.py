"""The colours of a picture as those of the screen: sRGB (IEC 61966-2-1), whatever it comes in.

Public files then need no profile of their own, and look the same where nobody reads one.
"""

from functools import cache
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms

from newsroom.imaging.profiles import adobe_rgb, coated_paper

# By what a profile calls the space that it is for (ICC.1 §7.2.6).
_SPACES = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}
# A real profile of a printer has half a megabyte to three.
_MOST_BYTES = 8_000_000


@cache
def _screen() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _seen(picture: Image.Image, profile: ImageCms.ImageCmsProfile, *, in_place: bool = False) -> Any:
    return ImageCms.profileToProfile(
        picture,
        profile,
        _screen(),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode=None if in_place else "RGB",
        inPlace=in_place,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _cube() -> Image.Image:
    """Colours from all over RGB."""
    steps = (0, 64, 128, 192, 255)
    probe = Image.new("RGB", (125, 1))
    probe.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    return probe


def _profile_of(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the profile that the picture brings; None when there is none, or it cannot be read."""
    written = picture.info.get("icc_profile")
    if not written and picture.mode in {"RGB", "RGBA"} and _is_adobe_rgb(picture):
        written = adobe_rgb()
    if not isinstance(written, bytes) or not 128 < len(written) <= _MOST_BYTES:
        return None
    try:
        return ImageCms.ImageCmsProfile(BytesIO(written))
    except (OSError, ImageCms.PyCMSError):
        return None


def _is_adobe_rgb(picture: Image.Image) -> bool:
    """Whether a camera says so in Exif alone, as DCF 2.0 has it: "R03", without a profile."""
    try:
        return picture.getexif().get_ifd(ExifTags.IFD.Interop).get(1) == "R03"
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, AttributeError):
        return False


def _flat(picture: Image.Image) -> Image.Image:
    """Return the picture in one of the modes that colours are reckoned in: eight bits, no palette."""
    match picture.mode:
        case "RGB" | "L" if "transparency" in picture.info:
            return picture.convert("RGBA")
        case "RGB" | "RGBA" | "L" | "CMYK" | "LAB":
            return picture
        case "I;16" | "I;16L" | "I;16B" | "I;16N" | "I":
            # Sixteen bits: the upper eight are the picture. Pillow would cut off all above the lower eight.
            return picture.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
        case "F":
            return picture.point(lambda value: value * 255 + 0.5).convert("L")
        case "1":
            return picture.convert("L")
        case "P" | "PA" | "LA" | "La" | "RGBa":
            clear = picture.mode != "P" or "transparency" in picture.info
            return picture.convert("RGBA" if clear else "RGB")
    return picture.convert("RGB")


def _translated(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """Return the picture in sRGB. Raises PyCMSError when the profile is of no use."""
    if picture.mode in {"RGB", "RGBA"}:
        probe = _cube()
        nearly = zip(probe.tobytes(), _seen(probe, profile).tobytes(), strict=True)
        if all(abs(one - other) <= 1 for one, other in nearly):
            return picture
        # The largest thing in memory is not had twice.
        picture.load()
        _seen(picture, profile, in_place=True)
        return picture
    return _seen(picture, profile)


def _on_white(picture: Image.Image) -> Image.Image:
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def in_screen_colours(picture: Image.Image) -> Image.Image:
    """Return `picture` in sRGB, eight bits each, what is transparent on white, with nothing said beside it.

    Its colours are translated by its own profile, relative to white and with black kept black; a profile that
    is broken or of another kind of picture is passed over. The picture that is passed may be changed.
    Raises OSError for a picture that is not whole.
    """
    profile = _profile_of(picture)
    shown = _flat(picture)
    if profile and profile.profile.xcolor_space == "RGB " and shown.mode == "L":
        shown = shown.convert("RGB")
    if profile and profile.profile.xcolor_space != _SPACES[shown.mode]:
        profile = None
    if profile is None and shown.mode == "CMYK":
        profile = ImageCms.ImageCmsProfile(BytesIO(coated_paper()))
    if shown.mode == "LAB":
        # Its numbers say what colour they are: there is nothing that a profile could add.
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    if profile is not None:
        try:
            shown = _translated(shown, profile)
        except (ImageCms.PyCMSError, OSError):
            if shown.mode == "CMYK":
                shown = _translated(shown, ImageCms.ImageCmsProfile(BytesIO(coated_paper())))
    shown = _on_white(shown) if shown.mode == "RGBA" else shown.convert("RGB")
    shown.info = {}
    return shown

"""A picture as a camera of twelve megapixels gives it, for measuring."""

from io import BytesIO

from PIL import Image, ImageChops, ImageFilter

from newsroom.demonstration.pictures import paint

SIZE = (4000, 3000)
# A room with a table, windows and people seen from afar.
SCENE = "talks-table"


def _texture(side: int, strength: int) -> Image.Image:
    """Grain of this many pixels, around grey."""
    small = Image.effect_noise((SIZE[0] // side + 2, SIZE[1] // side + 2), strength)
    return small.resize(SIZE, Image.Resampling.BICUBIC).convert("RGB")


def twelve_megapixels() -> bytes:
    """Return a JPEG: a painted scene with texture at several sizes, and a sensor's noise over all of it.

    The same picture each time, but for its grain.
    """
    with Image.open(BytesIO(paint(SCENE))) as painted:
        picture = painted.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    for side, strength in ((90, 24), (30, 20), (10, 16), (4, 14)):
        picture = ImageChops.overlay(picture, _texture(side, strength))
    picture = picture.filter(ImageFilter.GaussianBlur(0.8))
    noise = Image.merge("RGB", [Image.effect_noise(SIZE, 6) for _ in range(3)])
    written = BytesIO()
    ImageChops.add(picture, noise, scale=1, offset=-128).save(written, "JPEG", quality=92)
    return written.getvalue()

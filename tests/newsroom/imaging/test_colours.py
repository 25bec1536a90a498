"""Whatever colours a picture comes in, its public files have the same in sRGB, without a profile."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from newsroom.imaging.cropping import ALL
from newsroom.imaging.drawing import draw, opened
from newsroom.imaging.naming import FORMATS, PublicFile
from newsroom.imaging.profiles import (
    ADOBE_RGB,
    DISPLAY_P3,
    adobe_rgb,
    coated_paper,
    grey_profile,
    screen_profile,
)

SIZE = (64, 48)


def as_file(mode, colour, picture_format, **options):
    written = BytesIO()
    Image.new(mode, SIZE, colour).save(written, picture_format, **options)
    return BytesIO(written.getvalue())


def colour_shown(file, extension="webp"):
    """The colour in the middle of the public file that is drawn of `file`."""
    wanted = [PublicFile(ALL, SIZE[0], extension)]
    ((_file, data),) = draw(opened(file, wanted), wanted)
    shown = Image.open(BytesIO(data))
    assert "icc_profile" not in shown.info
    return shown.convert("RGB").getpixel((SIZE[0] // 2, SIZE[1] // 2))


def assert_alike(shown, wanted, within=4):
    assert max(abs(one - other) for one, other in zip(shown, wanted, strict=True)) <= within, (shown, wanted)


def seen(primaries, gamma, colour):
    """Reckon by hand what a colour of another RGB is in sRGB (IEC 61966-2-1), both seen under D50."""
    linear = [(value / 255) ** gamma for value in colour]
    x, y, z = (sum(linear[part] * primaries[part][axis] for part in range(3)) for axis in range(3))
    # From XYZ under D50 (Bradford): http://www.brucelindbloom.com/Eqn_RGB_XYZ_Matrix.html
    back = (
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    )
    curved = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in back)
    return tuple(round(255 * min(1, max(0, value))) for value in curved)


SKIN_SKY_LEAF_GREY = [
    (200, 140, 120),
    (90, 130, 190),
    (90, 140, 70),
    (118, 118, 118),
    (255, 255, 255),
    (0, 0, 0),
]


@pytest.mark.parametrize("colour", SKIN_SKY_LEAF_GREY)
def test_adobe_rgb_is_seen_as_it_was_meant(colour):
    file = as_file("RGB", colour, "JPEG", icc_profile=adobe_rgb(), quality=100, subsampling=0)
    assert_alike(colour_shown(file), seen(ADOBE_RGB, 563 / 256, colour))


@pytest.mark.parametrize("colour", SKIN_SKY_LEAF_GREY)
def test_display_p3_is_seen_as_it_was_meant(colour):
    profile = screen_profile("A wide screen", DISPLAY_P3, 2.2)
    file = as_file("RGB", colour, "PNG", icc_profile=profile)
    assert_alike(colour_shown(file), seen(DISPLAY_P3, 2.2, colour))


def test_the_colours_of_a_wide_space_are_changed_and_not_only_relabelled():
    assert seen(ADOBE_RGB, 563 / 256, (200, 80, 60)) == (230, 79, 56)
    file = as_file("RGB", (200, 80, 60), "TIFF", icc_profile=adobe_rgb())
    assert_alike(colour_shown(file), (230, 79, 56))


def test_a_camera_that_says_adobe_rgb_in_exif_alone_is_understood():
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    file = as_file("RGB", (200, 80, 60), "JPEG", exif=exif.tobytes(), quality=100, subsampling=0)
    assert Image.open(file).getexif().get_ifd(0xA005)[1] == "R03"
    assert_alike(colour_shown(file), (230, 79, 56))


@pytest.mark.parametrize("extension", FORMATS)
def test_srgb_stays_what_it_is_in_every_format(extension):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = as_file("RGB", (200, 80, 60), "PNG", icc_profile=srgb)
    assert_alike(colour_shown(file, extension), (200, 80, 60))


def test_a_grey_profile_is_followed():
    # Half of a linear scale is 188 of the screen's.
    file = as_file("L", 128, "JPEG", icc_profile=grey_profile(1.0), quality=100)
    assert_alike(colour_shown(file), (188, 188, 188))


def test_grey_without_a_profile_is_the_screens_grey():
    assert_alike(colour_shown(as_file("L", 128, "JPEG", quality=100)), (128, 128, 128), within=2)


def test_grey_with_a_profile_for_colours_is_seen_in_them():
    file = as_file("L", 118, "PNG", icc_profile=screen_profile("A wide screen", DISPLAY_P3, 2.2))
    assert_alike(colour_shown(file), seen(DISPLAY_P3, 2.2, (118, 118, 118)))


# Cyan, magenta, yellow and black of a press as ISO 12647-2 has them, in sRGB.
PRINTED = [
    ((255, 0, 0, 0), (0, 158, 225)),
    ((0, 255, 0, 0), (224, 12, 125)),
    ((0, 0, 255, 0), (255, 243, 0)),
    ((0, 0, 0, 0), (255, 255, 255)),
    ((0, 153, 204, 0), (237, 113, 50)),
    ((0, 0, 0, 128), (127, 127, 127)),
]


@pytest.mark.parametrize(("inks", "shown"), PRINTED)
@pytest.mark.parametrize("said", [{}, {"icc_profile": coated_paper()}])
@pytest.mark.parametrize("picture_format", ["JPEG", "TIFF"])
def test_cmyk_is_seen_as_it_would_be_printed_with_its_profile_and_without(picture_format, said, inks, shown):
    options = {"quality": 100, "subsampling": 0} if picture_format == "JPEG" else {}
    assert_alike(colour_shown(as_file("CMYK", inks, picture_format, **said, **options)), shown, within=8)


@pytest.mark.parametrize("picture_format", ["PNG", "TIFF"])
@pytest.mark.parametrize("level", [0, 8_000, 32_768, 65_535])
def test_sixteen_bits_of_grey_keep_their_brightness(picture_format, level):
    file = as_file("I;16", level, picture_format)
    assert_alike(colour_shown(file), (round(level / 257),) * 3, within=2)


def test_sixteen_bits_of_colour_keep_their_brightness(sixteen_bit_png):
    assert_alike(colour_shown(sixteen_bit_png((51_400, 20_560, 15_420))), (200, 80, 60))


@pytest.fixture
def sixteen_bit_png():
    """Makes a PNG with sixteen bits for each of its colours, which Pillow reads and does not write."""
    import struct
    import zlib

    def make(colour):
        def chunk(kind, content):
            check = struct.pack(">I", zlib.crc32(kind + content))
            return struct.pack(">I", len(content)) + kind + content + check

        rows = (b"\0" + struct.pack(">3H", *colour) * SIZE[0]) * SIZE[1]
        head = struct.pack(">IIBBBBB", *SIZE, 16, 2, 0, 0, 0)
        parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
        return BytesIO(b"\x89PNG\r\n\x1a\n" + parts)

    return make


def test_lab_is_seen_as_the_colour_that_it_names():
    # L* 53, a* 80, b* 67 is nearly the screen's red; Pillow holds a* and b* with 128 added.
    assert_alike(colour_shown(as_file("LAB", (135, 208, 195), "TIFF")), (249, 3, 10), within=6)


def test_what_is_transparent_lies_on_white():
    assert_alike(colour_shown(as_file("RGBA", (200, 80, 60, 0), "PNG")), (255, 255, 255))
    assert_alike(colour_shown(as_file("RGBA", (200, 80, 60, 128), "PNG")), (227, 167, 157))
    assert_alike(colour_shown(as_file("LA", (0, 128), "PNG")), (127, 127, 127))
    assert_alike(
        colour_shown(as_file("RGB", (200, 80, 60), "PNG", transparency=(200, 80, 60))), (255, 255, 255)
    )


def test_what_is_half_transparent_keeps_the_colours_of_its_profile():
    file = as_file("RGBA", (200, 80, 60, 255), "PNG", icc_profile=adobe_rgb())
    assert_alike(colour_shown(file), (230, 79, 56))


def test_a_palette_is_read_and_its_profile_followed():
    written = BytesIO()
    palette = Image.new("RGB", SIZE, (200, 80, 60)).quantize(4)
    palette.save(written, "PNG", icc_profile=adobe_rgb())
    assert_alike(colour_shown(BytesIO(written.getvalue())), (230, 79, 56))


@pytest.mark.parametrize(
    "profile", [b"nothing", b"\0" * 4_000, adobe_rgb()[:200], coated_paper(), grey_profile(2.2)]
)
def test_a_profile_that_is_broken_or_of_something_else_is_passed_over(profile):
    file = as_file("RGB", (200, 80, 60), "JPEG", icc_profile=profile, quality=100, subsampling=0)
    assert_alike(colour_shown(file), (200, 80, 60))


def test_cmyk_with_a_profile_of_something_else_is_taken_for_print():
    file = as_file("CMYK", (255, 0, 0, 0), "JPEG", icc_profile=adobe_rgb(), quality=100, subsampling=0)
    assert_alike(colour_shown(file), (0, 158, 225), within=8)

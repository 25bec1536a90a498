"""What the files are like that are drawn of a picture."""

import io

import pillow_heif
import pytest
from PIL import Image

from newsroom.demonstration.pictures import paint
from newsroom.imaging.alike import psnr, ssim
from newsroom.imaging.cropping import ALL, Box
from newsroom.imaging.drawing import draw, opened, widest
from newsroom.imaging.naming import FORMATS, PublicFile, Shown, public_files


def halves(size=(800, 600), picture_format="JPEG", **options):
    """A picture whose left half is red and whose right half is blue, as a file."""
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 30, 200), (size[0] // 2, 0, *size))
    written = io.BytesIO()
    if picture_format == "HEIF":
        picture = pillow_heif.from_pillow(picture)
    else:
        options["format"] = picture_format
    picture.save(written, **options)
    return io.BytesIO(written.getvalue())


def drawn(file, *wanted):
    return {each.name: Image.open(io.BytesIO(data)) for each, data in draw(opened(file, wanted), wanted)}


def is_red(pixel):
    return pixel[0] > 150 and pixel[2] < 80


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
def test_an_original_of_every_format_is_drawn(picture_format):
    (shown,) = drawn(halves(picture_format=picture_format), PublicFile(ALL, 400, "webp")).values()
    assert shown.size == (400, 300)
    assert is_red(shown.convert("RGB").getpixel((50, 150)))
    assert not is_red(shown.convert("RGB").getpixel((350, 150)))


# Where the red half of a picture is, by how the camera was held (Exif 2.32 §4.6.4, tag 274).
RED_IS = {1: "left", 2: "right", 3: "right", 4: "left", 5: "upper", 6: "upper", 7: "lower", 8: "lower"}
THERE = {"left": (0.1, 0.5), "right": (0.9, 0.5), "upper": (0.5, 0.1), "lower": (0.5, 0.9)}


@pytest.mark.parametrize("orientation", RED_IS)
@pytest.mark.parametrize("width", [100, 400])
@pytest.mark.parametrize("picture_format", ["JPEG", "TIFF"])
def test_a_picture_is_drawn_as_the_camera_was_held(orientation, width, picture_format):
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = halves(picture_format=picture_format, exif=exif)
    (shown,) = drawn(file, PublicFile(ALL, width, "webp")).values()
    assert shown.size == (width, width * 4 // 3 if orientation >= 5 else width * 3 // 4)
    across, down = THERE[RED_IS[orientation]]
    pixel = shown.convert("RGB").getpixel((int(shown.width * across), int(shown.height * down)))
    assert is_red(pixel)


def test_a_box_is_of_the_upright_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    upper = PublicFile(Box(0, 0, 10_000, 5_000), 300, "jpg")
    lower = PublicFile(Box(0, 5_000, 10_000, 5_000), 300, "jpg")
    shown = drawn(halves(exif=exif), upper, lower)
    assert {picture.size for picture in shown.values()} == {(300, 200)}
    assert is_red(shown[upper.name].getpixel((150, 100)))
    assert not is_red(shown[lower.name].getpixel((150, 100)))


def test_every_file_is_as_wide_as_its_name_says():
    wanted = public_files(Shown("", 1001, 667, crop="333-0-9000-10000"))
    assert all(
        picture.width == file.width
        for file in wanted
        for picture in drawn(halves((1112, 667)), file).values()
    )


def test_a_jpeg_is_decoded_smaller_only_where_twice_the_pixels_are_left():
    small, large = PublicFile(ALL, 320, "webp"), PublicFile(ALL, 2560, "webp")
    assert widest([small], 4000) == 640
    assert widest([small, large], 4000) is None
    assert widest([PublicFile(ALL, None, "jpg"), small], 4000) is None
    assert widest([PublicFile(Box(0, 0, 2_000, 10_000), 320, "webp")], 4000) == 3200
    assert opened(halves((4000, 3000)), [small]).size == (1000, 750)
    assert opened(halves((4000, 3000)), [small, large]).size == (4000, 3000)


def test_what_was_cut_away_is_not_in_the_file():
    part = PublicFile(Box(5_000, 0, 5_000, 10_000), 200, "jpg")
    (shown,) = drawn(halves(), part).values()
    assert not any(is_red(shown.getpixel((x, 100))) for x in range(shown.width))


def test_at_like_quality_avif_is_the_smallest_and_jpeg_the_largest():
    with Image.open(io.BytesIO(paint("talks-table"))) as painted:
        picture = painted.convert("RGB").resize((960, 640))
    grain = Image.effect_noise(picture.size, 12).convert("RGB")
    picture = Image.blend(picture, grain, 0.15)
    size, alike = {}, {}
    for file, data in draw(picture, [PublicFile(ALL, 960, extension) for extension in FORMATS]):
        size[file.extension] = len(data)
        alike[file.extension] = ssim(picture, Image.open(io.BytesIO(data)).convert("RGB"))
    assert size["avif"] < size["webp"] < size["jpg"]
    assert max(alike.values()) - min(alike.values()) < 0.03, alike


def test_a_picture_is_like_itself_and_less_like_another():
    one = Image.effect_noise((64, 64), 60).convert("RGB")
    assert ssim(one, one) == pytest.approx(1)
    assert psnr(one, one) == float("inf")
    other = Image.blend(one, Image.effect_noise((64, 64), 60).convert("RGB"), 0.5)
    assert ssim(one, other) < 0.9
    assert psnr(one, other) < 30

"""The same picture is known again after what happens to pictures; another is not taken for it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from newsroom.demonstration.pictures import paint
from newsroom.imaging.fingerprints import BITS, distance, fingerprint
from newsroom.imaging.likeness import NEAR
from newsroom.imaging.small_copies import PLACEHOLDER_LENGTH, placeholder, small_copy
from tests.newsroom.imaging.bad_files import drawn


@pytest.fixture(scope="module")
def picture():
    return Image.open(io.BytesIO(paint("six-pillars"))).convert("RGB")


def look(picture):
    return fingerprint(small_copy(picture.copy()))


def saved(picture, picture_format, **how):
    file = io.BytesIO()
    picture.save(file, picture_format, **how)
    return Image.open(file)


def trimmed(picture, part):
    width, height = picture.size
    return picture.crop(
        (int(width * part), int(height * part), int(width * (1 - part)), int(height * (1 - part)))
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.resize((it.width // 4, it.height // 4)),
        lambda it: it.resize((640, 640 * it.height // it.width), Image.Resampling.BILINEAR),
        lambda it: saved(it, "JPEG", quality=30),
        lambda it: saved(it, "WEBP", quality=40),
        lambda it: ImageEnhance.Brightness(it).enhance(0.8),
        lambda it: ImageEnhance.Contrast(it).enhance(1.2),
        lambda it: ImageEnhance.Sharpness(it).enhance(2.5),
        lambda it: it.convert("L"),
        lambda it: it.convert("CMYK"),
        lambda it: trimmed(it, 0.01),
    ],
    ids=["a fourth", "640", "JPEG", "WebP", "darker", "contrast", "sharper", "grey", "CMYK", "trimmed"],
)
def test_a_changed_copy_is_near(picture, change):
    assert distance(look(picture), look(change(picture))) <= NEAR


def test_another_picture_is_far(picture):
    assert distance(look(picture), look(drawn())) > 2 * NEAR
    assert distance(look(picture), look(picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT))) > NEAR


def test_one_brightness_is_no_look():
    assert fingerprint(Image.new("RGB", (200, 100), "teal")) is None


@given(
    st.binary(min_size=48, max_size=48),
    st.sampled_from(["RGB", "L", "CMYK", "RGBA", "P", "1"]),
    st.integers(1, 700),
    st.integers(1, 700),
)
def test_any_picture_has_a_placeholder_that_fits_and_a_look_of_64_bits(pixels, mode, width, height):
    picture = Image.frombytes("RGB", (4, 4), pixels).convert(mode).resize((width, height))
    small = small_copy(picture)
    assert small.mode == "RGB"
    assert max(small.size) <= 256
    assert len(placeholder(small)) <= PLACEHOLDER_LENGTH
    found = fingerprint(small)
    assert found is None or 0 <= found < 2**BITS


def test_colours_that_a_profile_gives_are_those_of_the_placeholder():
    """A broken profile is passed over, as browsers do."""
    picture = drawn()
    picture.info["icc_profile"] = b"no profile"
    assert list(small_copy(picture.copy()).getdata())[:50] == list(small_copy(drawn()).getdata())[:50]

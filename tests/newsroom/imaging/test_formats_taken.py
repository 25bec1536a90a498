"""Every kind of picture that may come in is taken, and is as large as it is when it is held upright."""

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from newsroom.imaging.reading import read_picture
from tests.newsroom.imaging.bad_files import drawn, written

GOOD = {
    "JPEG": {},
    "JPEG progressive": {"progressive": True},
    "JPEG in CMYK": {"mode": "CMYK"},
    "JPEG in grey": {"mode": "L"},
    "PNG": {},
    "PNG with alpha": {"mode": "RGBA"},
    "PNG in grey with alpha": {"mode": "LA"},
    "PNG with a palette": {"mode": "P"},
    "PNG of two colours": {"mode": "1"},
    "PNG in 16 bits": {"mode": "I;16"},
    "WEBP": {},
    "WEBP lossless": {"lossless": True},
    "WEBP with alpha": {"mode": "RGBA"},
    "AVIF": {},
    "AVIF with alpha": {"mode": "RGBA"},
    "HEIF": {},
    "TIFF": {},
    "TIFF LZW": {"compression": "tiff_lzw"},
    "TIFF deflated": {"compression": "tiff_adobe_deflate"},
    "TIFF of a JPEG": {"compression": "jpeg"},
    "TIFF in 16 bits": {"mode": "I;16"},
    "TIFF in CMYK": {"mode": "CMYK"},
    "MPO": {"save_all": True, "append_images": [Image.new("RGB", (40, 30))]},
}


def picture(mode):
    if mode != "I;16":
        return drawn(mode=mode)
    grey = drawn(mode="L")
    return Image.frombytes("I;16", grey.size, b"".join(bytes([0, value]) for value in grey.tobytes()))


def facts_of(kind):
    how = dict(GOOD[kind])
    data = written(kind.split()[0], picture=picture(how.pop("mode", "RGB")), **how)
    return read_picture(ContentFile(data, name="IMG_0001.jpg"))


@pytest.fixture(scope="module")
def jpeg():
    return facts_of("JPEG")


@pytest.mark.parametrize("kind", list(GOOD))
def test_it_is_taken_with_its_size_and_looks_like_itself(kind, jpeg):
    facts = facts_of(kind)
    assert facts.format == kind.split()[0].replace("MPO", "JPEG")
    assert (facts.width, facts.height) == (320, 240)
    assert facts.placeholder.startswith("data:image/webp;base64,")
    assert len(facts.placeholder) <= 800
    # Two colours are another picture.
    if kind != "PNG of two colours":
        assert (facts.fingerprint ^ jpeg.fingerprint).bit_count() <= 7


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_it_is_measured_as_it_was_held(form, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    how = {"tiffinfo": {274: orientation}} if form == "TIFF" else {"exif": exif.tobytes()}
    facts = read_picture(ContentFile(written(form, **how)))
    assert (facts.width, facts.height) == ((240, 320) if orientation in (6, 8) else (320, 240))


@pytest.mark.parametrize("orientation", [2, 4, 5, 7, 0, 9])
def test_mirrors_and_nonsense_are_measured_too(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    facts = read_picture(ContentFile(written(exif=exif.tobytes())))
    assert (facts.width, facts.height) == ((240, 320) if orientation in (5, 7) else (320, 240))


def test_a_picture_is_known_again_whichever_way_its_file_holds_it(jpeg):
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = written(picture=drawn().transpose(Image.Transpose.ROTATE_90), exif=exif.tobytes())
    facts = read_picture(ContentFile(turned))
    assert (facts.fingerprint ^ jpeg.fingerprint).bit_count() <= 7
    assert (facts.width, facts.height) == (320, 240)


def test_a_picture_in_which_nothing_is_to_be_seen_has_no_look():
    assert (
        read_picture(ContentFile(written(picture=Image.new("RGB", (300, 200), "navy")))).fingerprint is None
    )


def test_a_file_is_known_by_its_bytes(jpeg):
    assert jpeg.sha256 == facts_of("JPEG").sha256
    assert jpeg.size == len(written())
    assert jpeg.suffix == "jpg"

"""The drawn pictures: complete, of one size, and the same on every machine."""

import tomllib
from io import BytesIO
from pathlib import Path

from PIL import Image

from newsroom import demonstration
from newsroom.demonstration.pictures import SCENES, paint
from newsroom.demonstration.pictures.flags import HIGH, WIDE, flat

LIBRARY = tomllib.loads(
    (Path(demonstration.__file__).parent / "stories/photos.toml").read_text(encoding="utf-8")
)


def test_every_picture_has_its_words_and_every_words_have_their_picture():
    assert set(LIBRARY) == set(SCENES)


def test_every_picture_is_described_in_both_languages():
    for key, photo in LIBRARY.items():
        for text in (photo["caption"], photo["alt"]):
            assert set(text) == {"en", "vi"}, key
            assert all(text.values()), key


def test_a_picture_is_a_large_jpeg():
    picture = Image.open(BytesIO(paint("six-pillars")))
    assert (picture.format, picture.size) == ("JPEG", (2400, 1600))


def test_the_same_key_gives_the_same_bytes():
    assert paint("circuit") == paint("circuit")


def test_the_union_flag_has_its_red_saltire_below_the_white_at_the_hoist_and_above_it_at_the_fly():
    flag = flat("GB")
    red, white = (200, 16, 46), (255, 255, 255)
    x = WIDE // 6
    diagonal = HIGH // 6
    assert flag.getpixel((x, diagonal + 20)) == red
    assert flag.getpixel((x, diagonal - 20)) == white
    assert flag.getpixel((WIDE - x, diagonal - 20)) == red
    assert flag.getpixel((WIDE - x, diagonal + 20)) == white

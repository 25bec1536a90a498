"""Files by eight writers are read back right, in Vietnamese and in Latin-1."""

import subprocess
import sys

import pillow_heif
import pytest
import pyvips
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from newsroom.imaging.metadata import read_said
from tests.newsroom.imaging.metadata import writers
from tests.newsroom.imaging.metadata.writers import LATIN, VIETNAMESE, packet, plain_picture

BOTH = pytest.mark.parametrize("words", [VIETNAMESE, LATIN], ids=["vi", "latin-1"])
FIELDS = ("title", "caption", "photographer", "copyright")


def assert_say(paths, words, block, fields=FIELDS):
    meant = {field: {"text": getattr(words, field), "from": block} for field in fields}
    said = {path.suffix: read_said(path.read_bytes()) for path in paths}
    read = {suffix: {field: found.get(field) for field in fields} for suffix, found in said.items()}
    assert read == {path.suffix: meant for path in paths}


def pictures(tmp_path, *extensions):
    return [plain_picture(tmp_path / f"photo.{extension}") for extension in extensions]


@BOTH
@pytest.mark.parametrize(
    "block, extensions",
    [
        # The newer formats have no place for IPTC's older record.
        ("IPTC", ["jpg", "tif", "png"]),
        ("XMP", ["jpg", "tif", "png", "webp", "avif", "heic"]),
        ("EXIF", ["jpg", "tif", "png", "webp", "avif", "heic"]),
    ],
)
def test_exiftool(tmp_path, block, extensions, words):
    paths = pictures(tmp_path, *extensions)
    writers.exiftool(paths, words, block)
    assert_say(paths, words, block)


@BOTH
@pytest.mark.parametrize(
    "block, extensions",
    [
        ("IPTC", ["jpg", "tif", "png"]),
        ("XMP", ["jpg", "tif", "png", "webp"]),
        ("EXIF", ["jpg", "tif", "png", "webp"]),
    ],
)
def test_exiv2(tmp_path, block, extensions, words):
    paths = pictures(tmp_path, *extensions)
    writers.exiv2(paths, words, block)
    # It has no name for what Windows calls a title.
    assert_say(paths, words, block, FIELDS[1:] if block == "EXIF" else FIELDS)


@BOTH
@pytest.mark.parametrize("tool", [("convert",), ("gm", "convert")], ids=["imagemagick", "graphicsmagick"])
@pytest.mark.parametrize(
    "block, extensions",
    [
        ("IPTC", ["jpg", "tif", "png"]),
        ("XMP", ["jpg", "tif"]),
        ("EXIF", ["jpg", "png", "webp"]),
    ],
)
def test_imagemagick_and_graphicsmagick(tmp_path, tool, block, extensions, words):
    taken = plain_picture(tmp_path / "taken.jpg")
    writers.exiftool([taken], words, block)
    paths = [tmp_path / f"photo.{extension}" for extension in extensions]
    for path in paths:
        writers.run(*tool, taken, path)
    assert_say(paths, words, block)


@pytest.mark.parametrize(
    "extension, words", [("jpg", VIETNAMESE), ("webp", VIETNAMESE), ("tif", LATIN), ("png", LATIN)]
)
def test_darktable(tmp_path, extension, words):
    path = tmp_path / f"photo.{extension}"
    writers.darktable(path, words, tmp_path)
    assert_say([path], words, "XMP")


@BOTH
@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_exif_by_pillow(tmp_path, extension, words):
    path = tmp_path / f"photo.{extension}"
    Image.new("RGB", (64, 48)).save(path, exif=writers.exif_of_pillow(words))
    assert_say([path], words, "EXIF")


@BOTH
@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif", "tif"])
def test_xmp_by_pillow(tmp_path, extension, words):
    path = tmp_path / f"photo.{extension}"
    about = PngInfo()
    about.add_itxt("XML:com.adobe.xmp", packet(words).decode(), zip=True)
    own = {"png": {"pnginfo": about}, "tif": {"tiffinfo": {700: packet(words)}}}
    Image.new("RGB", (64, 48)).save(path, **own.get(extension, {"xmp": packet(words)}))
    assert_say([path], words, "XMP")


@BOTH
@pytest.mark.parametrize("block", ["XMP", "EXIF"])
def test_libheif(tmp_path, block, words):
    path = tmp_path / "photo.heic"
    options = {"exif": writers.exif_of_pillow(words)} if block == "EXIF" else {"xmp": packet(words)}
    pillow_heif.from_pillow(Image.new("RGB", (64, 48))).save(path, **options)
    assert_say([path], words, block)


@BOTH
def test_libvips(tmp_path, words):
    taken = plain_picture(tmp_path / "taken.jpg")
    Image.open(taken).save(taken, xmp=packet(words))
    paths = [tmp_path / f"photo.{extension}" for extension in ("jpg", "tif", "png", "webp", "avif")]
    for path in paths:
        pyvips.Image.new_from_file(str(taken)).write_to_file(str(path))
    assert_say(paths, words, "XMP")


def test_no_django_is_needed_to_read():
    asked = (
        "import sys, newsroom.imaging.metadata, newsroom.imaging.labelling; sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0

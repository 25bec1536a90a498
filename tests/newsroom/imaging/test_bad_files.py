"""What must not become a photo is refused in words, takes little to be read, and leaves nothing."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from newsroom.imaging import reading, reading_process
from newsroom.imaging.reading import read_picture
from newsroom.imaging.taking_in import take_in
from newsroom.models import Likeness, Photo
from tests.making import files_in
from tests.newsroom.imaging.bad_files import BAD, POLYGLOTS, flat_png, jpeg_with, png_of, written, zipped
from tests.newsroom.imaging.measured import ROOT, measured

# Python, Pillow and the decoders take 45 MB before they have read anything.
LITTLE = 140 * 1024 * 1024


def refused(data, name="picture.jpg"):
    with pytest.raises(ValidationError) as error:
        read_picture(ContentFile(data, name=name))
    (message,) = error.value.messages
    # A sentence with its particulars, and what to do.
    assert "%(" not in message
    assert len(re.findall(r"[.!?](?:\s|$)", message)) >= 2
    return error.value.code, message


@pytest.mark.parametrize("kind", list(BAD))
def test_a_bad_file_is_refused_with_its_sentence(kind):
    make, code = BAD[kind]
    assert refused(make())[0] == code


@pytest.mark.parametrize(
    "kind",
    [kind for kind in BAD if "cut short" not in kind and BAD[kind][1] not in ("empty", "not-a-picture")],
)
def test_a_bad_file_takes_little_memory(kind):
    found = measured(BAD[kind][0]())
    assert found.answer["refused"]
    assert found.peak < LITTLE


@pytest.mark.parametrize(
    "kind", ["an archive in a JPEG's comment", "a JPEG that is JavaScript", "PHP behind a PNG"]
)
def test_a_picture_that_is_something_else_besides_is_refused(kind):
    code, message = refused(POLYGLOTS[kind][0]())
    assert code == "polyglot"
    assert "There is something else in this file beside the picture" in message


def test_the_sentences_say_what_the_file_is():
    assert "This is a web page (HTML), whatever it is called" in refused(BAD["HTML"][0]())[1]
    assert "This is a drawing (SVG), which can carry scripts" in refused(BAD["SVG"][0]())[1]
    assert "This is a GIF picture" in refused(BAD["GIF"][0]())[1]
    assert "60000 by 100 pixels; a side may have 30000" in refused(BAD["a PNG of 60,000 pixels"][0]())[1]
    whole = written("HEIF")
    assert "not a whole HEIC picture" in refused(whole[: len(whole) // 2])[1]


@pytest.mark.parametrize(
    ("picture_format", "how"),
    [
        ("JPEG", {"quality": 80}),
        ("JPEG", {"quality": 80, "progressive": True}),
        ("PNG", {"compress_level": 1}),
        ("WEBP", {"lossless": True, "quality": 0, "method": 0}),
        ("TIFF", {"compression": "tiff_lzw"}),
    ],
)
@pytest.mark.slow
def test_the_largest_pictures_that_are_taken_stay_within_bounds(picture_format, how):
    found = measured(written(picture_format, (10_000, 6_400), **how))
    assert (found.answer["width"], found.answer["height"]) == (10_000, 6_400)
    assert found.peak < reading_process.MEMORY * 9 // 10


def test_a_file_that_is_too_heavy_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    monkeypatch.setattr(reading, "ask", None)
    assert refused(written())[0] == "too-heavy"


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    assert refused(written())[0] == "takes-too-much"


def test_a_picture_that_takes_too_much_memory_is_refused_by_its_reader(monkeypatch):
    """The process is bounded from within, and says so before anything of the site is in want."""
    program = (
        "import resource, sys; sys.path.insert(0, '.'); from partnerships.bounded_process import main; "
        "from newsroom.imaging import reading_process; reading_process.MEMORY = 150 * 1024**2; "
        "main('newsroom.imaging.reading_process')"
    )
    data = written("PNG", (6_000, 6_000), compress_level=1)
    ran = subprocess.run(
        [sys.executable, "-c", program], input=data, capture_output=True, check=True, cwd=ROOT
    )
    assert json.loads(ran.stdout) == {"refused": "large"}


@pytest.mark.parametrize("kind", ["HTML", "JPEG cut short at 60%", "a PNG whose words unfold to 200 MB"])
def test_nothing_is_left_of_a_file_that_was_refused(
    db, kind, photo_editor, tmp_path, monkeypatch, empty_storage
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with TemporaryUploadedFile("picture.jpg", "image/jpeg", 0, None) as upload:
        upload.write(BAD[kind][0]())
        upload.size = upload.tell()
        with pytest.raises(ValidationError):
            take_in(upload, by=photo_editor)
    assert not list(Path(tmp_path).iterdir())
    assert not Photo.objects.exists()
    assert not Likeness.objects.exists()
    assert not files_in()


def test_an_upload_is_where_it_was_after_it_was_read():
    file = ContentFile(written())
    read_picture(file)
    assert file.tell() == 0
    file = ContentFile(jpeg_with(0xFE, zipped()))
    with pytest.raises(ValidationError):
        read_picture(file)
    assert file.tell() == 0


def test_pixels_are_counted_before_any_is_decoded():
    assert measured(png_of(40_000, 29_000)).answer["refused"] == "too-large"
    assert measured(flat_png(9_000, 8_000)).answer == {
        "refused": "too-large",
        "width": 9_000,
        "height": 8_000,
    }

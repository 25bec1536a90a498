"""What stands in a file besides its picture is told from what cameras write there."""

import io
import struct

import pytest
from PIL import Image

from newsroom.imaging.containers import container_end
from newsroom.imaging.polyglots import hidden, kind_of
from tests.newsroom.imaging.bad_files import (
    BAD,
    POLYGLOTS,
    box,
    drawn,
    jpeg_with,
    png_chunk,
    png_with,
    written,
)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF")
FILM = (
    box(b"ftyp", b"mp42\0\0\0\0isommp42") + box(b"moov", b"\1" * 300) + box(b"mdat", bytes(range(256)) * 20)
)


def format_of(data):
    found = Image.open(io.BytesIO(data), formats=FORMATS).format
    return "JPEG" if found == "MPO" else found


def with_a_second_picture():
    return written("MPO", save_all=True, append_images=[drawn((160, 120))])


def with_notes_of_a_telephone():
    """Samsung's: blocks with names, a directory of them, and its length."""
    block = b"\0\0\1\x0a" + struct.pack("<I", 14) + b"Image_UTC_Data" + b"1764370000000"
    film = b"\0\0\x30\x0a" + struct.pack("<I", 16) + b"MotionPhoto_Data" + FILM
    directory = (
        b"SEFH" + struct.pack("<III", 107, 1, 0x0A010000) + struct.pack("<II", len(block + film), len(block))
    )
    return written() + block + film + directory + struct.pack("<I", len(directory)) + b"SEFT"


@pytest.mark.parametrize("kind", list(POLYGLOTS))
def test_what_is_hidden_is_found(kind):
    make, what = POLYGLOTS[kind]
    data = make()
    assert hidden(data, format_of(data)) == what


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_that_is_only_that_hides_nothing(form):
    data = written(form)
    assert container_end(data, form) == len(data)
    assert hidden(data, form) is None


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("padding", [b"\0" * 5000, b"\n", b"\xff" * 16, b"\0\0 \n"])
def test_padding_is_taken(form, padding):
    assert hidden(written(form) + padding, form) is None


@pytest.mark.parametrize(
    "data",
    [
        with_a_second_picture(),
        written() + b"\0" * 64 + written(size=(80, 60)),
        written() + FILM,
        written() + b"\0" * 8 + FILM + b"\0" * 24,
        with_notes_of_a_telephone(),
        written() + b'vivo{"version":"1.0","model":"V2324A"}',
        written() + b"\0" * 40 + b"cbipcbbl",
    ],
    ids=["MPO", "a preview", "a film", "a film in padding", "Samsung", "Vivo", "Photo Mechanic"],
)
def test_what_cameras_and_telephones_write_behind_a_picture_is_taken(data):
    assert hidden(data, "JPEG") is None


def test_a_film_within_a_heic_is_taken():
    assert hidden(written("HEIF") + box(b"mpvd", FILM), "HEIF") is None


def test_what_chance_writes_into_pixels_is_nothing():
    assert (
        hidden(png_with(png_chunk(b"noIS", b"<svg\x01\x02 <?= PK\5\6" + bytes(range(40)) + b"PK\3\4")), "PNG")
        is None
    )


def test_a_caption_that_speaks_of_pages_and_archives_is_a_caption():
    words = b"The PK\3\4 of a ZIP, <b>bold</b>, 5 < 6, <scripture> and %PDF"
    assert hidden(jpeg_with(0xFE, words), "JPEG") is None


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_film_or_picture_of_another_kind_behind_it_is_not_taken(form):
    other = "PNG" if form != "PNG" else "JPEG"
    assert hidden(written(form) + written(other), form) == other


def test_a_tiff_ends_behind_whatever_its_tables_name():
    for how in (
        {},
        {"compression": "tiff_lzw"},
        {"compression": "jpeg"},
        {"tiffinfo": {270: "A caption. " * 90}},
    ):
        data = written("TIFF", **how)
        assert container_end(data + b"\1" * 77, "TIFF") in (len(data), len(data) - 1)


def test_a_table_that_leads_to_itself_ends():
    table = struct.pack("<H", 1) + struct.pack("<HHII", 330, 4, 1, 8)
    assert container_end(b"II*\0" + struct.pack("<I", 8) + table + struct.pack("<I", 8), "TIFF") > 0


@pytest.mark.parametrize(
    "kind", ["SVG", "SVG in UTF-16", "HTML", "HTML behind a comment", "PDF", "ZIP", "GIF"]
)
def test_a_file_that_is_no_picture_is_called_what_it_is(kind):
    assert kind_of(BAD[kind][0]()) == kind.split()[0]

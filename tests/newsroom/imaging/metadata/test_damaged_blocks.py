"""Whatever stands in a file, reading it raises nothing, stays within bounds, and takes no long time."""

import json
import struct
import time
import tracemalloc
import zlib
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.imaging.labelling import Labels, saving_options
from newsroom.imaging.metadata import read_said
from newsroom.imaging.metadata.reconciling import ROOM
from tests.newsroom.imaging.metadata.files import (
    iim,
    in_languages,
    jpeg,
    listed,
    packet,
    png,
    resource,
    segment,
    tiff,
)

EXIF = tiff(
    "<",
    {0x010E: (2, b"By Exif\0"), 0x013B: (2, b"Artist\0"), 0x9C9B: (1, "Tên".encode("utf-16-le"))},
    {0x9286: (7, b"ASCII\0\0\0Hi")},
)
IPTC = iim(
    (5, b"Title"), (120, "Chú thích".encode()), (25, b"one"), (25, b"two"), (55, b"20250101"), utf8=True
)
XMP = packet(
    in_languages("dc:description", x_default="By XMP", vi="Theo XMP")
    + listed("Iptc4xmpExt:PersonInImage", "An", "Bình")
    + "<xmpRights:WebStatement>https://example.org/</xmpRights:WebStatement>"
)


def of_pillow(format_name, tmp_path):
    path = tmp_path / "photo"
    labels = Labels("Nguyễn Văn Ảnh", "Ảnh: TTXVN", "© 2026", "CC BY 4.0", "https://example.org/")
    Image.new("RGB", (16, 16)).save(path, format_name, **saving_options(format_name.lower(), labels))
    return path.read_bytes()


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("samples")
    packed = b"Raw profile type iptc\0\0" + zlib.compress(b"\niptc\n%8d\n" % len(IPTC) + IPTC.hex().encode())
    return [
        jpeg(XMP, IPTC, b"another digest..", EXIF),
        tiff(
            ">",
            {700: (1, XMP), 33723: (7, IPTC), 34377: (1, resource(0x0404, IPTC))},
            {0x9003: (2, b"2025:01:01")},
        ),
        png((b"zTXt", packed), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), (b"eXIf", EXIF)),
        of_pillow("WEBP", scratch),
        of_pillow("AVIF", scratch),
    ]


def assert_within_bounds(said):
    for field, found in said.items():
        assert found["text"]
        assert found["from"] in ("XMP", "IPTC", "EXIF")
        assert len(found["text"]) <= ROOM.get(field, 10)
        assert all(len(text) <= ROOM[field] for text in found.get("languages", {}).values())
        assert len(found.get("languages", {})) <= 20
        assert len(found.get("names", [])) <= 50
    # PostgreSQL's JSON takes no NUL, and UTF-8 no half of a character.
    assert "\\u0000" not in json.dumps(said)
    json.dumps(said, ensure_ascii=False).encode()


def test_the_samples_say_something(samples):
    assert all(read_said(sample) for sample in samples)


@settings(max_examples=300, deadline=None)
@given(
    which=st.integers(0, 4),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=12),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_files_with_changed_bytes(samples, which, changes, kept):
    data = bytearray(samples[which])
    for place, raw in changes:
        at = int(place * (len(data) - 1))
        data[at : at + len(raw)] = raw
    assert_within_bounds(read_said(bytes(data[: int(kept * len(data))])))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["xmp", "iim", "exif", "digest", "more"]))
def test_blocks_of_any_bytes(raw, where):
    assert_within_bounds(read_said(jpeg(**{where: raw})))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["dc:title", "dc:description", "dc:creator", "dc:subject", "Iptc4xmpExt:PersonInImage"]),
    st.lists(st.text(max_size=900), max_size=60),
)
def test_texts_of_any_length_and_number(name, texts):
    data = jpeg(xmp=packet(listed(name, *map(escape, texts))).replace(b"\0", b"")[:60_000])
    assert_within_bounds(read_said(data))


@pytest.mark.parametrize(
    "block",
    ["xmp", "iim", "exif"],
)
def test_a_broken_block_leaves_the_others_their_say(block):
    whole = {"xmp": XMP, "iim": IPTC, "exif": EXIF}
    said = read_said(jpeg(**{**whole, block: b"\x1c\x02broken<"}))
    assert {found["from"] for found in said.values()} == {"XMP", "IPTC", "EXIF"} - {
        {"xmp": "XMP", "iim": "IPTC", "exif": "EXIF"}[block]
    }


BILLION_LAUGHS = (
    b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
    + XMP.replace(b"By XMP", b"&b;")
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + XMP.replace(b"By XMP", b"&a;")


@pytest.mark.parametrize("xmp", [BILLION_LAUGHS, OUTSIDE, b"<!DOCTYPE x>" + XMP])
def test_xmp_with_a_document_type_is_left_out(xmp):
    assert read_said(jpeg(xmp=xmp, exif=EXIF))["caption"] == {"text": "By Exif", "from": "EXIF"}


def xmp_in_png(xmp):
    return png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp))


def items_without_end():
    items = b"".join(struct.pack(">HHHH", number, 0, 0, 0xFFFF) for number in range(60_000))
    return heif(struct.pack(">IBBH", 0, 0, 0, 60_000) + items)


def the_file_over_and_over():
    parts = struct.pack(">II", 0, 1 << 30) * 60_000
    return heif(struct.pack(">IBBHHHH", 0, 0x44, 0, 1, 1, 0, 60_000) + parts)


def many_texts():
    packed = zlib.compress(raw_profile(bytes(1 << 20)).partition(b"\0")[2])
    return png(*[(b"zTXt", b"Raw profile type exif\0\0" + packed)] * 1_000)


BOMBS = {
    "a text that unpacks to 64 MB": lambda: png(
        (b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(bytes(1 << 26)))
    ),
    "many elements": lambda: xmp_in_png(packet("<dc:x>" + "<a/>" * 400_000 + "</dc:x>")),
    "deep elements": lambda: xmp_in_png(packet("<a>" * 200_000 + "</a>" * 200_000)),
    "many languages": lambda: xmp_in_png(
        packet(in_languages("dc:title", **{f"a{n}": "x" * 100 for n in range(5_000)}))
    ),
    "one letter of a million accents": lambda: xmp_in_png(
        packet(
            in_languages("dc:title", x_default="\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}" * 450_000)
        )
    ),
    "a hundred thousand segments": lambda: jpeg(more=segment(0xE4, b"") * 100_000),
    "many datasets": lambda: png((b"tEXt", raw_profile(b"\x1c\x02\x19\0\1a" * 300_000))),
    "items of parts without end": items_without_end,
    "an item that is the file over and over": the_file_over_and_over,
    "a thousand texts of two megabytes each": many_texts,
}


def raw_profile(record):
    return b"Raw profile type iptc\0\niptc\n%8d\n" % len(record) + record.hex().encode()


def heif(iloc):
    def box(kind, content):
        return struct.pack(">I4s", len(content) + 8, kind) + content

    entry = box(b"infe", b"\2\0\0\0" + struct.pack(">HH4s", 1, 0, b"Exif") + b"\0")
    meta = bytes(4) + box(b"iloc", iloc) + box(b"iinf", bytes(4) + struct.pack(">H", 1_000) + entry * 1_000)
    return box(b"ftyp", b"avif\0\0\0\0") + box(b"meta", meta)


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_means_ill_takes_little(name):
    data = BOMBS[name]()
    tracemalloc.start()
    began = time.process_time()
    said = read_said(data)
    taken, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert_within_bounds(said)
    assert peak < 64 << 20, f"{name} takes {peak >> 20} MiB"
    assert taken < 10, f"{name} takes {taken:.1f} s of the processor"

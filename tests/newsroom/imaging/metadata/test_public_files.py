"""Public files say whose a photo is and on what terms, and nothing else of what its original said."""

import json
import struct
import unicodedata
from io import BytesIO
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image

from newsroom.imaging.cropping import ALL
from newsroom.imaging.drawing import draw, opened
from newsroom.imaging.labelling import Labels, exif_bytes, iptc_segment, saving_options, xmp_packet
from newsroom.imaging.metadata import read_said
from newsroom.imaging.metadata.texts import mended
from newsroom.imaging.naming import PublicFile
from tests.newsroom.imaging.metadata import writers
from tests.newsroom.imaging.metadata.files import jpeg, segment, tiff

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LABELS = Labels(
    creator="Nguyễn Thị Ảnh & José Müller",
    credit="Ảnh: Nguyễn Thị Ảnh & José Müller/TTXVN <Hà Nội>",
    copyright='© 2026 Bộ Ngoại giao "Việt Nam"',
    licence="CC BY 4.0",
    licence_url=LICENCE,
)
FILES = [PublicFile(ALL, width, extension) for width in (160, 320) for extension in ("avif", "webp", "jpg")]
FILES += [PublicFile(ALL, None, "jpg")]

# What each block of each format may be called by ExifTool, beside what describes the coding of the picture.
ALLOWED = {
    ("IFD0", "Artist"),
    ("IFD0", "Copyright"),
    ("IPTC", "CodedCharacterSet"),
    ("IPTC", "ApplicationRecordVersion"),
    ("IPTC", "By-line"),
    ("IPTC", "Credit"),
    ("IPTC", "CopyrightNotice"),
    ("XMP-dc", "Creator"),
    ("XMP-dc", "Rights"),
    ("XMP-photoshop", "Credit"),
    ("XMP-xmpRights", "Marked"),
    ("XMP-xmpRights", "UsageTerms"),
    ("XMP-xmpRights", "WebStatement"),
    ("XMP-plus", "LicensorURL"),
}
OF_THE_CODING = {"File", "JFIF", "RIFF", "QuickTime", "Meta", "ExifTool", "SourceFile", "Composite"}
OF_THE_CODING |= {"ICC-header", "ICC_Profile", "System"}


def public_files(original, labels=LABELS):
    picture = opened(BytesIO(original), FILES)
    return list(draw(picture, FILES, lambda extension: saving_options(extension, labels)))


def a_telling_original(path):
    """Write a photo that tells all that must not get out; return the words that would show it."""
    thumbnail = BytesIO()
    Image.new("RGB", (160, 120), "red").save(thumbnail, "JPEG")
    maker = tiff("<", {0x010F: (2, b"Secretcam\0")}, {0x927C: (7, b"SecretMaker\0 serial 998877")})
    picture = Image.effect_noise((400, 300), 60).convert("RGB")
    plain = BytesIO()
    picture.save(plain, "JPEG", comment=b"SecretComment")
    blocks = jpeg(exif=maker, more=segment(0xFE, b"SecretRemark"))
    data = blocks[: blocks.index(b"\xff\xe0")] + plain.getvalue()[2:]
    path.write_bytes(data)
    (path.parent / "thumbnail.jpg").write_bytes(thumbnail.getvalue())
    writers.run(
        "exiftool",
        "-q",
        "-m",
        "-overwrite_original",
        "-GPSLatitude=21.0368",
        "-GPSLongitude=105.8346",
        "-GPSLatitudeRef=N",
        "-GPSLongitudeRef=E",
        "-ExifIFD:SerialNumber=Secret998877",
        "-ExifIFD:LensSerialNumber=Secret5544",
        "-ExifIFD:LensModel=SecretLens",
        "-ExifIFD:OwnerName=SecretOwner",
        "-ExifIFD:UserComment=SecretUserComment",
        "-IFD0:XPKeywords=SecretKeyword",
        "-IPTC:City=SecretCity",
        "-IPTC:Keywords=SecretKeyword",
        "-XMP-photoshop:City=SecretCity",
        "-XMP-dc:Subject=SecretKeyword",
        "-XMP-dc:Description=SecretCaption",
        "-XMP-xmpMM:HistoryAction=SecretHistory",
        "-XMP-aux:SerialNumber=Secret998877",
        "-XMP-iptcExt:PersonInImage=SecretPerson",
        f"-ThumbnailImage<={path.parent / 'thumbnail.jpg'}",
        path,
    )
    told = path.read_bytes()
    assert b"SecretHistory" in told
    assert b"SecretMaker" in told
    return told


def by_exiftool(path):
    return json.loads(writers.run("exiftool", "-a", "-G1", "-j", "-n", path))[0]


@pytest.fixture(scope="module")
def telling(tmp_path_factory):
    return a_telling_original(tmp_path_factory.mktemp("telling") / "original.jpg")


def test_what_the_original_told_is_in_no_public_file(telling):
    for file, data in public_files(telling):
        for secret in ("Secret", "998877", "5544"):
            for charset in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(charset) not in data, f"{file.name} tells {secret}"


def test_exiftool_finds_nothing_but_the_labels(telling, tmp_path):
    for file, data in public_files(telling):
        path = tmp_path / file.name
        path.write_bytes(data)
        names = {tuple(name.split(":")) for name in by_exiftool(path) if ":" in name}
        telling_names = {name for name in names if name[0] not in OF_THE_CODING}
        assert telling_names <= ALLOWED, file.name
        assert {("XMP-dc", "Rights"), ("IFD0", "Artist")} <= telling_names, file.name
        assert (("IPTC", "By-line") in telling_names) == (file.extension == "jpg")
        assert {name for name in names if name[0] == "Composite"} <= {
            ("Composite", "ImageSize"),
            ("Composite", "Megapixels"),
        }


def test_exiftool_reads_the_labels_as_they_were_meant(telling, tmp_path):
    for file, data in public_files(telling):
        path = tmp_path / file.name
        path.write_bytes(data)
        found = by_exiftool(path)
        assert found["XMP-dc:Creator"] == found["IFD0:Artist"] == LABELS.creator
        assert found["XMP-dc:Rights"] == found["IFD0:Copyright"] == LABELS.copyright
        assert found["XMP-photoshop:Credit"] == LABELS.credit
        assert found["XMP-xmpRights:UsageTerms"] == "CC BY 4.0"
        assert found["XMP-xmpRights:WebStatement"] == found["XMP-plus:LicensorURL"] == LICENCE
        assert found["XMP-xmpRights:Marked"] is True
        if file.extension == "jpg":
            assert found["IPTC:CopyrightNotice"] == LABELS.copyright
            assert LABELS.creator.startswith(found["IPTC:By-line"])


def test_exiv2_reads_the_labels_too(telling, tmp_path):
    for file, data in public_files(telling):
        if file.extension == "avif":
            continue  # This Exiv2 knows no AVIF.
        path = tmp_path / file.name
        path.write_bytes(data)
        printed = writers.run("exiv2", "-px", "-K", "Xmp.dc.rights", path).decode()
        assert LABELS.copyright in printed
        printed = writers.run("exiv2", "-pe", "-K", "Exif.Image.Copyright", path)
        assert LABELS.copyright.encode() in printed


@pytest.mark.parametrize("extension", ["jpg", "webp", "avif"])
def test_what_is_written_is_read_again(extension):
    written = BytesIO()
    format_name = {"jpg": "JPEG"}.get(extension, extension.upper())
    Image.new("RGB", (32, 32)).save(written, format_name, **saving_options(extension, LABELS))
    said = read_said(written.getvalue())
    assert {field: found["text"] for field, found in said.items()} == {
        "photographer": LABELS.creator,
        "agency": "TTXVN <Hà Nội>",
        "credit_line": LABELS.credit,
        "copyright": LABELS.copyright,
        "licence": "CC BY 4.0",
        "licence_url": LICENCE,
    }


@pytest.mark.parametrize("extension", ["jpg", "webp", "avif"])
def test_of_a_photo_of_which_nothing_is_known_nothing_is_said(extension):
    assert saving_options(extension, Labels()) == {"exif": b""}


def test_labels_are_those_of_a_photo_or_of_its_use():
    photo = SimpleNamespace(
        photographer="An", agency="VNA", credit_line="", copyright="© VNA", licence="", licence_url=""
    )
    assert Labels.of(photo) == Labels("An", "VNA", "© VNA")
    photo.credit_line = "Photo: An/VNA"
    assert Labels.of(photo).credit == "Photo: An/VNA"
    use = SimpleNamespace(
        creator="An",
        agency="VNA",
        credit="Ảnh: An",
        copyright="",
        licence="",
        licence_url="javascript:alert(1)",
    )
    assert Labels.of(use) == Labels("An", "Ảnh: An")


@pytest.mark.parametrize(
    "labels, marked",
    [
        (Labels(copyright="© 2026"), True),
        (Labels(licence_url=LICENCE), True),
        (Labels(licence_url="https://creativecommons.org/publicdomain/zero/1.0/"), False),
        (Labels(creator="An"), None),
    ],
)
def test_whether_rights_are_reserved_is_said_where_it_is_known(labels, marked):
    assert labels.reserved is marked
    assert (b"xmpRights:Marked=" in xmp_packet(labels)) == (marked is not None)


line = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)


@given(
    st.builds(lambda *texts: Labels.of(SimpleNamespace(**dict(zip(NAMES, texts, strict=True)))), *[line] * 4)
)
def test_any_labels_are_written_whole_and_iptc_within_its_room(labels):
    # A text that looks like UTF-8 twice written is mended by whoever reads it.
    assume(all(mended(text) == text for text in (labels.copyright, labels.licence)))
    Image.Exif().load(exif_bytes(labels))
    written = BytesIO()
    Image.new("RGB", (8, 8)).save(written, "JPEG", **saving_options("jpg", labels))
    said = read_said(written.getvalue())
    for field, text in {"copyright": labels.copyright, "licence": labels.licence}.items():
        assert said.get(field, {}).get("text", "") == text
    segment = iptc_segment(labels)
    at = segment.find(b"\x1c\x02\x50")
    if at >= 0:
        (length,) = struct.unpack_from(">H", segment, at + 3)
        kept = segment[at + 5 : at + 5 + length].decode()
        assert length <= 32
        assert unicodedata.normalize("NFC", labels.creator).startswith(kept)


NAMES = ("creator", "credit", "copyright", "licence")

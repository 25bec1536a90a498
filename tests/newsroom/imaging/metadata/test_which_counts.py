"""Which of IPTC, XMP and Exif is believed, and into which field of the library it goes."""

import hashlib
import struct

import pytest
import time_machine

from newsroom.imaging.metadata import read_said
from tests.newsroom.imaging.metadata.files import (
    iim,
    in_languages,
    jpeg,
    listed,
    packet,
    png,
    segment,
    tiff,
)

IPTC = iim((120, b"By IPTC"), (116, b"Rights by IPTC"), utf8=True)
XMP = packet(in_languages("dc:description", x_default="By XMP"))
EXIF = tiff("<", {0x010E: (2, b"By Exif\0"), 0x013B: (2, b"Artist\0"), 0x8298: (2, b"Rights by Exif\0")}, {})


def said_in(properties):
    return read_said(jpeg(xmp=packet(properties)))


def test_xmp_counts_before_iptc_and_both_before_exif():
    said = read_said(jpeg(xmp=XMP, iim=IPTC, exif=EXIF))
    assert said["caption"] == {"text": "By XMP", "from": "XMP"}
    assert said["copyright"] == {"text": "Rights by IPTC", "from": "IPTC"}
    assert said["photographer"] == {"text": "Artist", "from": "EXIF"}


def test_iptc_that_was_changed_after_the_xmp_counts_first():
    unchanged, changed = hashlib.md5(IPTC).digest(), hashlib.md5(b"as it was").digest()
    assert read_said(jpeg(xmp=XMP, iim=IPTC, digest=unchanged))["caption"]["from"] == "XMP"
    assert read_said(jpeg(xmp=XMP, iim=IPTC, digest=changed))["caption"] == {
        "text": "By IPTC",
        "from": "IPTC",
    }


def test_newer_iptc_that_only_had_too_little_room_does_not_cut_the_xmp():
    name = "Uỷ ban Nhà nước về người Việt Nam ở nước ngoài"
    short = name.encode()[:32].decode("utf-8", "ignore")
    xmp = packet(listed("dc:creator", name))
    said = read_said(jpeg(xmp=xmp, iim=iim((80, short.encode()), utf8=True), digest=b"another digest.."))
    assert said["photographer"] == {"text": name, "from": "XMP"}


def test_a_caption_in_several_languages_keeps_each():
    said = said_in(in_languages("dc:description", x_default="Talks", vi_VN="Hội đàm", en="Talks"))
    assert said["caption"] == {"text": "Talks", "from": "XMP", "languages": {"vi": "Hội đàm", "en": "Talks"}}


def test_every_field_of_the_library_is_read_from_xmp():
    said = said_in(
        in_languages("dc:title", x_default="Talks")
        + listed("dc:creator", "An", "Bình")
        + listed("dc:subject", "visit", "Hà Nội", "Visit", "talks; gifts")
        + in_languages("dc:rights", x_default="© MOFA")
        + "<photoshop:Source>VNA</photoshop:Source><photoshop:Credit>An/VNA</photoshop:Credit>"
        + "<photoshop:DateCreated>2025-10-30T09:12:00+07:00</photoshop:DateCreated>"
        + "<Iptc4xmpCore:Location>Presidential Palace</Iptc4xmpCore:Location>"
        + "<photoshop:City>Hà Nội</photoshop:City><photoshop:State>Hà Nội</photoshop:State>"
        + "<photoshop:Country>Việt Nam</photoshop:Country>"
        + in_languages("xmpRights:UsageTerms", x_default="CC BY 4.0")
        + "<xmpRights:WebStatement>https://creativecommons.org/licenses/by/4.0/</xmpRights:WebStatement>"
        + in_languages("Iptc4xmpCore:AltTextAccessibility", x_default="Two men shake hands")
        + listed("Iptc4xmpExt:PersonInImage", "Tô An", "Lê Bình")
    )
    assert {field: found["text"] for field, found in said.items()} == {
        "title": "Talks",
        "photographer": "An, Bình",
        "agency": "VNA",
        "credit_line": "An/VNA",
        "copyright": "© MOFA",
        "taken_on": "2025-10-30",
        "place": "Presidential Palace, Hà Nội, Việt Nam",
        "keywords": "visit, Hà Nội, talks, gifts",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "alt_text": "Two men shake hands",
        "people": "Tô An, Lê Bình",
    }
    assert said["people"]["names"] == ["Tô An", "Lê Bình"]


def test_every_field_of_iptcs_older_record_is_read():
    said = read_said(
        jpeg(
            iim=iim(
                (5, b"Talks"),
                (25, b"visit"),
                (25, "Hà Nội".encode()),
                (55, b"20251030"),
                (80, b"An"),
                (90, "Hà Nội".encode()),
                (92, b"Palace"),
                (101, "Việt Nam".encode()),
                (110, b"Photo: An/VNA"),
                (116, "© MOFA".encode()),
                (120, b"They meet."),
            )
        )
    )
    assert {field: found["text"] for field, found in said.items()} == {
        "title": "Talks",
        "keywords": "visit, Hà Nội",
        "taken_on": "2025-10-30",
        "photographer": "An",
        "place": "Palace, Hà Nội, Việt Nam",
        "credit_line": "Photo: An/VNA",
        "agency": "VNA",
        "copyright": "© MOFA",
        "caption": "They meet.",
    }


@pytest.mark.parametrize(
    "credit, agency",
    [
        ("Reuters", "Reuters"),
        ("Jane Doe/John Roe/AP", "AP"),
        ("Photo: Jane Doe", None),
        ("Ảnh: Jane Doe/TTXVN", "TTXVN"),
        ("Jane Doe/AFP/Getty Images", "AFP/Getty Images"),
        ("Source: Ministry of Culture", "Ministry of Culture"),
    ],
)
def test_the_agency_is_whom_the_credit_names_beside_the_photographer(credit, agency):
    said = said_in(
        listed("dc:creator", "Jane Doe", "John Roe") + f"<photoshop:Credit>{credit}</photoshop:Credit>"
    )
    assert said.get("agency", {}).get("text") == agency


def test_what_was_shown_counts_before_where_the_camera_stood():
    def place(name, city):
        return (
            f'<Iptc4xmpExt:{name}><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>{city}'
            f"</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:{name}>"
        )

    said = said_in(place("LocationCreated", "Gia Lâm") + place("LocationShown", "Hà Nội"))
    assert said["place"]["text"] == "Hà Nội"


@pytest.mark.parametrize(
    "properties, address",
    [
        ('<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>', True),
        ("<plus:LicensorURL>https://creativecommons.org/licenses/by/4.0/</plus:LicensorURL>", True),
        (
            '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>'
            "https://creativecommons.org/licenses/by/4.0/</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>",
            True,
        ),
        ("<xmpRights:WebStatement>javascript:alert(1)</xmpRights:WebStatement>", False),
        ("<xmpRights:WebStatement>https://a b.example/</xmpRights:WebStatement>", False),
        ("<xmpRights:WebStatement>https://[::1</xmpRights:WebStatement>", False),
        ("<xmpRights:WebStatement>ask me</xmpRights:WebStatement>", False),
    ],
)
def test_the_licences_address_is_one_that_a_page_may_lead_to(properties, address):
    found = said_in(properties).get("licence_url")
    assert found == (
        {"text": "https://creativecommons.org/licenses/by/4.0/", "from": "XMP"} if address else None
    )


@time_machine.travel("2026-03-01 12:00Z")
@pytest.mark.parametrize(
    "written, day",
    [
        (b"2025:10:30 09:12:00\0", "2025-10-30"),
        (b"2026:03:02 00:10:00\0", "2026-03-02"),
        (b"0000:00:00 00:00:00\0", None),
        (b"2025:02:30 09:12:00\0", None),
        (b"2031:01:01 09:12:00\0", None),
        (b"    :  :     :  :  \0", None),
        (b"2025\0", None),
    ],
)
def test_a_day_is_one_of_the_calendar_that_has_come(written, day):
    said = read_said(jpeg(exif=tiff("<", {}, {0x9003: (2, written)})))
    assert said.get("taken_on", {}).get("text") == day


@pytest.mark.parametrize(
    "machine", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "Created with GIMP", "IMG_2041.JPG"]
)
def test_what_a_camera_writes_by_itself_is_no_caption(machine):
    assert "caption" not in read_said(jpeg(exif=tiff("<", {0x010E: (2, machine.encode() + b"\0")}, {})))


def test_a_copyright_names_photographer_and_editor():
    exif = tiff("<", {0x8298: (2, b"Jane Doe\0The Paper\0")}, {})
    assert read_said(jpeg(exif=exif))["copyright"]["text"] == "Jane Doe, The Paper"


def test_a_text_longer_than_its_field_is_cut_between_words_and_kept_whole_beside_it():
    whole = "Chủ tịch nước " * 100
    said = read_said(jpeg(iim=iim((120, whole.encode()))))["caption"]
    assert len(said["text"]) <= 600
    assert said["text"].endswith((" Chủ…", " tịch…", " nước…"))
    assert said["whole"] == whole.strip()


def test_keywords_for_which_there_is_no_room_are_left_out_whole_and_kept_beside_it():
    words = [f"keyword {number:03}" for number in range(80)]
    said = said_in(listed("dc:subject", *words))["keywords"]
    assert said["text"] == ", ".join(words[:38])
    assert said["whole"] == ", ".join(words)


def test_the_part_of_the_xmp_that_had_no_room_in_the_first_segment_is_read():
    extended = packet(listed("dc:subject", "far", "behind") + in_languages("dc:title", x_default="Late"))
    name = hashlib.md5(extended).hexdigest().upper()
    head = packet(f"<xmpNote:HasExtendedXMP>{name}</xmpNote:HasExtendedXMP>")
    half = len(extended) // 2

    def piece(start, end):
        content = b"http://ns.adobe.com/xmp/extension/\0" + name.encode()
        return segment(0xE1, content + struct.pack(">II", len(extended), start) + extended[start:end])

    both = piece(half, len(extended)) + piece(0, half)
    assert read_said(jpeg(xmp=head, more=both))["keywords"]["text"] == "far, behind"
    assert read_said(jpeg(xmp=head, more=piece(0, half))) == {}


def test_both_records_of_iptc_in_a_tiff_are_read():
    broken, whole = iim((120, b"They meet."))[:9], iim((120, b"They meet."), (80, b"An"))
    resources = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(whole)) + whole
    said = read_said(tiff(">", {33723: (7, broken), 34377: (1, resources)}, {}))
    assert (said["caption"]["text"], said["photographer"]["text"]) == ("They meet.", "An")


def test_iptc_in_a_tiff_that_was_turned_round_is_read():
    record = iim((120, b"They meet."))
    record += bytes(-len(record) % 4)
    turned = b"".join(record[at : at + 4][::-1] for at in range(0, len(record), 4))
    assert read_said(tiff("<", {33723: (4, turned)}, {}))["caption"]["text"] == "They meet."


def test_xmp_that_a_png_keeps_as_a_raw_profile_is_read():
    written = b"xmp\0\nxmp\n%8d\n" % len(XMP) + XMP.hex().encode() + b"\n"
    assert read_said(png((b"tEXt", b"Raw profile type " + written)))["caption"]["text"] == "By XMP"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"GIF89a", b"<svg/>", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypavif"]
)
def test_a_file_that_says_nothing_says_nothing(data):
    assert read_said(data) == {}

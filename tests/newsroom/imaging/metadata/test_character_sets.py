import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.imaging.metadata import read_said
from newsroom.imaging.metadata.texts import cleaned, decoded
from tests.newsroom.imaging.metadata.files import iim, in_languages, jpeg, packet, tiff

VIETNAMESE = "Chủ tịch nước tiếp Đại sứ ở Huế"
LATIN = "Réception à Zürich, Weiße Straße – ÆØÅ €"


def caption(**blocks):
    return read_said(jpeg(**blocks)).get("caption", {}).get("text")


@pytest.mark.parametrize("declared", [True, False])
def test_iptc_in_utf8_is_read_whether_it_is_declared_or_not(declared):
    assert caption(iim=iim((120, VIETNAMESE.encode()), utf8=declared)) == VIETNAMESE


@pytest.mark.parametrize("declared", [True, False])
def test_iptc_in_windows_1252_is_read_even_when_it_is_said_to_be_utf8(declared):
    assert caption(iim=iim((120, LATIN.encode("cp1252")), utf8=declared)) == LATIN


def test_utf8_that_was_cut_within_a_character_loses_only_that():
    assert caption(iim=iim((120, VIETNAMESE.encode()[:-1]), utf8=True)) == VIETNAMESE[:-1]


def test_a_last_letter_with_an_accent_is_not_taken_for_cut_utf8():
    assert caption(iim=iim((120, "Café".encode("latin-1")))) == "Café"


def test_exif_is_read_in_utf8_and_in_latin_1():
    for text, charset in ((VIETNAMESE, "utf-8"), ("Zürich", "latin-1")):
        assert caption(exif=tiff(">", {0x010E: (2, text.encode(charset) + b"\0")}, {})) == text


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    "raw",
    [
        b"ASCII\0\0\0" + VIETNAMESE.encode(),
        b"UNICODE\0" + VIETNAMESE.encode("utf-16-le"),
        b"UNICODE\0" + VIETNAMESE.encode("utf-16-be"),
        b"UNICODE\0" + VIETNAMESE.encode("utf-16"),
        b"UNICODE\0" + VIETNAMESE.encode(),
        bytes(8) + VIETNAMESE.encode(),
        VIETNAMESE.encode(),
    ],
)
def test_a_user_comment_is_read_in_every_character_set_that_it_names(order, raw):
    assert caption(exif=tiff(order, {}, {0x9286: (7, raw)})) == VIETNAMESE


def test_a_japanese_user_comment_is_read():
    raw = b"JIS\0\0\0\0\0" + "東京".encode("iso2022_jp")
    assert caption(exif=tiff("<", {}, {0x9286: (7, raw)})) == "東京"


def test_windows_own_fields_are_utf16_whatever_the_order_of_the_rest():
    entries = {
        0x9C9B: (1, VIETNAMESE.encode("utf-16-le") + b"\0\0"),
        0x9C9D: (1, "Nguyễn Văn Ảnh".encode("utf-16-le") + b"\0\0"),
        0x9C9E: (1, "ngoại giao;Hà Nội".encode("utf-16-le") + b"\0\0"),
    }
    said = read_said(jpeg(exif=tiff(">", entries, {})))
    assert said["title"]["text"] == VIETNAMESE
    assert said["photographer"]["text"] == "Nguyễn Văn Ảnh"
    assert said["keywords"]["text"] == "ngoại giao, Hà Nội"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1252"])
def test_xmp_is_read_in_every_encoding(charset):
    text = "Zürich – Weiße Straße"
    assert (
        caption(xmp=packet(in_languages("dc:description", x_default=text)).decode().encode(charset)) == text
    )


def test_utf8_that_was_encoded_twice_is_mended():
    for text in ("Thành phố Huế", "Đại sứ ở Đà Nẵng", "Café – Zürich"):
        twice = text.encode().decode("latin-1" if "Đ" in text else "cp1252")
        assert caption(iim=iim((120, twice.encode()))) == text


def test_letters_and_their_accents_are_put_together():
    assert caption(iim=iim((120, unicodedata.normalize("NFD", VIETNAMESE).encode()))) == VIETNAMESE


def test_control_characters_and_turned_directions_are_left_out():
    raw = "Hà\x07 Nội\x00 \u202eevil\u202c\x1b[31m\nvà Huế".encode()
    assert caption(iim=iim((120, raw))) == "Hà Nội evil [31m\nvà Huế"


def test_a_one_line_field_stays_one_line():
    assert read_said(jpeg(iim=iim((5, b"Talks\r\n in\tHanoi\0junk"))))["title"]["text"] == "Talks in Hanoi"


letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
words = st.text(st.sampled_from(letters + letters.upper() + "äöüßçñœæøå€–—“”‘’©®«»…0123456789"), min_size=1)


@given(st.lists(words, min_size=1).map(" ".join))
def test_vietnamese_and_european_text_comes_back_as_it_was_written(text):
    text = unicodedata.normalize("NFC", text)
    assert cleaned(decoded(text.encode())) == text


@given(st.binary(max_size=400))
def test_any_bytes_become_clean_text(raw):
    text = cleaned(decoded(raw))
    assert {unicodedata.category(char) for char in text}.isdisjoint({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
    assert text == unicodedata.normalize("NFC", text)
    assert text.encode().decode() == text

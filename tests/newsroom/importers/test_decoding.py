import unicodedata

import pytest

from newsroom.importers.decoding import (
    MAX_BYTES,
    MAX_LINES,
    UnreadableStory,
    normalise,
    reference,
    story_text,
    text_from_bytes,
)


def test_a_utf8_file_is_read_with_and_without_a_byte_order_mark():
    assert text_from_bytes("Đà Nẵng".encode()) == "Đà Nẵng"
    assert text_from_bytes("Đà Nẵng".encode("utf-8-sig")) == "Đà Nẵng"


def test_line_ends_of_every_system_are_one():
    assert text_from_bytes(b"one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_letters_come_out_composed():
    assert text_from_bytes(unicodedata.normalize("NFD", "Hội nghị").encode()) == "Hội nghị"


def test_unseen_characters_and_odd_spaces_go():
    assert normalise("a\u200bb\u00a0 c\ufeff\td ") == "ab c d"


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t\n", "\ufeff\u200b".encode()])
def test_an_empty_file_is_refused(data):
    with pytest.raises(UnreadableStory, match="empty"):
        text_from_bytes(data)


@pytest.mark.parametrize(
    "data, says",
    [
        (b"PK\x03\x04 and so on", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"plain\x00not", "byte 6 is zero"),
        ("Xin chào".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_is_not_plain_text_is_refused_by_its_name(data, says):
    with pytest.raises(UnreadableStory, match=says):
        text_from_bytes(data)


def test_a_file_that_is_not_utf8_is_refused_with_the_place():
    data = "Hà Nội\nThủ ".encode() + b"\xf4\xe2"
    with pytest.raises(UnreadableStory, match=r"line 2, character 5 holds the byte 0xF4"):
        text_from_bytes(data)


def test_the_limits_are_said_in_words():
    with pytest.raises(UnreadableStory, match=str(MAX_BYTES)):
        text_from_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(UnreadableStory, match=str(MAX_LINES)):
        story_text("line\n" * MAX_LINES + "one more")
    assert story_text("x" * MAX_BYTES)


def test_the_same_story_has_one_reference_however_it_was_saved():
    one = reference("Tiêu đề\r\n\r\nĐoạn một.\r\n")
    assert one == reference("\ufeffTiêu đề\nĐoạn một.  ")
    assert one != reference("Tiêu đề\nĐoạn hai.")

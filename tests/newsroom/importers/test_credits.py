import pytest

from newsroom.importers.credits import credited_caption, marked_caption, split_credit


@pytest.mark.parametrize(
    "line, caption, credit",
    [
        ("The quay at noon. (Photo: Bao Chau)", "The quay at noon.", "Photo: Bao Chau"),
        ("The quay at noon (Source: VNA).", "The quay at noon", "Source: VNA"),
        ("Bến cảng. (Ảnh: Bảo Châu/TTXVN)", "Bến cảng.", "Ảnh: Bảo Châu/TTXVN"),
        ("Bến cảng (Nguồn: TTXVN)", "Bến cảng", "Nguồn: TTXVN"),
        ("The quay. (Photo: A; Source: B)", "The quay.", "Photo: A; Source: B"),
        ("The quay. (Photo: A) (Source: B)", "The quay.", "Photo: A; Source: B"),
        ("The quay. (Photo by Bao Chau)", "The quay.", "Photo by Bao Chau"),
        ("The quay. [Illustrative photo: VNA]", "The quay.", "Illustrative photo: VNA"),
        ("The quay. (Photo: Bao Chau (VNA))", "The quay.", "Photo: Bao Chau (VNA)"),
        (
            "Bà Lê (trái) và ông Moor. (Ảnh minh họa: Tư liệu)",
            "Bà Lê (trái) và ông Moor.",
            "Ảnh minh họa: Tư liệu",
        ),
        ("The quay (VNA photo)", "The quay", "VNA photo"),
        ("Bến cảng (Ảnh TTXVN)", "Bến cảng", "Ảnh TTXVN"),
        ("The quay at noon. Photo: Bao Chau", "The quay at noon.", "Photo: Bao Chau"),
        (
            "The ferry. Photo courtesy of the ferry company",
            "The ferry.",
            "Photo courtesy of the ferry company",
        ),
        ("The quay at noon – Photo: Bao Chau", "The quay at noon", "Photo: Bao Chau"),
        ("(Photo: Bao Chau)", "", "Photo: Bao Chau"),
        ("Photo: Bao Chau", "", "Photo: Bao Chau"),
        ("Nothing but a caption", "Nothing but a caption", ""),
        ("The captain (a photographer)", "The captain (a photographer)", ""),
        ("The harbour rules (in force since May)", "The harbour rules (in force since May)", ""),
    ],
)
def test_a_credit_is_taken_off_word_for_word(line, caption, credit):
    assert split_credit(line) == (caption, credit)


def test_a_paragraph_that_names_its_source_is_no_caption():
    paragraph = "Exports through both harbours rose again this year. " * 8 + "(Source: Harbour Office)"
    assert credited_caption(paragraph) is None


@pytest.mark.parametrize(
    "line, found",
    [
        ("Photo 2: The quay (Source: VNA)", ("The quay", "Source: VNA")),
        ("Ảnh 3. Bến cảng", ("Bến cảng", "")),
        ("Chú thích ảnh: Bến cảng", ("Bến cảng", "")),
        ("[Photo]", ("", "")),
        ("[Ảnh 4]", ("", "")),
        ("[Photo: the quay in fog]", ("the quay in fog", "")),
        ("[Photo: Bao Chau]", None),
        ("Photo opportunities are at noon.", None),
        ("Anh: bến cảng mới", None),
    ],
)
def test_a_marked_line_is_a_caption(line, found):
    assert marked_caption(line) == found


def test_many_open_brackets_do_not_hold_up_the_reading():
    assert split_credit("(photo: " * 100_000)[1] == ""

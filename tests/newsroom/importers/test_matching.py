import pytest

from newsroom.importers.matching import Name, Names, name_orders

REGISTER = [
    Name("United Kingdom", "partner", 1),
    Name("United Kingdom of Great Britain and Northern Ireland", "partner", 1),
    Name("Vương quốc Anh", "partner", 1),
    Name("UK", "partner", 1),
    Name("Britain", "partner", 1),
    Name("Anh", "partner", 1),
    Name("United States", "partner", 2),
    Name("US", "partner", 2),
    Name("Ireland", "partner", 3),
    Name("Guinea", "partner", 4),
    Name("Papua New Guinea", "partner", 5),
    Name("Đức", "partner", 6, "vi"),
    Name("China", "partner", 7),
    Name("Lê Hoài Sơn", "person", 1),
    Name("Moor Adaeze", "person", 2),
    Name("Adaeze Moor", "person", 2),
    Name("Trần Minh", "person", 3),
    Name("Trần Minh", "person", 4),
    Name("Ardenia Harbour Compact", "agreement", 1, any_case=True),
    Name("AHC", "agreement", 1),
]


def found(text, language="en"):
    return [(place.kind, *place.keys, place.words) for place in Names(REGISTER).find({1: text}, language)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The UK and the US agree.", [("partner", 1, "UK"), ("partner", 2, "US")]),
        ("Vietnam-UK ties and the UK's ports", [("partner", 1, "UK"), ("partner", 1, "UK")]),
        ("Tell us more, said the duke.", []),
        ("UKVFTA is not a country.", []),
        ("TELL US MORE", []),
        ("united kingdom", []),
        (
            "The United Kingdom of Great Britain and Northern Ireland signed.",
            [("partner", 1, "United Kingdom of Great Britain and Northern Ireland")],
        ),
        ("Ships from Northern Ireland", []),
        ("Ships from Ireland", [("partner", 3, "Ireland")]),
        ("Papua New Guinea", [("partner", 5, "Papua New Guinea")]),
        ("the South China Sea", []),
        ("Le Hoai Son spoke.", [("person", 1, "Le Hoai Son")]),
        ("Lê Hoài Sơn spoke.", [("person", 1, "Lê Hoài Sơn")]),
        ("Lê Hoài Són spoke.", []),
        ("LE HOAI SON SPOKE TO ALL", [("person", 1, "LE HOAI SON")]),
        ("Nurse Adaeze Moor", [("person", 2, "Adaeze Moor")]),
        ("the ardenia harbour compact", [("agreement", 1, "ardenia harbour compact")]),
        ("The AHC holds, the ahc does not.", [("agreement", 1, "AHC")]),
        ("Trần Minh spoke.", [("person", 3, 4, "Trần Minh")]),
        ("Great. Britain", [("partner", 1, "Britain")]),
        ("United, Kingdom", []),
    ],
)
def test_names_are_found_as_whole_words_and_the_longest_wins(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Thủ tướng Anh tới Hà Nội", ["Anh"]),
        ("quan hệ Việt Nam - Anh", ["Anh"]),
        ("Vương quốc Anh", ["Vương quốc Anh"]),
        ("Anh ấy nói vậy.", []),
        ("Ông nói xong. Anh cười.", []),
        ("nghe anh nói", []),
        ("ông Nguyễn Tuấn Anh", []),
        ("Thủ tướng Đức", ["Đức"]),
        ("đạo đức", []),
        ("thành phố Duc", []),
    ],
)
def test_short_vietnamese_names_are_not_taken_for_other_words(text, expected):
    assert [place[-1] for place in found(text, "vi")] == expected


def test_a_short_vietnamese_name_does_not_stand_in_an_english_text():
    assert found("the town of Đức") == []


def test_a_person_is_known_by_either_order():
    assert name_orders("Lê Hoài Sơn") == ["Lê Hoài Sơn", "Hoài Sơn Lê", "Sơn Lê Hoài"]
    assert name_orders("Moor") == ["Moor"]
